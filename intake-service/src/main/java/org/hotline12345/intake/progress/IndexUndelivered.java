package org.hotline12345.intake.progress;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.lookup.FindCases;
import org.hotline12345.intake.similarity.SimilarCases;

/**
 * Makes cases findable whose events wait in the outbox because Kafka is down, so that agents can work with them. When the
 * events come back in the stream later, what is there already is left as it is.
 */
@ApplicationScoped
public class IndexUndelivered {
    private final Transactions transactions;
    private final Cases cases;
    private final SimilarCases duplicates;
    private final FindCases search;

    public IndexUndelivered(Transactions transactions, Cases cases, SimilarCases duplicates, FindCases search) {
        this.transactions = transactions;
        this.cases = cases;
        this.duplicates = duplicates;
        this.search = search;
    }

    @Scheduled(
            every = "2s",
            delayed = "5s",
            identity = "index-undelivered",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return transactions.inTransaction(this::batch);
    }

    private Uni<Void> batch(Mutiny.Session session) {
        return search.undelivered(session).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            var writes = transactions.atClose(session);
            duplicates.index(
                    writes, rows.stream().map(SimilarCases.RegisteredText::of).toList());
            search.index(writes, rows.stream().map(FindCases.Searchable::of).toList());
            return cases.lock(
                            session,
                            rows.stream().map(row -> row.getUUID("case_id")).toList())
                    .replaceWithVoid();
        });
    }
}
