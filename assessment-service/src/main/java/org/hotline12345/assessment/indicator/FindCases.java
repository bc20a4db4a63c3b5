package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.assessment.indicator.model.AnswerRule;
import org.hotline12345.assessment.indicator.model.Basis;
import org.hotline12345.assessment.indicator.model.CaseMove;
import org.hotline12345.assessment.indicator.model.Count;
import org.hotline12345.assessment.indicator.model.FactFilter;
import org.hotline12345.assessment.indicator.model.FactSource;
import org.hotline12345.assessment.indicator.model.Part;
import org.hotline12345.assessment.indicator.model.Period;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.http.Cursor;
import org.hotline12345.chassis.http.Page;
import org.hotline12345.chassis.http.PageRequest;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * The cases behind a figure: every fact of its denominator, those outside the numerator first, by the same conditions that count
 * them.
 */
@ApplicationScoped
public class FindCases {
    /** Columns of a fact behind a figure, as {@link #statement} selects them. */
    public static final String COLUMNS =
            "id, case_id, case_number, work_order_id, round, unit, counted, at, registered_at,"
                    + " dispatched_at, sign_due_at, signed_at, due_at, finished_at, informed_at, satisfaction, resolved, basis,"
                    + " scored_unit";

    private final Pool pool;

    public FindCases(Pool pool) {
        this.pool = pool;
    }

    /**
     * A fact behind a figure.
     *
     * @param counted Whether it is in the numerator.
     * @param at The moment by which it belongs to the period.
     * @param of The rate or count it stands behind.
     */
    public record Evidence(
            UUID caseId,
            String caseNumber,
            UUID workOrderId,
            Integer round,
            String unit,
            boolean counted,
            OffsetDateTime at,
            OffsetDateTime registeredAt,
            OffsetDateTime dispatchedAt,
            OffsetDateTime signDueAt,
            OffsetDateTime signedAt,
            OffsetDateTime dueAt,
            OffsetDateTime finishedAt,
            OffsetDateTime informedAt,
            String satisfaction,
            Boolean resolved,
            String of) {}

    /**
     * Which facts are wanted.
     *
     * @param bases What the figure rests on.
     * @param units The units it is the figure of; null for all.
     * @param moves Cases that appeals took from a unit.
     */
    public record Behind(
            List<Basis> bases,
            Period period,
            Collection<String> units,
            FactFilter filter,
            AnswerRule answers,
            Instant asOf,
            List<CaseMove> moves) {}

    /**
     * A statement over the facts behind a figure.
     *
     * @param sql Selects {@link #COLUMNS}.
     * @param args Its arguments.
     */
    public record Statement(String sql, List<Object> args) {}

    private record Found(UUID id, Evidence evidence) {}

    /**
     * All facts that a statement selects, one after another, in the order of the pages.
     *
     * @param counted Only those in the numerator, or only the others; null for both.
     */
    public Multi<Evidence> every(Statement facts, Boolean counted) {
        return Sql.stream(pool, inOrder(facts, counted, ""), facts.args().toArray())
                .map(row -> found(row).evidence());
    }

    /** Whether the case stands behind the figure. */
    public Uni<Boolean> standsBehind(Behind wanted, UUID caseId) {
        var statement = statement(wanted);
        var args = new ArrayList<>(statement.args());
        args.add(caseId);
        String sql = "select 1 as found from (\n" + statement.sql() + "\n) e where e.case_id = $" + args.size()
                + "::uuid limit 1";
        return Sql.on(pool).first(sql, args.toArray()).map(row -> row != null);
    }

