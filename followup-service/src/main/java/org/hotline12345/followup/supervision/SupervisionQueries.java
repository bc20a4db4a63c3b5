package org.hotline12345.followup.supervision;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.cases.CaseRows;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.cases.model.SupervisionState;
import org.hotline12345.followup.cases.model.SupervisionStep;
import org.hotline12345.followup.notice.NoticePages;

/** Supervisions as they are shown. */
@ApplicationScoped
public class SupervisionQueries {
    private static final String ONE = """
        select %s
        from supervision s
        where s.id = $1
          and %s
        """.formatted(CaseRows.SUPERVISION_COLUMNS, HiddenCases.seen("s.case_id", "$2"));

    /** What was raised is addressed to the unit above as well. */
    private static final String LIST = """
        select %s
        from supervision s
        where s.state = $4
          and ($5::text is null or s.unit = $5 or s.level >= 2 and s.unit = any($7))
          and ($6::timestamptz is null or s.notify_at <= $6)
          and %s
          and (s.due_at, s.id) > ($1, $2)
        order by s.due_at, s.id
        limit $3
        """.formatted(CaseRows.SUPERVISION_COLUMNS, HiddenCases.seen("s.case_id", "$8"));

    private static final String COURSE = """
                        select step, level, step_text as text, due_at, taken_by as by, taken_at as at
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
    @Schema(name = "SupervisionCourseStep")
    public record StepView(
            SupervisionStep step, int level, String text, OffsetDateTime dueAt, String by, OffsetDateTime at) {}

    private final Pool pool;
    private final Caller caller;

    SupervisionQueries(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /** One of them as it is then; null if there is none. */
    Uni<Supervision> find(UUID id) {
        return Sql.on(pool)
                .first(ONE, id, caller.unitAndAbove())
                .map(row -> row == null ? null : CaseRows.supervision(row));
    }

    /**
     * Those in a state, the earliest due first.
     *
     * @param unit of which unit; null for all
     * @param below the units directly below it: what was raised goes to it too
     * @param notified only those of which the unit was told by then; null for all
     */
    Uni<Page<SupervisionView>> list(
            SupervisionState state, String unit, List<String> below, Instant notified, Instant now, PageRequest page) {
        return Sql.on(pool)
                .rising(
                        LIST,
                        "supervision_due_at",
                        "supervision_id",
                        page,
                        row -> SupervisionView.of(CaseRows.supervision(row), now, caller),
                        state,
                        unit,
                        notified,
                        below.toArray(String[]::new),
                        caller.unitAndAbove());
    }

    /** The course, the oldest step first. */
    Uni<List<StepView>> course(Supervision supervision) {
        Supervision.Order order = supervision.order();
        var opened = new StepView(
                SupervisionStep.OPENED, 1, order.text(), null, order.by(), ShanghaiTime.of(order.openedAt()));
        return Sql.on(pool)
                .list(StepView.class, COURSE, supervision.id())
                .map(steps -> Stream.concat(Stream.of(opened), steps.stream()).toList());
    }

    Uni<NoticePages.Matter> ofCase(UUID id) {
        return Sql.on(pool).one(NoticePages.Matter.class, OF_CASE, id);
    }
}
