package org.hotline12345.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A year's working-day calendar (whole state).
 *
 * @param source Where the notice stands.
 * @param provisional True while there is no notice for the year.
 * @param revision Grows with every change of any year.
 * @param days The exceptions to Monday-to-Friday.
 */
@EventType("org.hotline12345.office.calendar-changed.v1")
public record CalendarChanged(
        int year, String source, boolean provisional, long revision, List<CalendarDay> days, Instant changedAt)
        implements OfficeEvent {
    public CalendarChanged {
        Objects.requireNonNull(source, "source");
        days = days == null ? List.of() : List.copyOf(days);
        Objects.requireNonNull(changedAt, "changedAt");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return String.valueOf(year);
    }
}
