package org.hotline12345.assessment.bulletin.model;

import java.time.LocalDate;
import org.hotline12345.chassis.language.Text;

/** An order to put something right (限期整改) as a bulletin lists it. */
public record RectificationLine(String id, String unit, String matter, LocalDate due, Text state) {}
