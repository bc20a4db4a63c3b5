package org.hotline12345.chassis.office;

import java.util.List;
import java.util.Map;
import org.hotline12345.events.CalendarDay;

/**
 * The working-day calendar known here.
 *
 * @param years The years by number.
 * @param revision Grows with every change of any year; 0 without any.
 */
public record WorkCalendarData(Map<Integer, Year> years, long revision) {
    /** Nothing known yet. */
    public static final WorkCalendarData NONE = new WorkCalendarData(Map.of(), 0);

    public WorkCalendarData {
        years = Map.copyOf(years);
    }

    /**
     * One year.
     *
     * @param source Where its notice stands.
     * @param provisional True while there is no notice.
     * @param days The exceptions to Monday-to-Friday.
     */
    public record Year(int year, String source, boolean provisional, List<CalendarDay> days) {
        public Year {
            days = List.copyOf(days);
        }
    }
}
