/** Periods, and the calendars of a city's own that name them. Plain Java. */
package org.hotline12345.assessment.period.model;
