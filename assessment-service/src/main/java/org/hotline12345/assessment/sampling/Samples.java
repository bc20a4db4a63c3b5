package org.hotline12345.assessment.sampling;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.CaseNumberQueries;
import org.hotline12345.assessment.journal.DecisionStore;
import org.hotline12345.assessment.journal.DecisionStore.Decision;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.sampling.model.Method;
import org.hotline12345.assessment.sampling.model.Severity;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;

/**
 * Samples of the rounds of handling that were finished in a period: so many of each unit, in the order of a hash of seed and
 * work order. So nobody chooses, and the same seed draws the same sample of the same rounds again.
 */
@ApplicationScoped
public class Samples {
    private static final String SAVE = """
            insert into sample_plan (
              plan_id, name, period, method, seed, per_unit, units, excluded_units, excluded_cases, drawn_by,
              drawn_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;

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

    private static final String DRAWN = """
            update sample_plan
            set drawn = $2
            where plan_id = $1
            """;

    private static final String COLUMNS = """
            select
              plan_id, name, period, method, seed, per_unit, units, excluded_units, excluded_cases, drawn, drawn_by,
              drawn_at
            from sample_plan
            """;

    private static final String ONE = COLUMNS + """
            where plan_id = $1
            """;

    private static final String LIST = COLUMNS + """
            where ($1::timestamptz is null or (drawn_at, plan_id) < ($1::timestamptz, $2::uuid))
            order by drawn_at desc, plan_id desc
            limit $3
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
            order by sample_item.number
            limit $3
            """;

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
              sample_finding.finding_id, sample_finding.number, sample_finding.unit, sample_finding.severity,
              sample_finding.text, sample_finding.found_by, sample_finding.found_at, rectification.rectification_id
            from sample_finding
            left join rectification
              on rectification.finding_id = sample_finding.finding_id
            where sample_finding.plan_id = $1
              and ($2::timestamptz is null or (found_at, sample_finding.finding_id) > ($2::timestamptz, $3::uuid))
            order by found_at, sample_finding.finding_id
            limit $4
            """;

    private final Pool pool;
    private final DecisionStore decisions;
    private final OfficeCopy office;
    private final Clock clock;

    Samples(Pool pool, DecisionStore decisions, OfficeCopy office, Clock clock) {
        this.pool = pool;
        this.decisions = decisions;
        this.office = office;
        this.clock = clock;
    }

    /**
     * What is to be drawn.
     *
     * @param seed Any text.
     * @param perUnit So many rounds of each unit.
     * @param units Of these units only; none: of all.
     */
    public record Drawing(
            String name,
            Period period,
            Method method,
            String seed,
            int perUnit,
            List<String> units,
            List<String> excludedUnits,
            List<UUID> excludedCases) {}

    /** A plan that was drawn. */
    public record Plan(
            UUID id,
            String name,
            String period,
            Method method,
            String seed,
            int perUnit,
            List<String> units,
            List<String> excludedUnits,
            List<UUID> excludedCases,
            int drawn,
            String drawnBy,
            Instant drawnAt) {}

    /** A round that was drawn. */
    public record Item(int number, String unit, UUID caseId, String caseNumber, UUID workOrderId, Instant finishedAt) {}

    /**
     * What was found.
     *
     * @param number Number in the sample; null: it is about no single case of it.
     * @param rectificationId Order that was made of it. May be null.
     */
    public record Finding(
            UUID id,
            Integer number,
            String unit,
            Severity severity,
            String text,
            String foundBy,
            Instant foundAt,
            UUID rectificationId) {}

    /**
     * Draws, in the transaction of the session.
     *
     * @param excludedNumbers Numbers of cases that are left out too.
     */
    Uni<Plan> draw(Mutiny.Session session, Drawing drawing, List<String> excludedNumbers, String by) {
        var sql = Sql.on(session);
        return CaseNumberQueries.cases(session, drawing.excludedCases(), excludedNumbers, "excludedCaseNumbers")
                .chain(excluded -> draw(sql, drawing, excluded.toArray(UUID[]::new), by));
    }

    private Uni<Plan> draw(Sql sql, Drawing drawing, UUID[] excluded, String by) {
        UUID id = UuidV7.next();
        String[] units = drawing.units().toArray(String[]::new);
        String[] excludedUnits = drawing.excludedUnits().toArray(String[]::new);
        return sql.update(
                        SAVE,
                        id,
                        drawing.name(),
                        drawing.period().text(),
                        drawing.method(),
                        drawing.seed(),
                        drawing.perUnit(),
                        units,
                        excludedUnits,
                        excluded,
                        by,
                        clock.instant())
                .chain(() -> sql.update(
                        DRAW,
                        id,
                        drawing.period().from(),
                        drawing.period().to(),
                        drawing.seed(),
                        drawing.perUnit(),
                        units,
                        excludedUnits,
                        excluded,
                        drawing.method().needsCitizen()))
                .chain(drawn -> sql.update(DRAWN, id, drawn))
                .chain(() -> find(sql, id));
    }

