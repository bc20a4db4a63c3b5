package org.hotline12345.intake.similarity;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.intake.channel.IntakeConfig;

/**
 * Forgets by what closed cases would be found as alike once nobody looks back that far. The cases themselves stay. Any number
 * of instances share the work.
 */
@ApplicationScoped
public class ForgetClosedCases {
    private static final int BATCH = 500;

    private static final String DUE = """
            select l.case_id, c.area, c.title, c.text, c.registered_at
            from case_likeness l
            join case_state s on s.case_id = l.case_id
            join hotline_case c on c.case_id = l.case_id
            where l.registered_at < $1
              and s.status in ('NOT_ACCEPTED', 'ANSWERED', 'WITHDRAWN', 'CLOSED')
            order by l.registered_at
            limit $2
            for update of l skip locked
            """;

    private final Transactions transactions;
    private final SimilarCases duplicates;
    private final IntakeConfig config;
    private final Clock clock;

    public ForgetClosedCases(Transactions transactions, SimilarCases duplicates, IntakeConfig config, Clock clock) {
        this.transactions = transactions;
        this.duplicates = duplicates;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "1h",
            delayed = "10m",
            identity = "forget-closed-cases",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        int days = Math.max(config.similarityKeptDays(), config.duplicateDays());
        return before(clock.instant().minus(Duration.ofDays(days))).replaceWithVoid();
    }

    /** Of the closed cases registered before; answers of how many. */
    Uni<Integer> before(Instant registered) {
        return Multi.createBy()
                .repeating()
                .uni(() -> transactions.inTransaction(session -> batch(session, registered)))
                .whilst(number -> number == BATCH)
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }

    private Uni<Integer> batch(Mutiny.Session session, Instant registered) {
        return Sql.on(session).select(DUE, registered, BATCH).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().item(0);
            }
            var cases = rows.stream().map(SimilarCases.RegisteredText::of).toList();
            return duplicates.forget(session, cases).replaceWith(cases.size());
        });
    }
}
