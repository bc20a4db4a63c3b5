package org.hotline12345.dispatch.workorder;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.HistoryFields;
import org.hotline12345.dispatch.cases.model.Act;

/**
 * When a command happened and who did it: now and the caller, or what an importer says.
 *
 * @param at When.
 * @param actor Who.
 * @param history Whether the time was given by an importer.
 */
public record Doing(Instant at, String actor, boolean history) {
    /** Reads the fields of history; 403 for anybody but an importer. */
    public static Doing of(HistoryFields fields, OffsetDateTime occurredAt, String actor) {
        Instant at = fields.effectiveTime(occurredAt);
        String who = fields.effectiveActor(actor);
        return new Doing(at, who, fields.imported());
    }

    /** The same for the cases. */
    public Act act() {
        return new Act(at, actor, history);
    }

    /** The time not before the last event: history in the wrong order is refused, clocks that differ are evened out. */
    public Instant notBefore(Instant last) {
        if (!at.isBefore(last)) {
            return at;
        }
        if (history) {
            throw Problem.invalid("occurredAt", "violation.before-last-event", last.toString());
        }
        return last;
    }
}