    /** A page of facts that a statement selects. */
    public Uni<Page<Evidence>> page(Statement facts, Boolean counted, PageRequest page) {
        var args = new ArrayList<>(facts.args());
        args.add(page.limit() + 1);
        String limit = "$" + args.size();
        var cursor = page.cursor();
        String after = "";
        if (cursor != null) {
            int next = args.size() + 1;
            args.add(Boolean.parseBoolean(cursor.text(0)));
            args.add(cursor.time(1));
            args.add(cursor.uuid(2));
            args.add(cursor.text(3));
            after = "and (counted, at, id, basis) > ($%d::boolean, $%d::timestamptz, $%d::uuid, $%d::text)"
                    .formatted(next, next + 1, next + 2, next + 3);
        }
        return Sql.on(pool)
                .select(inOrder(facts, counted, after) + "limit " + limit, args.toArray())
                .map(rows -> Page.of(
                        rows.stream().map(FindCases::found).toList(),
                        page.limit(),
                        f -> Cursor.encode(
                                f.evidence().counted(),
                                f.evidence().at().toInstant(),
                                f.id(),
                                f.evidence().of()),
                        Found::evidence));
    }

    private static String inOrder(Statement facts, Boolean counted, String more) {
        return """
                select %s
                from (
                %s
                ) e
                where %s
                  %s
                order by counted, at, id, basis
                """.formatted(
                        COLUMNS, facts.sql(), counted == null ? "true" : counted ? "counted" : "not counted", more);
    }

    /** The statement that selects the facts, appeals considered. */
    public static Statement statement(Behind wanted) {
        var args = new ArrayList<Object>(
                List.of(wanted.period().from(), wanted.period().to(), wanted.asOf()));
        var filter = wanted.filter();
        String units = wanted.units() == null ? null : next(args, withGivers(wanted));
        var lists = new ListArguments(args);
        String facts = wanted.bases().stream()
                .map(basis -> union(
                        basis,
                        wanted.answers(),
                        source -> (units == null ? "" : "and f.unit = any(" + units + "::text[])")
                                + source.filter(filter, lists)))
                .collect(Collectors.joining("union all\n"));
        var moves = wanted.moves();
        String cases = next(args, moves.stream().map(CaseMove::caseId).toArray(UUID[]::new));
        String from = next(args, moves.stream().map(CaseMove::unit).toArray(String[]::new));
        String to = next(args, moves.stream().map(CaseMove::to).toArray(String[]::new));
        String scored = wanted.units() == null
                ? ""
                : "and coalesce(m.receiver, b.unit) = any("
                        + next(args, wanted.units().toArray(String[]::new)) + "::text[])";
        String sql = """
                with behind as (
                %s
                ),
                moves as (
                select *
                from unnest(%s::uuid[], %s::text[], %s::text[]) as move (case_id, unit, receiver)
                )
                select b.id, b.case_id, c.case_number, b.work_order_id, b.round, b.unit, b.counted, b.at,
                  c.registered_at, b.dispatched_at, b.sign_due_at, b.signed_at, b.due_at, b.finished_at, b.informed_at,
                  b.satisfaction, b.resolved, b.basis, coalesce(m.receiver, b.unit) as scored_unit
                from behind b
                join case_fact c using (case_id)
                left join moves m on m.case_id = b.case_id and m.unit = b.unit
                where (m.case_id is null or m.receiver is not null)
                  %s
                """.formatted(facts, cases, from, to, scored);
        return new Statement(sql.replace("$now", "$3::timestamptz"), args);
    }

    /** The units and those from which appeals gave cases to them. */
    private static String[] withGivers(Behind wanted) {
        var units = new LinkedHashSet<>(wanted.units());
        wanted.moves().stream()
                .filter(move -> move.to() != null && wanted.units().contains(move.to()))
                .forEach(move -> units.add(move.unit()));
        return units.toArray(String[]::new);
    }

    private static String next(List<Object> args, Object value) {
        args.add(value);
        return "$" + args.size();
    }

    /** Further conditions on a fact, in SQL. */
    private interface More {
        String on(FactSource source);
    }

