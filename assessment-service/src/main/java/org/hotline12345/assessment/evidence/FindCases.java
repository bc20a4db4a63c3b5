package org.hotline12345.assessment.evidence;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.fact.model.CaseMove;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/**
 * The cases behind a figure: every fact of its denominator, those outside the numerator first, by the same conditions that count
 * them.
 */
@ApplicationScoped
public class FindCases {
    /** Columns of a fact behind a figure, as {@link EvidenceQueries#whole} selects them. */
    public static final String COLUMNS =
            "id, case_id, case_number, work_order_id, round, unit, counted, at, registered_at,"
                    + " dispatched_at, sign_due_at, signed_at, due_at, finished_at, informed_at, satisfaction, resolved, basis,"
                    + " scored_unit";

    private final Pool pool;
    private final Caller caller;

    public FindCases(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
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

    /** The last fact of a page: the next page begins after it. */
    public record After(boolean counted, OffsetDateTime at, UUID id, String basis) {
        static After of(Cursor cursor) {
            return cursor == null
                    ? null
                    : new After(Boolean.parseBoolean(cursor.text(0)), cursor.time(1), cursor.uuid(2), cursor.text(3));
        }
    }

    /**
     * All facts that a statement selects, one after another, in the order of the pages.
     *
     * @param counted Only those in the numerator, or only the others; null for both.
     */
    public Multi<Evidence> every(Statement facts, Boolean counted) {
        return HiddenCases.from(Sql.on(pool), caller.unitAndAbove())
                .onItem()
                .transformToMulti(hidden -> Sql.stream(
                                pool, inOrder(facts, counted, ""), facts.args().toArray())
                        .map(Rows.as(Evidence.class))
                        .filter(evidence -> !hidden.contains(evidence.caseId())));
    }

    /** The page without the cases that are hidden from the caller's unit, which the figure goes on counting. */
    private Uni<Page<Evidence>> seen(Page<Evidence> found) {
        var cases = found.items().stream().map(Evidence::caseId).toList();
        return HiddenCases.among(Sql.on(pool), cases, caller.unitAndAbove())
                .map(hidden -> new Page<>(
                        found.items().stream()
                                .filter(evidence -> !hidden.contains(evidence.caseId()))
                                .toList(),
                        found.next()));
    }

    /** Whether the case stands behind the figure. */
    public Uni<Boolean> standsBehind(Behind wanted, UUID caseId) {
        var statement = EvidenceQueries.whole(wanted);
        var args = new ArrayList<>(statement.args());
        args.add(caseId);
        String sql = "select 1 as found from (\n" + statement.sql() + "\n) e where e.case_id = $" + args.size()
                + "::uuid limit 1";
        return Sql.on(pool).first(sql, args.toArray()).map(row -> row != null);
    }

    /**
     * A page of the facts behind a figure. It walks along the indexes by which facts belong to a period, so that a page costs what
     * it shows and not what stands behind the figure.
     *
     * @param counted Only those in the numerator, or only the others; null for both.
     */
    public Uni<Page<Evidence>> page(Behind wanted, Boolean counted, PageRequest page) {
        After after = After.of(page.cursor());
        boolean outsideShown = after != null && after.counted();
        int limit = page.limit() + 1;
        Uni<List<Found>> outside = outsideShown || Boolean.TRUE.equals(counted)
                ? Uni.createFrom().item(List.of())
                : found(EvidenceQueries.slice(wanted, false, after, limit));
        return outside.chain(first -> first.size() == limit || Boolean.FALSE.equals(counted)
                        ? Uni.createFrom().item(first)
                        : found(EvidenceQueries.slice(wanted, true, outsideShown ? after : null, limit - first.size()))
                                .map(then -> Stream.concat(first.stream(), then.stream())
                                        .toList()))
                .chain(rows -> seen(page(rows, page)));
    }

    /** A page of facts that were kept, in the order in which they are kept. */
    public Uni<Page<Evidence>> page(Statement facts, Boolean counted, PageRequest page) {
        var args = new ArrayList<>(facts.args());
        String limit = next(args, page.limit() + 1);
        After after = After.of(page.cursor());
        String from = after == null
                ? ""
                : "and (counted, at, id, basis) > (%s::boolean, %s::timestamptz, %s::uuid, %s::text)"
                        .formatted(
                                next(args, after.counted()),
                                next(args, after.at()),
                                next(args, after.id()),
                                next(args, after.basis()));
        return found(Optional.of(new Statement(inOrder(facts, counted, from) + "limit " + limit, args)))
                .chain(rows -> seen(page(rows, page)));
    }

    private Uni<List<Found>> found(Optional<Statement> statement) {
        return statement
                .map(asked ->
                        Sql.on(pool).list(Found.class, asked.sql(), asked.args().toArray()))
                .orElse(Uni.createFrom().item(List.of()));
    }

    private static Page<Evidence> page(List<Found> found, PageRequest page) {
        return Page.of(
                found,
                page.limit(),
                f -> Cursor.encode(
                        f.evidence().counted(),
                        f.evidence().at().toInstant(),
                        f.id(),
                        f.evidence().of()),
                Found::evidence);
    }

    private static String inOrder(Statement facts, Boolean counted, String more) {
        return """
                select %s, basis as "of"
                from (
                %s
                ) e
                where %s
                  %s
                order by counted, at, id, basis
                """.formatted(
                        COLUMNS, facts.sql(), counted == null ? "true" : counted ? "counted" : "not counted", more);
    }

    private static String next(List<Object> args, Object value) {
        args.add(value);
        return "$" + args.size();
    }
}
