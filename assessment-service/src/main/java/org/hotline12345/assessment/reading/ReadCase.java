package org.hotline12345.assessment.reading;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.assessment.journal.JournalQueries;
import org.hotline12345.assessment.reading.model.CaseFile;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;

/**
 * Shows the office the case behind a figure, a sample, a hot issue or an objection, and writes down who looked. Whose unit the case
 * accuses does not come here.
 */
@RequestScoped
public class ReadCase {
    private static final List<String> ROLES = Stream.of(Roles.OF_OFFICE, Roles.OF_UNITS)
            .flatMap(Set::stream)
            .sorted()
            .toList();

    private final Transactions transactions;
    private final JournalQueries journal;
    private final ReadingStore store;
    private final Caller caller;
    private final Clock clock;

    ReadCase(Transactions transactions, JournalQueries journal, ReadingStore store, Caller caller, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    /** Writes down that a file is read, before it is given. */
    public Uni<Void> logAttachment(UUID caseId, UUID attachmentId) {
        var reading = reading(caseId, attachmentId);
        return transactions.inTransaction(
                session -> Uni.createFrom().voidItem().invoke(() -> store.add(session, reading)));
    }

    private ReadingStore.Reading reading(UUID caseId, UUID attachmentId) {
        return new ReadingStore.Reading(
                clock.instant(),
                caller.subject(),
                ROLES.stream().filter(caller::has).toList(),
                caller.unit(),
                caseId,
                attachmentId);
    }

    /** 404 where there is no such case. */
    Uni<CaseFile> read(UUID caseId) {
        var reading = reading(caseId, null);
        return transactions.inTransaction(session -> journal.ofCase(session, caseId)
                .map(CaseFile::of)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .invoke(file -> store.add(session, reading)));
    }
}
