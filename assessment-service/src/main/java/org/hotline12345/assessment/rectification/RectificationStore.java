package org.hotline12345.assessment.rectification;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.bulletin.RectificationLines;
import org.hotline12345.assessment.bulletin.model.RectificationLine;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.rectification.model.OrderFaults;
import org.hotline12345.assessment.rectification.model.RectificationState;
import org.hotline12345.assessment.rectification.model.StepKind;
import org.hotline12345.assessment.scoring.FaultQueries;
import org.hotline12345.assessment.scoring.model.UnitSheet.Deducted.Kind;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;

/** The steps of orders: what was done, what units left undone in a period, and what a bulletin tells of orders. */
@ApplicationScoped
class RectificationStore implements FaultQueries, RectificationLines {
    private static final int MOST_LINES = 50;

    private static final String UNIT_OF_FINDING = """
            select unit
            from sample_finding
            where finding_id = $1
            """;

    private static final String DUE = """
            select min(later.day) as day
            from working_day today
            join working_day later
              on later.ordinal = today.ordinal + $2
            where today.day = $1
            """;

    private static final String STEP = """
            insert into rectification_step (rectification_id, kind, text, due_at, done_by, done_at, decision_id)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    private static final String STEPS = """
            select kind, text, due_at, done_by as by, done_at as at
            from rectification_step
            where rectification_id = $1
            order by id
            """;

    private static final String STEPS_OF_PERIOD = """
            select
              step.rectification_id, rectification.unit, rectification.text, step.kind, step.due_at, step.done_by as by,
              step.done_at as at
            from rectification_step as step
            join rectification using (rectification_id)
            where rectification_id in (
                select rectification_id
                from rectification_step
                where due_at >= $1 and due_at < $2
                union
                select rectification_id
                from rectification_step
                where done_at >= $1 and done_at < $2)
              and coalesce(step.decision_id, 0) <= $3
            order by step.rectification_id, step.id
            """;

    private static final String ORDERS_OF_PERIOD = """
            select
              rectification_id, unit, text, due_at, state
            from rectification
            where ordered_at < $2
              and (ordered_at >= $1
                or due_at >= $1 and due_at < $2
                or state <> 'FULFILLED')
              and ($3::text[] is null or unit = any($3::text[]))
            order by due_at, rectification_id
            limit $4
            """;

    private final Pool pool;
    private final Names names;

    RectificationStore(Pool pool, Names names) {
        this.pool = pool;
        this.names = names;
    }

    /** A step that was done. */
    public record StepView(StepKind kind, String text, OffsetDateTime dueAt, String by, OffsetDateTime at) {}

    /** The unit of a finding; the item is null if there is no such finding. */
    Uni<String> unitOfFinding(Mutiny.Session session, UUID finding) {
        return Sql.on(session).first(UNIT_OF_FINDING, finding).map(row -> row == null ? null : row.getString("unit"));
    }

    /** The close of the n-th working day after today. */
    Uni<Instant> due(Mutiny.Session session, Instant now, int days) {
        return Sql.on(session)
                .first(DUE, LocalDate.ofInstant(now, ShanghaiTime.ZONE), days)
                .map(row -> row.getLocalDate("day")
                        .plusDays(1)
                        .atStartOfDay(ShanghaiTime.ZONE)
                        .minusSeconds(1)
                        .toInstant());
    }

    Uni<Integer> add(Mutiny.Session session, UUID order, StepView step, long decision) {
        return Sql.on(session)
                .update(STEP, order, step.kind(), step.text(), step.dueAt(), step.by(), step.at(), decision);
    }

    Uni<List<StepView>> steps(Mutiny.Session session, UUID order) {
        return Sql.on(session).list(StepView.class, STEPS, order);
    }

    @Override
    public Uni<List<Fault>> of(Sql sql, Period period, Instant asOf, long lastDecision) {
        record Order(UUID id, String unit, String text, List<OrderFaults.Step> steps) {}
        return sql.select(STEPS_OF_PERIOD, period.from(), period.to(), lastDecision)
                .map(rows -> {
                    var orders = new LinkedHashMap<UUID, Order>();
                    rows.forEach(row -> orders.computeIfAbsent(
                                    row.getUUID("rectification_id"),
                                    id -> new Order(
                                            id, row.getString("unit"), row.getString("text"), new ArrayList<>()))
                            .steps()
                            .add(Rows.as(OrderFaults.Step.class).apply(row)));
                    return orders.values().stream()
                            .flatMap(order -> OrderFaults.of(order.steps(), period, asOf).stream()
                                    .map(fault -> new Fault(
                                            order.id(),
                                            order.unit(),
                                            fault.late() ? Kind.RECTIFICATION_LATE : Kind.RECTIFICATION_NOT_FULFILLED,
                                            order.text(),
                                            fault.by(),
                                            fault.at())))
                            .sorted(Comparator.comparing(Fault::at).thenComparing(Fault::id))
                            .toList();
                });
    }

    @Override
    public Uni<List<RectificationLine>> of(Period period, Collection<String> units) {
        return Sql.on(pool)
                .select(
                        ORDERS_OF_PERIOD,
                        period.from(),
                        period.to(),
                        units == null ? null : units.toArray(String[]::new),
                        MOST_LINES)
                .map(rows -> rows.stream().map(this::line).toList());
    }

    private RectificationLine line(Row row) {
        return new RectificationLine(
                row.getUUID("rectification_id").toString(),
                names.of(Dimension.UNIT, row.getString("unit")).zh(),
                row.getString("text"),
                Rows.time(row, "due_at").toLocalDate(),
                RectificationState.valueOf(row.getString("state")).words());
    }
}
