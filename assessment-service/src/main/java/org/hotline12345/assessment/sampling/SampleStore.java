package org.hotline12345.assessment.sampling;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.period.UsesPeriods;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.sampling.model.Severity;
import org.hotline12345.assessment.scoring.FaultQueries;
import org.hotline12345.assessment.scoring.model.UnitSheet.Deducted.Kind;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;

/** What was drawn and what was found. A finding counts in scores when it is written down. */
@ApplicationScoped
class SampleStore implements FaultQueries, UsesPeriods {
    private static final String DRAW = """
            insert into sample_item (plan_id, number, unit, case_id, work_order_id, finished_at)
            select
              $1::uuid,
              row_number() over (order by unit, place),
              unit, case_id, work_order_id, finished_at
            from (
              select
                round_fact.unit, round_fact.case_id, round_fact.work_order_id, round_fact.finished_at,
                row_number() over (
                  partition by round_fact.unit
                  order by md5($4::text || round_fact.work_order_id::text), round_fact.work_order_id) as place
              from round_fact
              join case_fact
                on case_fact.case_id = round_fact.case_id
              where round_fact.finished_at >= $2
                and round_fact.finished_at < $3
                and round_fact.unit is not null
                and (cardinality($6::text[]) = 0 or round_fact.unit = any($6::text[]))
                and not (round_fact.unit = any($7::text[]))
                and not (round_fact.case_id = any($8::uuid[]))
                and (not $9::boolean or (case_fact.contactable and case_fact.anonymity <> 'NO_CONTACT'))) numbered
            where place <= $5
            """;

    private static final String ITEMS = """
            select
              sample_item.number, sample_item.unit, sample_item.case_id, case_fact.case_number,
              sample_item.work_order_id, sample_item.finished_at
            from sample_item
            left join case_fact
              on case_fact.case_id = sample_item.case_id
            where sample_item.plan_id = $1
              and sample_item.number > $2
              and %s
            order by sample_item.number
            limit $3
            """.formatted(HiddenCases.seen("sample_item.case_id", "$4"));

    private static final String UNIT_OF_ITEM = """
            select unit
            from sample_item
            where plan_id = $1
              and number = $2
            """;

    private static final String FIND = """
            insert into sample_finding (
              finding_id, plan_id, number, unit, severity, text, found_by, found_at, decision_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    private static final String FINDINGS = """
            select
              found.finding_id as id, found.finding_id, found.number, found.unit, found.severity, found.text,
              found.found_by, found.found_at, rectification.rectification_id
            from sample_finding as found
            left join rectification
              on rectification.finding_id = found.finding_id
            left join sample_item
              on sample_item.plan_id = found.plan_id
              and sample_item.number = found.number
            where found.plan_id = $4
              and %s
              and ($1::timestamptz is null or (found.found_at, found.finding_id) > ($1::timestamptz, $2::uuid))
            order by found.found_at, found.finding_id
            limit $3
            """.formatted(HiddenCases.seen("sample_item.case_id", "$5"));

    private static final String CASE_OF_FINDING = """
            select found.finding_id, sample_item.case_id
            from sample_finding as found
            left join sample_item
              on sample_item.plan_id = found.plan_id
              and sample_item.number = found.number
            where found.plan_id = $1
              and found.finding_id = $2
            """;

    private static final String FOUND = """
            select
              finding_id, unit, severity, text, found_by, found_at
            from sample_finding
            where found_at >= $1
              and found_at < $2
              and coalesce(decision_id, 0) <= $3
            order by found_at, finding_id
            """;

    /** A round that was drawn. */
    @Schema(name = "SampleItemView")
    public record ItemView(
            int number, String unit, UUID caseId, String caseNumber, UUID workOrderId, OffsetDateTime finishedAt) {}

    /**
     * What was found.
     *
     * @param number Number in the sample; null: it is about no single case of it.
     * @param rectificationId Order that was made of it. May be null.
     */
    record Finding(
            UUID findingId,
            Integer number,
            String unit,
            Severity severity,
            String text,
            String foundBy,
            OffsetDateTime foundAt,
            UUID rectificationId) {}

    private final Pool pool;
    private final Caller caller;

    SampleStore(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    @Override
    public String used() {
        return """
                select distinct period from sample_plan where period = any($1::text[])
                """;
    }

    /** Draws rounds in the order of a hash of seed and work order, so many of each unit; answers how many. */
    Uni<Integer> draw(Mutiny.Session session, SamplePlan plan, Period period) {
        return Sql.on(session)
                .update(
                        DRAW,
                        plan.id(),
                        period.from(),
                        period.to(),
                        plan.seed,
                        plan.perUnit,
                        plan.units,
                        plan.excludedUnits,
                        plan.excludedCases,
                        plan.method.needsCitizen());
    }

    Uni<Page<ItemView>> items(UUID plan, PageRequest page) {
        int after = page.cursor() == null ? 0 : (int) page.cursor().number(0);
        return Sql.on(pool)
                .list(ItemView.class, ITEMS, plan, after, page.limit() + 1, caller.unitAndAbove())
                .map(items -> Page.of(items, page.limit(), item -> Cursor.encode(item.number())));
    }

    /** The unit of a round that was drawn; the item is null if there is none of this number. */
    Uni<String> unit(Mutiny.Session session, UUID plan, int number) {
        return Sql.on(session).first(UNIT_OF_ITEM, plan, number).map(row -> row == null ? null : row.getString("unit"));
    }

    /** Writes a finding down; by its number as a decision a score says whether it counts it. */
    Uni<Finding> add(Mutiny.Session session, UUID plan, Finding finding, long decision) {
        return Sql.on(session)
                .update(
                        FIND,
                        finding.findingId(),
                        plan,
                        finding.number(),
                        finding.unit(),
                        finding.severity(),
                        finding.text(),
                        finding.foundBy(),
                        finding.foundAt(),
                        decision)
                .replaceWith(finding);
    }

    /** The case that a finding is about, null if it is about no single one; 404 if there is no such finding in the plan. */
    Uni<UUID> caseOf(Mutiny.Session session, UUID plan, UUID finding) {
        return caseOf(Sql.on(session), plan, finding);
    }

    Uni<UUID> caseOf(UUID plan, UUID finding) {
        return caseOf(Sql.on(pool), plan, finding);
    }

    private static Uni<UUID> caseOf(Sql sql, UUID plan, UUID finding) {
        return sql.first(CASE_OF_FINDING, plan, finding)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(row -> row.getUUID("case_id"));
    }

    /** What was found, in the order of time. */
    Uni<Page<Finding>> findings(UUID plan, PageRequest page) {
        return Sql.on(pool).page(FINDINGS, "found_at", page, Rows.as(Finding.class), plan, caller.unitAndAbove());
    }

    @Override
    public Uni<List<Fault>> of(Sql sql, Period period, Instant asOf, long lastDecision) {
        return sql.select(FOUND, period.from(), period.to(), lastDecision)
                .map(rows -> rows.stream().map(SampleStore::fault).toList());
    }

    private static Fault fault(Row row) {
        return new Fault(
                row.getUUID("finding_id"),
                row.getString("unit"),
                switch (Severity.valueOf(row.getString("severity"))) {
                    case MINOR -> Kind.FINDING_MINOR;
                    case SERIOUS -> Kind.FINDING_SERIOUS;
                    case GRAVE -> Kind.FINDING_GRAVE;
                },
                row.getString("text"),
                row.getString("found_by"),
                Rows.instant(row, "found_at"));
    }
}
