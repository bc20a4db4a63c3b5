package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Objects;

/**
 * An exception to Monday-to-Friday.
 *
 * @param name Name of the holiday it belongs to.
 * @param workday True: a working day, such as a make-up day; false: a day off.
 * @param off The half of a working day on which the office is closed; the day still counts. May be null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CalendarDay(LocalDate date, String name, boolean workday, HalfDay off) {
    public CalendarDay {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(name, "name");
        if (off != null && !workday) {
            throw new IllegalArgumentException("a day off has no half off: " + date);
        }
    }
}
