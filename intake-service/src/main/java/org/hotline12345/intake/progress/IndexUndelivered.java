package org.hotline12345.intake.progress;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.intake.cases.CaseState;
import org.hotline12345.intake.lookup.FindCases;
import org.hotline12345.intake.similarity.Duplicates;

/**
 * Makes cases findable whose events wait in the outbox because Kafka is down, so that agents can work with them. When the
 * events come back in the stream later, what is there already is left as it is.
 */
@ApplicationScoped
public class IndexUndelivered {
    private static final int BATCH = 500;

    private static final String FIND = """
            select c.case_id, c.registered_at, c.area, c.category, c.type, c.title, c.text, c.address
            from (
              select event.key::uuid as case_id
              from outbox
              cross join lateral unnest(topics, types, keys) as event (topic, type, key)
              where event.topic = $1
                and event.type = $2
                and recorded_at < now() - interval '2 seconds'
              order by id
              limit 20000) waiting
            join hotline_case c on c.case_id = waiting.case_id
            where not exists (select from case_search x where x.case_id = waiting.case_id)
            limit $3
            """;

    private final Transactions transactions;
    private final Duplicates duplicates;
    private final FindCases search;

    public IndexUndelivered(Transactions transactions, Duplicates duplicates, FindCases search) {
        this.transactions = transactions;
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
        Sql sql = Sql.on(session);
        return sql.select(FIND, Topics.CASE_EVENTS, EventCatalogue.typeOf(CaseRegistered.class), BATCH)
                .chain(rows -> {
                    if (rows.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    UUID[] ids =
                            rows.stream().map(row -> row.getUUID("case_id")).toArray(UUID[]::new);
                    List<Duplicates.RegisteredText> told = rows.stream()
                            .map(row -> new Duplicates.RegisteredText(
                                    row.getUUID("case_id"),
                                    row.getString("area"),
                                    row.getString("title"),
                                    row.getString("text"),
                                    row.getOffsetDateTime("registered_at").toInstant()))
                            .toList();
                    List<FindCases.Searchable> texts = rows.stream()
                            .map(row -> new FindCases.Searchable(
                                    row.getUUID("case_id"),
                                    row.getOffsetDateTime("registered_at").toInstant(),
                                    row.getString("area"),
                                    row.getString("category"),
                                    row.getString("type"),
                                    row.getString("title"),
                                    row.getString("text"),
                                    row.getString("address")))
                            .toList();
                    return sql.update(CaseState.BEGIN, (Object) ids)
                            .chain(() -> duplicates.index(session, told))
                            .chain(() -> search.index(session, texts));
                });
    }
}
