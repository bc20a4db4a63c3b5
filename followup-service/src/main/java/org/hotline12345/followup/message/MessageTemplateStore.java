package org.hotline12345.followup.message;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
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

    private final Transactions transactions;
    private final OfficeChanges changes;

    MessageTemplateStore(Transactions transactions, OfficeChanges changes) {
        this.transactions = transactions;
        this.changes = changes;
    }

    /** Writes the next version of a kind, which is not in force; answers its number. */
    Uni<Integer> add(MessageKind kind, String text, String by, Instant at) {
        // whoever writes waits for the other: versions have no gaps and no twins
        return transactions.inTransaction(session -> Sql.on(session)
                .update("select pg_advisory_xact_lock(hashtext('message_template'))")
                .chain(() -> Sql.on(session).first(ADD, kind.name(), text, by, at))
                .map(row -> row.getInteger("version")));
    }

    /** Puts a version in force from now on; null: the kind is not sent any more. */
    Uni<Void> decide(MessageKind kind, Integer version, String by, Instant at) {
        return transactions.inTransaction(session -> changes.messages(session)
                .chain(number -> Sql.on(session).update(DECIDE, number, kind.name(), version, by, at))
                .replaceWithVoid());
    }
}
