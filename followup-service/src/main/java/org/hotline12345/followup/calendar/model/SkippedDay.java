package org.hotline12345.followup.calendar.model;

import java.time.LocalDate;

/**
 * A day that does not count, with its reason.
 *
 * @param kind {@link DayKind#WEEKEND} or {@link DayKind#HOLIDAY}.
 * @param holiday Name of the holiday, Chinese; null for a plain weekend.
 * @param source The notice that says so; null for a plain weekend.
 */
public record SkippedDay(LocalDate date, DayKind kind, String holiday, String source) {}
