package org.hotline12345.chassis.event;

import java.time.Instant;
import java.util.Objects;
import org.hotline12345.events.HotlineEvent;

/**
 * An event about to be written to the outbox.
 *
 * @param event What happened.
 * @param time When it happened, business time.
 * @param imported Whether it was moved in from an older system; such events start no timers and notices.
 * @param actor Who did it: the subject of the token or the name an importer gave. May be null for the system itself.
 */
public record EventDraft(HotlineEvent event, Instant time, boolean imported, String actor) {
    public EventDraft {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(time, "time");
    }

    /** An event of the present, by nobody in particular. */
    public static EventDraft of(HotlineEvent event, Instant time) {
        return new EventDraft(event, time, false, null);
    }

    /** The same by this person. */
    public EventDraft by(String actor) {
        return new EventDraft(event, time, imported, actor);
    }

    /** The same, marked as moved in or not. */
    public EventDraft imported(boolean imported) {
        return new EventDraft(event, time, imported, actor);
    }
}
