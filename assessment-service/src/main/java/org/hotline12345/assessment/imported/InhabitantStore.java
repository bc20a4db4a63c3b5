package org.hotline12345.assessment.imported;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;

/** How many people live in an area, or where a unit is responsible: imported, with the source; the suite ships none. */
@ApplicationScoped
public class InhabitantStore {
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

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

    private static final String ALL = """
            select kind, code, year, inhabitants, source, stored_at, stored_by
            from inhabitants
            order by kind, code, year
            """;

    private static final String IN_YEAR = """
            select distinct on (code) code, inhabitants
            from inhabitants
            where kind = $1
              and year <= $2
            order by code, year desc
            """;

    /** Of what they are the inhabitants. */
    public enum Kind {
        AREA,
        UNIT
    }

    /** A number of inhabitants. */
    record Entry(Kind kind, String code, int year, long inhabitants, String source) {}

    /** A number of inhabitants, where it is from, and who imported it. */
    public record InhabitantsView(
            String kind,
            String code,
            int year,
            long inhabitants,
            String source,
            OffsetDateTime storedAt,
            String storedBy) {}

    private final Pool pool;
    private final Transactions transactions;
    private final Clock clock;

    InhabitantStore(Pool pool, Transactions transactions, Clock clock) {
        this.pool = pool;
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

    /** All numbers. */
    Uni<List<InhabitantsView>> all() {
        return Sql.on(pool)
                .select(ALL)
                .map(rows -> rows.stream().map(Rows.as(InhabitantsView.class)).toList());
    }

    /** By code as of the latest year up to this one. */
    public Uni<Map<String, Long>> in(Kind kind, int year) {
        return Sql.on(pool).select(IN_YEAR, kind, year).map(rows -> {
            var byCode = new HashMap<String, Long>();
            rows.forEach(row -> byCode.put(row.getString("code"), row.getLong("inhabitants")));
            return byCode;
        });
    }

    /** So many cases per 10,000 inhabitants, two decimals, half up; null where they are not known. */
    public static BigDecimal per10k(long cases, Long inhabitants) {
        return inhabitants == null
                ? null
                : BigDecimal.valueOf(cases)
                        .multiply(TEN_THOUSAND)
                        .divide(BigDecimal.valueOf(inhabitants), 2, RoundingMode.HALF_UP);
    }
}
