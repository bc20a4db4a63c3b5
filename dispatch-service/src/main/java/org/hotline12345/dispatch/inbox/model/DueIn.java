package org.hotline12345.dispatch.inbox.model;

import java.time.Instant;
import org.hotline12345.chassis.time.ShanghaiTime;

/** How near the reply of an order is due, the colours of a unit's list; by days of the office. */
public enum DueIn {
    OVERDUE,
    TODAY,
    TOMORROW,
    LATER,
    /** Follow-up has set no deadline yet, or none is owed. */
    NO_DATE;

    /**
     * How near a moment is.
     *
     * @param dueAt may be null
     */
    public static DueIn of(Instant dueAt, Instant now) {
        if (dueAt == null) {
            return NO_DATE;
        }
        var days = Days.at(now);
        return dueAt.isBefore(now)
                ? OVERDUE
                : dueAt.isBefore(days.tomorrow()) ? TODAY : dueAt.isBefore(days.after()) ? TOMORROW : LATER;
    }

    /**
     * Where the days end.
     *
     * @param tomorrow The first moment of tomorrow.
     * @param after The first moment of the day after.
     */
    public record Days(Instant now, Instant tomorrow, Instant after) {
        public static Days at(Instant now) {
            var today = ShanghaiTime.day(now);
            return new Days(now, ShanghaiTime.start(today.plusDays(1)), ShanghaiTime.start(today.plusDays(2)));
        }
    }
}
