package org.hotline12345.chassis.rest;

import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;

/** The fields by which an importer moves history in; to everybody else they are forbidden (403). */
@RequestScoped
public class HistoryFields {
    private final Caller caller;
    private final Clock clock;
    private boolean imported;

    public HistoryFields(Caller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /** When the command happened: {@code occurredAt} of an importer, else now. */
    public Instant effectiveTime(OffsetDateTime occurredAt) {
        if (occurredAt == null) {
            return clock.instant();
        }
        allow("occurredAt");
        imported = true;
        return occurredAt.toInstant();
    }

    /** Who did it: {@code actor} of an importer, else the caller. */
    public String effectiveActor(String actor) {
        if (actor == null) {
            return caller.subject();
        }
        allow("actor");
        return actor;
    }

    /** Refuses another field of history unless it is absent or the caller is an importer. */
    public <T> T allowed(String field, T value) {
        if (value != null) {
            allow(field);
        }
        return value;
    }

    /** Whether this request moves history in: true once {@link #effectiveTime} took an {@code occurredAt}. */
    public boolean imported() {
        return imported;
    }

    private void allow(String field) {
        if (!caller.has(Roles.IMPORTER)) {
            throw Problem.of(ProblemType.HISTORY_FIELDS, field);
        }
    }
}
