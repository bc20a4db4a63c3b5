package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.events.CaseEvent;

/**
 * An event as it stands in the stream.
 *
 * @param time When it happened.
 * @param imported Whether it was moved in.
 * @param actor Who did it. May be null.
 */
public record Heard(UUID id, CaseEvent event, Instant time, boolean imported, String actor) {
    /** One of which nobody says who did it. */
    public Heard(UUID id, CaseEvent event, Instant time, boolean imported) {
        this(id, event, time, imported, null);
    }
}
