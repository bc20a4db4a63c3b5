package org.hotline12345.followup.supervision;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.time.ShanghaiTime;

/** The course of supervisions: each report, each raising and the finding stay readable. */
@ApplicationScoped
public class SupervisionSteps {
    /**
     * A step.
     *
     * @param step What was done.
     * @param level Level at that time.
     * @param text The order, the report, the reason or the finding.
     * @param dueAt By when the unit must report from then on. May be null.
     * @param by Who did it; null for the system.
     * @param at When.
     */
    public record View(
            SupervisionStep step, int level, String text, OffsetDateTime dueAt, String by, OffsetDateTime at) {}

    /** The course, the oldest step first. */
    public Uni<List<View>> of(Sql sql, SupervisionView supervision) {
        return sql.select("""
                        select step, level, step_text, due_at, taken_by, taken_at
                        from supervision_step
                        where supervision_id = $1
                        order by taken_at, id
                        """, supervision.id()).map(rows -> {
            var steps = new ArrayList<View>();
            steps.add(new View(
                    SupervisionStep.OPENED,
                    1,
                    supervision.order(),
                    null,
                    supervision.openedBy(),
                    supervision.openedAt()));
            rows.forEach(row -> steps.add(view(row)));
            return steps;
        });
    }

    /** Writes a step. */
    public Uni<Void> add(
            Sql sql,
            UUID supervisionId,
            SupervisionStep step,
            int level,
            String text,
            Instant dueAt,
            String by,
            Instant at) {
        return sql.update("""
                        insert into supervision_step (id, supervision_id, step, level, step_text, due_at, taken_by, taken_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)
                        """, UuidV7.next(), supervisionId, step, level, text, dueAt, by, at)
                .replaceWithVoid();
    }

    private static View view(Row row) {
        OffsetDateTime dueAt = row.getOffsetDateTime("due_at");
        return new View(
                SupervisionStep.valueOf(row.getString("step")),
                row.getInteger("level"),
                row.getString("step_text"),
                dueAt == null ? null : ShanghaiTime.of(dueAt.toInstant()),
                row.getString("taken_by"),
                ShanghaiTime.of(row.getOffsetDateTime("taken_at").toInstant()));
    }
}