    private static String union(Basis basis, AnswerRule answers, More more) {
        Map<FactSource, String> denominators = conditions(basis.denominator(), answers);
        Map<FactSource, String> less = conditions(basis.lessDenominator(), answers);
        Map<FactSource, String> numerators = conditions(basis.numerator(), answers);
        return denominators.entrySet().stream()
                .map(entry -> select(
                        basis,
                        entry.getKey(),
                        entry.getValue()
                                + (less.containsKey(entry.getKey())
                                        ? " and not (" + less.get(entry.getKey()) + ")"
                                        : ""),
                        numerators.getOrDefault(entry.getKey(), "false"),
                        more.on(entry.getKey())))
                .collect(Collectors.joining("union all\n"));
    }

    private static Map<FactSource, String> conditions(List<Count> counts, AnswerRule answers) {
        var conditions = new EnumMap<FactSource, String>(FactSource.class);
        for (Count count : counts) {
            for (Part part : answers.parts(count)) {
                conditions.merge(part.source(), "(" + part.condition() + ")", (a, b) -> a + " or " + b);
            }
        }
        return conditions;
    }

    private static String select(Basis basis, FactSource source, String denominator, String numerator, String more) {
        String columns = switch (source) {
            case CASES, SETTLED, CARRIED_OVER, CARRIED_FORWARD ->
                "f.case_id as id, f.case_id, null::uuid as work_order_id, null::integer as round, f.unit,"
                        + " f.dispatched_at, null::timestamptz as sign_due_at, null::timestamptz as signed_at,"
                        + " null::timestamptz as due_at, null::timestamptz as finished_at,"
                        + " null::timestamptz as informed_at, null::text as satisfaction, null::boolean as resolved";
            case SURVEYS ->
                "f.event_id as id, f.case_id, f.work_order_id, f.round, f.unit,"
                        + " null::timestamptz as dispatched_at, null::timestamptz as sign_due_at,"
                        + " null::timestamptz as signed_at, null::timestamptz as due_at,"
                        + " null::timestamptz as finished_at, null::timestamptz as informed_at, f.satisfaction,"
                        + " f.resolved";
            case CO_ASKED, CO_DUE ->
                "f.co_handling_id as id, f.case_id, f.work_order_id, null::integer as round, f.unit,"
                        + " f.asked_at as dispatched_at, null::timestamptz as sign_due_at,"
                        + " null::timestamptz as signed_at, f.due_at, f.answered_at as finished_at,"
                        + " null::timestamptz as informed_at, null::text as satisfaction, null::boolean as resolved";
            default ->
                "f.work_order_id as id, f.case_id, f.work_order_id, f.round, f.unit, f.dispatched_at,"
                        + " f.sign_due_at, f.signed_at, f.due_at, f.finished_at, f.informed_at,"
                        + " null::text as satisfaction, null::boolean as resolved";
        };
        return """
                select %s,
                  f.%s as at,
                  coalesce(%s, false) as counted,
                  '%s'::text as basis
                from %s f
                %s
                where %s
                  and $1::timestamptz is not null
                  and $2::timestamptz is not null
                  and $3::timestamptz is not null
                  %s
                  and %s
                  and (%s)
                """.formatted(
                        columns,
                        source.time(),
                        numerator,
                        basis.code(),
                        source.table(),
                        source.joins(),
                        source.within("$1::timestamptz", "$2::timestamptz"),
                        more,
                        source.condition(),
                        denominator);
    }

    private static Found found(Row row) {
        return new Found(
                row.getUUID(0),
                new Evidence(
                        row.getUUID(1),
                        row.getString(2),
                        row.getUUID(3),
                        row.getInteger(4),
                        row.getString(5),
                        row.getBoolean(6),
                        time(row, 7),
                        time(row, 8),
                        time(row, 9),
                        time(row, 10),
                        time(row, 11),
                        time(row, 12),
                        time(row, 13),
                        time(row, 14),
                        row.getString(15),
                        row.getBoolean(16),
                        row.getString(17)));
    }

    private static OffsetDateTime time(Row row, int column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : ShanghaiTime.of(time.toInstant());
    }
}
