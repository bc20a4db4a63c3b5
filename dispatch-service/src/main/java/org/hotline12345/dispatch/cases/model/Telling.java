package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import org.hotline12345.dispatch.cases.model.CaseChanges.OutgoingEvent;
import org.hotline12345.events.CaseEvent;

/**
 * How events are told.
 *
 * @param at When it happened.
 * @param imported Whether they start no timers and notices.
 */
record Telling(Instant at, String by, boolean imported) {
    private static final String SYSTEM = "system";

    static Telling bySystem(Instant at, boolean imported) {
        return new Telling(at, SYSTEM, imported);
    }

    OutgoingEvent of(CaseEvent event, WorkOrder given, boolean ofTriage) {
        return new OutgoingEvent(event, at, imported, by, given, ofTriage);
    }
}
