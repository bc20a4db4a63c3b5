package org.hotline12345.assessment.reading;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;

/** Writes down who read a case, which nobody does from whom it is hidden. */
@ApplicationScoped
class ReadingStore {
    private static final Table<Reading> READINGS = new Table<Reading>("reading_log")
            .uuid("entry_id", reading -> UuidV7.next())
            .time("at", Reading::at)
            .text("subject", Reading::subject)
            .textArray("roles", Reading::roles)
            .text("unit", Reading::unit)
            .uuid("case_id", Reading::caseId)
            .uuid("attachment_id", Reading::attachmentId);

    private final Transactions transactions;

    ReadingStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Who reads what. */
    record Reading(Instant at, String subject, List<String> roles, String unit, UUID caseId, UUID attachmentId) {}

    /** Writes it at the end of the session's transaction: no entry, no reading. */
    void add(Mutiny.Session session, Reading reading) {
        transactions.atClose(session).insert(READINGS, List.of(reading));
    }
}
