package org.hotline12345.followup.supervision;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.followup.cases.model.SupervisionState;
import org.hotline12345.followup.cases.model.SupervisionStep;

/** Supervisions as they are shown. */
@ApplicationScoped
public class SupervisionQueries {
    private static final String COLUMNS = """
        s.id, s.version, s.number, s.case_id, s.work_order_id, s.unit, s.cause, s.order_text, s.level, s.due_at, s.state,
          s.opened_by, s.opened_at, s.notify_at, s.feedback, s.feedback_by, s.feedback_at, s.finding, s.closed_by,
          s.closed_at
        """;

    private static final String ONE = """
        select %s
        from supervision s
        where s.id = $1
        """.formatted(COLUMNS);

    private static final String LIST = """
        select %s
        from supervision s
        where s.state = $1
          and ($2::text is null or s.unit = $2)
          and ($3::timestamptz is null or s.notify_at <= $3)
          and (s.due_at, s.id) > ($4, $5)
        order by s.due_at, s.id
        limit $6
        """.formatted(COLUMNS);

    private static final String COURSE = """
                        select step, level, step_text, due_at, taken_by, taken_at
                        from supervision_step
                        where supervision_id = $1
                        order by taken_at, id
                        """;

    private static final String OF_CASE = """
            select c.case_number, c.title, c.registered_at, c.dispatched_at
            from supervision s
            join case_file c on c.case_id = s.case_id
            where s.id = $1
            """;

    /**
     * A step of the course.
     *
     * @param step What was done.
     * @param level Level at that time.
     * @param text The order, the report, the reason or the finding.
     * @param dueAt By when the unit must report from then on. May be null.
     * @param by Who did it; null for the system.
     */
    @Schema(name = "View1")
    public record StepView(
            SupervisionStep step, int level, String text, OffsetDateTime dueAt, String by, OffsetDateTime at) {}

    /** The case of a supervision, as its printed order names it. */
    record OfCase(String caseNumber, String title, Instant registeredAt, Instant dispatchedAt) {}

    private final Pool pool;

    SupervisionQueries(Pool pool) {
        this.pool = pool;
    }

    /** One of them as it is then; null if there is none. */
    Uni<SupervisionView> find(UUID id, Instant now) {
        return find(Sql.on(pool), id, now);
    }

    /** The same, as the session's transaction sees it. */
    Uni<SupervisionView> find(Mutiny.Session session, UUID id, Instant now) {
        return find(Sql.on(session), id, now);
    }

    private static Uni<SupervisionView> find(Sql sql, UUID id, Instant now) {
        return sql.first(ONE, id).map(row -> row == null ? null : view(row, now));
    }

    /**
     * Those in a state, the earliest due first.
     *
     * @param unit of which unit; null for all
     * @param notified only those of which the unit was told by then; null for all
     */
    Uni<Page<SupervisionView>> list(
            SupervisionState state, String unit, Instant notified, Instant now, PageRequest page) {
        Cursor from = page.from();
        return Sql.on(pool)
                .select(LIST, state, unit, notified, from.time(0), from.uuid(1), page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "due_at"), row.getUUID("id")),
                        row -> view(row, now)));
    }

    /** The course, the oldest step first. */
    Uni<List<StepView>> course(SupervisionView supervision) {
        return Sql.on(pool).select(COURSE, supervision.id()).map(rows -> {
            var steps = new ArrayList<StepView>();
            steps.add(new StepView(
                    SupervisionStep.OPENED,
                    1,
                    supervision.order(),
                    null,
                    supervision.openedBy(),
                    supervision.openedAt()));
            rows.forEach(row -> steps.add(new StepView(
                    SupervisionStep.valueOf(row.getString("step")),
                    row.getInteger("level"),
                    row.getString("step_text"),
                    Rows.time(row, "due_at"),
                    row.getString("taken_by"),
                    Rows.time(row, "taken_at"))));
            return steps;
        });
    }

    Uni<OfCase> ofCase(UUID id) {
        return Sql.on(pool)
                .first(OF_CASE, id)
                .map(row -> new OfCase(
                        row.getString("case_number"),
                        row.getString("title"),
                        Rows.instant(row, "registered_at"),
                        Rows.instant(row, "dispatched_at")));
    }

    private static SupervisionView view(Row row, Instant now) {
        SupervisionState state = SupervisionState.valueOf(row.getString("state"));
        OffsetDateTime dueAt = Rows.time(row, "due_at");
        return new SupervisionView(
                row.getUUID("id"),
                row.getInteger("version"),
                row.getLong("number"),
                row.getUUID("case_id"),
                row.getUUID("work_order_id"),
                row.getString("unit"),
                SupervisionCause.valueOf(row.getString("cause")),
                row.getString("order_text"),
                row.getInteger("level"),
                dueAt,
                state == SupervisionState.OPEN && dueAt.toInstant().isBefore(now),
                state,
                row.getString("opened_by"),
                Rows.time(row, "opened_at"),
                Rows.time(row, "notify_at"),
                row.getString("feedback"),
                row.getString("feedback_by"),
                Rows.time(row, "feedback_at"),
                row.getString("finding"),
                row.getString("closed_by"),
                Rows.time(row, "closed_at"),
                state == SupervisionState.CLOSED ? List.of() : List.of("feedback", "raise", "close"));
    }
}
