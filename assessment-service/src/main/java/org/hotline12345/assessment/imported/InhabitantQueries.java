package org.hotline12345.assessment.imported;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.database.Sql;

/** How many people live in an area, or where a unit is responsible: imported, with the source; the suite ships none. */
@ApplicationScoped
public class InhabitantQueries {
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

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

    InhabitantQueries(Pool pool) {
        this.pool = pool;
    }

    /** All numbers. */
    Uni<List<InhabitantsView>> all() {
        return Sql.on(pool).list(InhabitantsView.class, ALL);
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
