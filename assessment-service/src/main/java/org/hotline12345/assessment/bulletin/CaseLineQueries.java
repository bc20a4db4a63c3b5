package org.hotline12345.assessment.bulletin;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.bulletin.model.CaseLine;
import org.hotline12345.assessment.bulletin.model.CaseListing;
import org.hotline12345.assessment.bulletin.model.Naming;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;

/**
 * Rounds of handling to be listed one by one: the supervised first, then the late, then by deadline. A bulletin is read by all units: what
 * accuses one of them, by its nature, by its respondent or by what it is handled with, is counted and not listed.
 */
@ApplicationScoped
class CaseLineQueries {
    /** Rounds that stayed with their unit; of certain cases whenever they were dispatched, else those of the period. */
    private static final String WANTED = """
            with wanted as (
              select
                r.case_id, c.case_number, r.round, r.unit, r.type, r.category, r.due_at, r.finished_at, r.supervised,
                r.end_kind is not null as ended,
                coalesce(r.finished_at, $6::timestamptz) > r.due_at as late,
                r.type is not distinct from 'REPORT' or exists (
                  select
                  from case_hidden_from hidden
                  where hidden.case_id = r.case_id) as report
              from round_fact r
              join case_fact c on c.case_id = r.case_id
              where (r.end_kind is null or r.end_kind not in ('RETURNED', 'RECALLED'))
                and ($5::uuid[] is not null or r.dispatched_at >= $1::timestamptz and r.dispatched_at < $2::timestamptz)
                and ($3::text[] is null or r.unit = any($3::text[]))
                and ($4::text[] is null or r.category = any($4::text[]))
                and ($5::uuid[] is null or r.case_id = any($5::uuid[]))
                and (not $7::boolean or r.supervised))
            """;

    private static final String LINES = WANTED + """
            select *
            from wanted
            where not report
            order by supervised desc, late desc nulls last, due_at, case_number, round
            limit $8
            """;

    private static final String HOW_MANY = WANTED + """
            select
              count(*) filter (where not report) as listed,
              count(*) filter (where report) as reports
            from wanted
            """;

    private static final String UNITS = WANTED + """
            select distinct unit
            from wanted
            where unit is not null
            order by unit
            """;

    private static final String KNOWN = """
            select count(*)
            from case_fact
            where case_id = any($1::uuid[])
            """;

    private final Pool pool;

    CaseLineQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * Which rounds are wanted; null for no restriction.
     *
     * @param period Dispatched in the period, unless certain cases are meant.
     */
    record Wanted(
            Period period,
            Collection<String> units,
            Collection<String> categories,
            Collection<UUID> cases,
            boolean supervised,
            Instant asOf) {
        Object[] args(Object... more) {
            var args = new Object[7 + more.length];
            args[0] = period.from();
            args[1] = period.to();
            args[2] = units == null ? null : units.toArray(String[]::new);
            args[3] = categories == null ? null : categories.toArray(String[]::new);
            args[4] = cases == null ? null : cases.toArray(UUID[]::new);
            args[5] = asOf;
            args[6] = supervised;
            System.arraycopy(more, 0, args, 7, more.length);
            return args;
        }
    }

    /** The rounds. */
    Uni<CaseListing> of(Wanted wanted, int most, Naming naming) {
        var sql = Sql.on(pool);
        return sql.first(HOW_MANY, wanted.args())
                .chain(counts -> sql.select(LINES, wanted.args(most))
                        .map(rows -> new CaseListing(
                                rows.stream()
                                        .map(row -> line(row, wanted.asOf(), naming))
                                        .toList(),
                                (int) Math.max(0, counts.getLong("listed") - rows.size()),
                                Math.toIntExact(counts.getLong("reports")))));
    }

    Uni<List<String>> units(Wanted wanted) {
        return Sql.on(pool)
                .select(UNITS, wanted.args())
                .map(rows -> rows.stream().map(row -> row.getString("unit")).toList());
    }

    Uni<Boolean> known(Collection<UUID> cases) {
        return Sql.on(pool)
                .first(KNOWN, (Object) cases.toArray(UUID[]::new))
                .map(row -> row.getLong("count") == cases.size());
    }

    private static CaseLine line(Row row, Instant now, Naming naming) {
        Instant due = Rows.instant(row, "due_at");
        Instant finished = Rows.instant(row, "finished_at");
        String number = row.getString("case_number");
        return new CaseLine(
                row.getUUID("case_id"),
                number == null ? row.getUUID("case_id").toString() : number,
                row.getInteger("round"),
                naming.of(Dimension.UNIT, row.getString("unit")),
                naming.of(Dimension.CATEGORY, row.getString("category")),
                CaseLine.day(due),
                CaseLine.day(finished),
                row.getBoolean("supervised"),
                CaseLine.Progress.of(due, finished, row.getBoolean("ended"), now));
    }
}
