package org.hotline12345.dispatch.masterdata;

/**
 * What is wrong with a line of an imported file.
 *
 * @param line Line, from 1.
 * @param column Column; null when the whole line is meant.
 * @param problem What is wrong, in Chinese.
 * @param problemEn The same in English.
 */
public record ImportProblem(int line, String column, String problem, String problemEn) {}
