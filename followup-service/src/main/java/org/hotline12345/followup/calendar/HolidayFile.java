package org.hotline12345.followup.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.events.CalendarDay;

/**
 * A year's notice as the holiday-cn project writes it, {@code {"year", "papers": [], "days": [{"name", "date", "isOffDay"}]}}.
 *
 * @param source The notices, joined by a space.
 * @param days The exceptions to Monday-to-Friday.
 */
public record HolidayFile(int year, String source, List<CalendarDay> days) {
    /**
     * Reads a file.
     *
     * @throws DateTimeException if a date is none
     */
    public static HolidayFile of(JsonNode file) {
        var papers = new ArrayList<String>();
        file.path("papers").forEach(paper -> papers.add(paper.asText()));
        var days = new ArrayList<CalendarDay>();
        file.path("days")
                .forEach(day -> days.add(new CalendarDay(
                        LocalDate.parse(day.path("date").asText()),
                        day.path("name").asText(),
                        !day.path("isOffDay").asBoolean(),
                        null)));
        return new HolidayFile(file.path("year").asInt(), String.join(" ", papers), days);
    }
}
