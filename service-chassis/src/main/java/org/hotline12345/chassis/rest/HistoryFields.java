package org.hotline12345.chassis.rest;

import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The fields by which an importer moves history in; {@link Command#at} reads them at once and replaces this. */
@RequestScoped
public class HistoryFields {
    private final Command command;
    private boolean imported;

    public HistoryFields(Command command) {
        this.command = command;
    }

    /** When the command happened: {@code occurredAt} of an importer, else now. */
    public Instant effectiveTime(OffsetDateTime occurredAt) {
        var context = command.at(occurredAt, null);
        imported |= context.imported();
        return context.at();
    }

    /** Who did it: {@code actor} of an importer, else the caller. */
    public String effectiveActor(String actor) {
        return command.at(null, actor).actor();
    }

    /** Refuses another field of history unless it is absent or the caller is an importer. */
    public <T> T allowed(String field, T value) {
        return command.importersOnly(field, value);
    }

    /** Whether this request moves history in: true once {@link #effectiveTime} took an {@code occurredAt}. */
    public boolean imported() {
        return imported;
    }
}
