package org.hotline12345.followup.calendar.model;

import java.util.Objects;
import org.hotline12345.events.CalendarDay;

/**
 * What a source says about a day: the State Council's notice, or a decision of the place itself (a local holiday, half a day off, a day
 * closed by a storm), which prevails over the notice and stays when a new one comes.
 *
 * @param source The notice or decision.
 */
public record SourcedDay(CalendarDay day, String source) {
    public SourcedDay {
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(source, "source");
    }
}
