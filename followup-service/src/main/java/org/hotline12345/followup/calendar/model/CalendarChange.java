package org.hotline12345.followup.calendar.model;

import org.hotline12345.chassis.language.Text;

/**
 * A change of the calendar.
 *
 * @param because Why.
 */
public record CalendarChange(Text because, ChangedDays days) {
    /** This one and then another. */
    public CalendarChange and(CalendarChange next) {
        return new CalendarChange(both(because, next.because), days.and(next.days));
    }

    /** Two reasons in a row. */
    public static Text both(Text one, Text other) {
        return new Text(one.zh() + "；" + other.zh(), one.en() + "; " + other.en());
    }
}
