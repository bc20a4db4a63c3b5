package org.hotline12345.assessment.rectification;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.rectification.model.OrderFaults;
import org.hotline12345.assessment.rectification.model.StepKind;
import org.hotline12345.assessment.scoring.SupervisionFaults;
import org.hotline12345.assessment.scoring.model.UnitSheet.Deducted.Kind;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;

/** Reads from the steps of orders what units left undone in a period. */
@ApplicationScoped
class FaultsOfOrders implements SupervisionFaults {
    private static final String STEPS = """
            select
              step.rectification_id, rectification.unit, rectification.text, step.kind, step.due_at, step.done_by,
              step.done_at
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

    private record Order(UUID id, String unit, String text, List<OrderFaults.Step> steps) {}

    @Override
    public Uni<List<Fault>> of(Sql sql, Period period, Instant asOf, long lastDecision) {
        return sql.select(STEPS, period.from(), period.to(), lastDecision)
                .map(rows -> orders(rows).stream()
                        .flatMap(order -> OrderFaults.of(order.steps(), period, asOf).stream()
                                .map(fault -> new Fault(
                                        order.id(),
                                        order.unit(),
                                        fault.late() ? Kind.RECTIFICATION_LATE : Kind.RECTIFICATION_NOT_FULFILLED,
                                        order.text(),
                                        fault.by(),
                                        fault.at())))
                        .sorted(Comparator.comparing(Fault::at).thenComparing(Fault::id))
                        .toList());
    }

    private static List<Order> orders(List<Row> rows) {
        var orders = new LinkedHashMap<UUID, Order>();
        for (Row row : rows) {
            UUID id = row.getUUID("rectification_id");
            orders.computeIfAbsent(
                            id, key -> new Order(id, row.getString("unit"), row.getString("text"), new ArrayList<>()))
                    .steps()
                    .add(new OrderFaults.Step(
                            StepKind.valueOf(row.getString("kind")),
                            Rows.instant(row, "due_at"),
                            row.getString("done_by"),
                            Rows.instant(row, "done_at")));
        }
        return List.copyOf(orders.values());
    }
}
