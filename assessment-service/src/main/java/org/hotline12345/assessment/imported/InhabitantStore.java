package org.hotline12345.assessment.imported;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hotline12345.assessment.imported.InhabitantQueries.Kind;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;

/** Keeps numbers of inhabitants, with their source. */
@ApplicationScoped
class InhabitantStore {
    private static final String STORE = """
            insert into inhabitants as old (kind, code, year, inhabitants, source, stored_at, stored_by)
            select kind, code, year, inhabitants, source, $6, $7
            from unnest($1::text[], $2::text[], $3::integer[], $4::bigint[], $5::text[])
              as new (kind, code, year, inhabitants, source)
            on conflict (kind, code, year) do update
            set inhabitants = excluded.inhabitants,
                source = excluded.source,
                stored_at = excluded.stored_at,
                stored_by = excluded.stored_by
            where (old.inhabitants, old.source) is distinct from (excluded.inhabitants, excluded.source)
            """;

    /** A number of inhabitants. */
    record Entry(Kind kind, String code, int year, long inhabitants, String source) {}

    private final Transactions transactions;
    private final Clock clock;

    InhabitantStore(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Stores the numbers; answers how many were new or different. */
    Uni<Integer> store(List<Entry> entries, String by) {
        return transactions.inTransaction(session -> Sql.on(session)
                .update(
                        STORE,
                        entries.stream().map(e -> e.kind().name()).toArray(String[]::new),
                        entries.stream().map(Entry::code).toArray(String[]::new),
                        entries.stream().map(Entry::year).toArray(Integer[]::new),
                        entries.stream().map(Entry::inhabitants).toArray(Long[]::new),
                        entries.stream().map(Entry::source).toArray(String[]::new),
                        clock.instant(),
                        by));
    }
}
