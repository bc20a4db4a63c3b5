package org.hotline12345.assessment.reading.model;

import java.time.Instant;
import org.hotline12345.chassis.language.Text;

/**
 * Something that happened to a case.
 *
 * @param what In words.
 * @param unit The unit concerned. May be null.
 * @param text What was written or said. May be null.
 */
public record Step(Instant at, Text what, String unit, String text) {}
