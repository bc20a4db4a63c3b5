package org.hotline12345.chassis.vocabulary;

/**
 * A vocabulary in the list.
 *
 * @param versionInForce 0: the shipped one.
 * @param latest The newest version; a draft if it is not in force and never was.
 * @param entries How many words and phrases the version in force has.
 */
public record VocabularyLine(String id, String name, int versionInForce, int latest, int entries) {}
