package org.hotline12345.followup.message;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.followup.message.model.MessageKind;
import org.hotline12345.followup.office.OfficeChanges;

/** Writes texts of messages, and what is put in force. */
@ApplicationScoped
class MessageTemplateStore {
    private static final String ADD = """
            insert into message_template (kind, version, text, written_by, written_at)
            select $1, coalesce(max(version), 0) + 1, $2, $3, $4
            from message_template
            where kind = $1
            returning version
            """;

    private static final String DECIDE = """
            insert into message_decision (number, kind, version, decided_by, decided_at)
            values ($1, $2, $3, $4, $5)
            """;

    private final OfficeChanges changes;

    MessageTemplateStore(OfficeChanges changes) {
        this.changes = changes;
    }

    /** Writes the next version of a kind, which is not in force; answers its number. 412 unless it comes after the one that was read. */
    Uni<Integer> add(Mutiny.Session session, MessageKind kind, String text, CommandContext context) {
        Sql sql = Sql.on(session);
        // whoever writes waits for the other: versions have no gaps and no twins
        return sql.update("select pg_advisory_xact_lock(hashtext('message_template'))")
                .chain(() -> sql.first(ADD, kind.name(), text, context.actor(), context.at()))
                .map(row -> row.getInteger("version"))
                .invoke(version -> context.requireVersion(version - 1));
    }

    /**
     * Puts a version in force from now on; null: the kind is not sent any more. Answers how many decisions there are now; 412 unless it
     * is the next after those that were read.
     */
    Uni<Integer> decide(Mutiny.Session session, MessageKind kind, Integer version, CommandContext context) {
        Sql sql = Sql.on(session);
        return changes.messages(session)
                .invoke(number -> context.requireVersion(number - 1))
                .call(number -> sql.update(DECIDE, number, kind.name(), version, context.actor(), context.at()));
    }
}