    /** Writes a finding down, in the transaction of the session; by its number as a decision a score says whether it counts it. */
    public Uni<Finding> note(
            Mutiny.Session session, UUID plan, Integer number, String unit, Severity severity, String text, String by) {
        var sql = Sql.on(session);
        UUID id = UuidV7.next();
        Instant now = clock.instant();
        return find(sql, plan)
                .chain(() -> number == null
                        ? Uni.createFrom().item(unit)
                        : sql.first(UNIT_OF_ITEM, plan, number).map(row -> row == null ? null : row.getString("unit")))
                .invoke(concerned -> refuse(number, unit, concerned))
                .chain(concerned -> decisions
                        .add(
                                session,
                                new Decision(DecisionStore.Kind.FOUND, null, null, concerned, id + " " + severity, by, now))
                        .chain(decision ->
                                sql.update(FIND, id, plan, number, concerned, severity, text, by, now, decision))
                        .replaceWith(new Finding(id, number, concerned, severity, text, by, now, null)));
    }

    private void refuse(Integer number, String unit, String concerned) {
        if (number != null && concerned == null) {
            throw Problem.invalid("number", "violation.sample.number");
        }
        if (number != null && unit != null && !unit.equals(concerned)) {
            throw Problem.invalid("unit", "violation.sample.unit-of-number");
        }
        if (number == null && (concerned == null || office.unit(concerned).isEmpty())) {
            throw Problem.validation(List.of(new Violation("unit", "violation.sample.unit")));
        }
    }

    public Uni<Plan> find(UUID id) {
        return find(Sql.on(pool), id);
    }

    private static Uni<Plan> find(Sql sql, UUID id) {
        return sql.first(ONE, id).map(row -> {
            if (row == null) {
                throw Problem.notFound();
            }
            return plan(row);
        });
    }

    /** A page of plans, the latest first. */
    public Uni<Page<Plan>> list(PageRequest page) {
        Cursor cursor = page.cursor();
        return Sql.on(pool)
                .select(
                        LIST,
                        cursor == null ? null : cursor.time(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows.stream().map(Samples::plan).toList(),
                        page.limit(),
                        plan -> Cursor.encode(plan.drawnAt(), plan.id())));
    }

    /** A page of what was drawn. */
    public Uni<Page<Item>> items(UUID plan, PageRequest page) {
        int after = page.cursor() == null ? 0 : (int) page.cursor().number(0);
        return find(plan)
                .chain(() -> Sql.on(pool).select(ITEMS, plan, after, page.limit() + 1))
                .map(rows -> Page.of(
                        rows.stream()
                                .map(row -> new Item(
                                        row.getInteger("number"),
                                        row.getString("unit"),
                                        row.getUUID("case_id"),
                                        row.getString("case_number"),
                                        row.getUUID("work_order_id"),
                                        row.getOffsetDateTime("finished_at").toInstant()))
                                .toList(),
                        page.limit(),
                        item -> Cursor.encode(item.number())));
    }

    /** A page of what was found, in the order of time. */
    public Uni<Page<Finding>> findings(UUID plan, PageRequest page) {
        Cursor cursor = page.cursor();
        return find(plan)
                .chain(() -> Sql.on(pool)
                        .select(
                                FINDINGS,
                                plan,
                                cursor == null ? null : cursor.time(0),
                                cursor == null ? null : cursor.uuid(1),
                                page.limit() + 1))
                .map(rows -> Page.of(
                        rows.stream().map(Samples::finding).toList(),
                        page.limit(),
                        finding -> Cursor.encode(finding.foundAt(), finding.id())));
    }

    private static Finding finding(Row row) {
        return new Finding(
                row.getUUID("finding_id"),
                row.getInteger("number"),
                row.getString("unit"),
                Severity.valueOf(row.getString("severity")),
                row.getString("text"),
                row.getString("found_by"),
                row.getOffsetDateTime("found_at").toInstant(),
                row.getUUID("rectification_id"));
    }

    private static Plan plan(Row row) {
        return new Plan(
                row.getUUID("plan_id"),
                row.getString("name"),
                row.getString("period"),
                Method.valueOf(row.getString("method")),
                row.getString("seed"),
                row.getInteger("per_unit"),
                List.of(row.getArrayOfStrings("units")),
                List.of(row.getArrayOfStrings("excluded_units")),
                List.of(row.getArrayOfUUIDs("excluded_cases")),
                row.getInteger("drawn"),
                row.getString("drawn_by"),
                row.getOffsetDateTime("drawn_at").toInstant());
    }
}
