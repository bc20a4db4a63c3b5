package org.hotline12345.assessment.evidence;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactSource;
import org.hotline12345.assessment.definition.model.Part;
import org.hotline12345.assessment.evidence.FindCases.After;
import org.hotline12345.assessment.evidence.FindCases.Behind;
import org.hotline12345.assessment.evidence.FindCases.Statement;
import org.hotline12345.assessment.fact.model.CaseMove;
import org.hotline12345.assessment.figures.ListArguments;

/** The facts behind a figure in SQL, by the same conditions that count them: all of them, or the next of a page. */
public final class EvidenceQueries {
    /** Of so many units each is looked at by itself; of more the facts of all are walked through. */
    private static final int UNITS_ONE_BY_ONE = 50;

    private EvidenceQueries() {}

    /** The statement that selects all of them, appeals considered. */
    public static Statement whole(Behind wanted) {
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

    /**
     * The statement that selects the next facts of a page, appeals considered; nothing where there can be none.
     *
     * @param counted Those in the numerator, or the others.
     * @param after The last fact that was shown. May be null.
     */
    public static Optional<Statement> slice(Behind wanted, boolean counted, After after, int limit) {
        var args = new ArrayList<Object>(
                List.of(wanted.period().from(), wanted.period().to(), wanted.asOf()));
        String most = next(args, limit);
        var seen = after == null
                ? List.<String>of()
                : List.of(
                        next(args, after.at()) + "::timestamptz",
                        next(args, after.id()) + "::uuid",
                        next(args, after.basis()) + "::text");
        var lists = new ListArguments(args);
        var moved = Moved.of(wanted, args);
        var asked = wanted.units() == null ? null : withGivers(wanted);
        String units = asked == null ? null : next(args, asked.length == 1 ? asked[0] : asked);
        boolean oneByOne = asked != null && asked.length > 1 && asked.length <= UNITS_ONE_BY_ONE;
        String ofUnits;
        if (asked == null) {
            ofUnits = "";
        } else if (asked.length == 1) {
            ofUnits = "and f.unit = " + units + "::text";
        } else {
            ofUnits = oneByOne ? "and f.unit = asked.unit" : "and f.unit = any(" + units + "::text[])";
        }
        var parts = new ArrayList<String>();
        for (Basis basis : wanted.bases()) {
            for (Branch branch : Branch.of(basis, wanted.answers())) {
                if (branch.canHold(counted)) {
                    String facts = branch.select(
                                    String.valueOf(counted),
                                    moved.receiver(),
                                    moved.join(),
                                    ofUnits + branch.source().filter(wanted.filter(), lists))
                            + "  and (%s) is %s\n".formatted(branch.numerator(), counted ? "true" : "not true")
                            + moved.condition()
                            + branch.after(seen);
                    String first = "(" + branch.inOrder(facts) + "limit " + most + ")";
                    parts.add(oneByOne ? ofEach(units, first) : first);
                }
            }
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String sql = """
                select b.id, b.case_id, c.case_number, b.work_order_id, b.round, b.unit, b.counted, b.at,
                  c.registered_at, b.dispatched_at, b.sign_due_at, b.signed_at, b.due_at, b.finished_at, b.informed_at,
                  b.satisfaction, b.resolved, b.basis as "of"
                from (
                select *
                from (
                %s
                ) facts
                order by at, id, basis
                limit %s) b
                left join case_fact c using (case_id)
                order by b.at, b.id, b.basis
                """.formatted(String.join("\nunion all\n", parts), most);
        return Optional.of(new Statement(sql.replace("$now", "$3::timestamptz"), args));
    }

    /** The first facts of each unit. */
    private static String ofEach(String units, String first) {
        return """
                select part.*
                from unnest(%s::text[]) as asked (unit)
                cross join lateral %s part""".formatted(units, first);
    }

    /**
     * What appeals moved, in SQL.
     *
     * @param join Joins where the case of a fact went; empty if none went anywhere.
     * @param receiver The unit that answers for the fact.
     * @param condition That the fact counts for a unit asked for.
     */
    private record Moved(String join, String receiver, String condition) {
        static Moved of(Behind wanted, List<Object> args) {
            var moves = wanted.moves();
            if (moves.isEmpty()) {
                return new Moved("", "f.unit", "");
            }
            String join = """
                    left join unnest(%s::uuid[], %s::text[], %s::text[]) as m (case_id, unit, receiver)
                      on m.case_id = f.case_id
                      and m.unit = f.unit
                    """.formatted(
                            next(args, moves.stream().map(CaseMove::caseId).toArray(UUID[]::new)),
                            next(args, moves.stream().map(CaseMove::unit).toArray(String[]::new)),
                            next(args, moves.stream().map(CaseMove::to).toArray(String[]::new)));
            String receiver = "coalesce(m.receiver, f.unit)";
            return new Moved(
                    join,
                    receiver,
                    "  and (m.case_id is null or m.receiver is not null)\n"
                            + (wanted.units() == null
                                    ? ""
                                    : "  and %s = any(%s::text[])\n"
                                            .formatted(
                                                    receiver,
                                                    next(args, wanted.units().toArray(String[]::new)))));
        }
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
        return Branch.of(basis, answers).stream()
                .map(branch -> branch.select(
                        "coalesce(" + branch.numerator() + ", false)", "f.unit", "", more.on(branch.source())))
                .collect(Collectors.joining("union all\n"));
    }

    /**
     * What one source gives to a figure.
     *
     * @param denominator The condition that a fact stands behind the figure, in SQL.
     * @param numerator The condition that it is counted, in SQL.
     */
    private record Branch(Basis basis, FactSource source, String denominator, String numerator) {
        private static final String NEVER = "false";

        static List<Branch> of(Basis basis, AnswerRule answers) {
            Map<FactSource, String> denominators = conditions(basis.denominator(), answers);
            Map<FactSource, String> less = conditions(basis.lessDenominator(), answers);
            Map<FactSource, String> numerators = conditions(basis.numerator(), answers);
            return denominators.entrySet().stream()
                    .map(entry -> new Branch(
                            basis,
                            entry.getKey(),
                            entry.getValue()
                                    + (less.containsKey(entry.getKey())
                                            ? " and not (" + less.get(entry.getKey()) + ")"
                                            : ""),
                            numerators.getOrDefault(entry.getKey(), NEVER)))
                    .toList();
        }

        /** Whether facts can be in the numerator, or outside it: of a plain count all are in it. */
        boolean canHold(boolean counted) {
            return !(counted ? NEVER : denominator).equals(numerator);
        }

        /** The condition that a fact comes after one that was shown; the first part of it is what an index finds. */
        String after(List<String> seen) {
            return seen.isEmpty()
                    ? ""
                    : "  and f.%1$s >= %2$s\n  and (f.%1$s, %3$s, '%4$s'::text) > (%5$s)\n"
                            .formatted(source.time(), seen.get(0), id(source), basis.code(), String.join(", ", seen));
        }

        /**
         * The facts in the order of pages. What stands at a moment is found by an index of its own, never by walking through all
         * that ever was.
         */
        String inOrder(String facts) {
            return source.flows()
                    ? facts + "order by f.%s, %s\n".formatted(source.time(), id(source))
                    : "select *\nfrom (\n" + facts + "offset 0) standing\norder by at, id\n";
        }

        /** Selects the facts as far as a figure names them, with the unit that answers for them. */
        String select(String counted, String scoredUnit, String join, String more) {
            return """
                    select %s,
                      f.%s as at,
                      %s as counted,
                      '%s'::text as basis,
                      %s as scored_unit
                    from %s f
                    %s%s
                    where %s
                      and $1::timestamptz is not null
                      and $2::timestamptz is not null
                      and $3::timestamptz is not null
                      %s
                      and %s
                      and (%s)
                    """.formatted(
                            columns(source),
                            source.time(),
                            counted,
                            basis.code(),
                            scoredUnit,
                            source.table(),
                            source.joins(),
                            join,
                            source.within("$1::timestamptz", "$2::timestamptz"),
                            more,
                            source.condition(),
                            denominator);
        }
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

    /** The column that tells facts of a source apart. */
    private static String id(FactSource source) {
        return switch (source) {
            case CASES, SETTLED, CARRIED_OVER, CARRIED_FORWARD -> "f.case_id";
            case SURVEYS -> "f.event_id";
            case CO_ASKED, CO_DUE -> "f.co_handling_id";
            default -> "f.work_order_id";
        };
    }

    private static String columns(FactSource source) {
        return id(source) + " as id, "
                + switch (source) {
                    case CASES, SETTLED, CARRIED_OVER, CARRIED_FORWARD ->
                        "f.case_id, null::uuid as work_order_id, null::integer as round, f.unit,"
                                + " f.dispatched_at, null::timestamptz as sign_due_at, null::timestamptz as signed_at,"
                                + " null::timestamptz as due_at, null::timestamptz as finished_at,"
                                + " null::timestamptz as informed_at, null::text as satisfaction, null::boolean as resolved";
                    case SURVEYS ->
                        "f.case_id, f.work_order_id, f.round, f.unit,"
                                + " null::timestamptz as dispatched_at, null::timestamptz as sign_due_at,"
                                + " null::timestamptz as signed_at, null::timestamptz as due_at,"
                                + " null::timestamptz as finished_at, null::timestamptz as informed_at, f.satisfaction,"
                                + " f.resolved";
                    case CO_ASKED, CO_DUE ->
                        "f.case_id, f.work_order_id, null::integer as round, f.unit,"
                                + " f.asked_at as dispatched_at, null::timestamptz as sign_due_at,"
                                + " null::timestamptz as signed_at, f.due_at, f.answered_at as finished_at,"
                                + " null::timestamptz as informed_at, null::text as satisfaction, null::boolean as resolved";
                    default ->
                        "f.case_id, f.work_order_id, f.round, f.unit, f.dispatched_at,"
                                + " f.sign_due_at, f.signed_at, f.due_at, f.finished_at, f.informed_at,"
                                + " null::text as satisfaction, null::boolean as resolved";
                };
    }
}
