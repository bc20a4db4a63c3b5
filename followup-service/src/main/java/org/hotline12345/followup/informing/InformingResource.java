package org.hotline12345.followup.informing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.followup.informing.model.InformingFigures;
import org.jboss.resteasy.reactive.RestQuery;

/** Which citizens do not know the result yet, and the figures of informing, 反馈. */
@Path("/api/v1/informing")
@RolesAllowed({
    Roles.CALLBACK_AGENT,
    Roles.SUPERVISOR,
    Roles.EVALUATOR,
    Roles.OFFICE_LEADER,
    Roles.UNIT_HANDLER,
    Roles.UNIT_REVIEWER,
    Roles.UNIT_LEADER
})
public class InformingResource {
    private static final int MAX_DAYS = 400;

    // what was sent back, withdrawn or merged since has no result to tell
    private static final String OPEN = """
            select i.work_order_id, i.case_id, i.round, i.unit, i.replied_at, i.due_at, i.denied,
              c.case_number, c.title, c.anonymity
            from informing i
            join case_file c on c.case_id = i.case_id
              and c.work_order_id = i.work_order_id
            where i.owed
              and i.told_at is null
              and c.live
              and c.phase in ('CALLBACK', 'CLOSED', 'AWAITING_DECISION', 'AWAITING_EXPLANATION')
              and ($1::text is null or i.unit = $1)
              and (not $2 or i.due_at < $3)
              and (i.replied_at, i.work_order_id) > ($4, $5)
            order by i.replied_at, i.work_order_id
            limit $6
            """;

    private static final String FIGURES = """
            select i.owed, i.told_by, i.told_at <= i.due_at as in_time, i.due_at < $4 as over, i.due_at is null as no_end,
              count(*)::integer as rounds
            from informing i
            join case_file c on c.case_id = i.case_id
            where i.replied_at >= $1
              and i.replied_at < $2
              and ($3::text is null or i.unit = $3)
              and c.phase not in ('ENDED', 'MERGED')
            group by 1, 2, 3, 4, 5
            """;

    /**
     * A citizen to be told.
     *
     * @param byCentre Whether the centre has to tell, for the citizen hides from the unit.
     * @param repliedAt When the reply was issued.
     * @param dueAt Until when it had to be told. May be null.
     * @param overdue Whether that is over.
     * @param denied Whether the citizen says that nobody told, though somebody had noted so.
     */
    public record OpenView(
            UUID caseId,
            String caseNumber,
            String title,
            UUID workOrderId,
            int round,
            String unit,
            boolean byCentre,
            OffsetDateTime repliedAt,
            OffsetDateTime dueAt,
            boolean overdue,
            boolean denied) {}

    /**
     * The figures of a period: rounds whose reply was issued in it.
     *
     * @param answered Rounds answered.
     * @param notToBeInformed Of those the ones not to be informed: contact refused or not possible.
     * @param toBeInformed The others.
     * @param byRobot Told by a voice robot.
     * @param bySms Told by a message.
     * @param byWeb Told on the web.
     * @param byPeople Told by people.
     * @param informed All told.
     * @param informedInTime All told in time.
     * @param open Still to be told.
     * @param overdue Of those the ones whose time is over.
     * @param machineRate Told by robot, message or web, percent of those to be informed; null of none.
     * @param feedbackRate 反馈回复率, percent; null of none.
     */
    public record FiguresView(
            LocalDate from,
            LocalDate to,
            String unit,
            int answered,
            int notToBeInformed,
            int toBeInformed,
            int byRobot,
            int bySms,
            int byWeb,
            int byPeople,
            int informed,
            int informedInTime,
            int open,
            int overdue,
            BigDecimal machineRate,
            BigDecimal feedbackRate) {}

    private final Pool pool;
    private final Caller caller;
    private final Clock clock;

    public InformingResource(Pool pool, Caller caller, Clock clock) {
        this.pool = pool;
        this.caller = caller;
        this.clock = clock;
    }

    /** Citizens who do not know the result yet, the oldest reply first; {@code overdue=true}: those not told in time. */
    @GET
    public Uni<Page<OpenView>> open(@RestQuery String unit, @RestQuery boolean overdue, @BeanParam PageRequest page) {
        Instant now = clock.instant();
        int limit = page.limit();
        Cursor cursor = page.cursor();
        return Sql.on(pool)
                .select(
                        OPEN,
                        caller.unitAskedFor(unit),
                        overdue,
                        now,
                        cursor == null ? Instant.EPOCH : cursor.instant(0),
                        cursor == null ? new UUID(0, 0) : cursor.uuid(1),
                        limit + 1)
                .map(rows -> Page.of(
                        rows,
                        limit,
                        row -> Cursor.encode(
                                row.getOffsetDateTime("replied_at").toInstant(), row.getUUID("work_order_id")),
                        row -> view(row, now)));
    }

    /** The figures of the days from {@code from} to {@code to}, both included. */
    @GET
    @Path("/figures")
    public Uni<FiguresView> figures(@RestQuery LocalDate from, @RestQuery LocalDate to, @RestQuery String unit) {
        if (from == null
                || to == null
                || to.isBefore(from)
                || from.plusDays(MAX_DAYS).isBefore(to)) {
            throw Problem.invalid("from", "violation.period", MAX_DAYS);
        }
        String ofUnit = caller.unitAskedFor(unit);
        Instant now = clock.instant();
        return Sql.on(pool)
                .select(
                        FIGURES,
                        from.atStartOfDay(ShanghaiTime.ZONE).toInstant(),
                        to.plusDays(1).atStartOfDay(ShanghaiTime.ZONE).toInstant(),
                        ofUnit,
                        now)
                .map(rows -> {
                    var figures = new InformingFigures();
                    rows.forEach(row -> add(figures, row, now));
                    return new FiguresView(
                            from,
                            to,
                            ofUnit,
                            figures.answered(),
                            figures.notToBeInformed(),
                            figures.toBeInformed(),
                            figures.toldBy(NoticeChannel.ROBOT),
                            figures.toldBy(NoticeChannel.SMS),
                            figures.toldBy(NoticeChannel.WEB),
                            figures.toldByPeople(),
                            figures.informed(),
                            figures.informedInTime(),
                            figures.open(),
                            figures.overdue(),
                            figures.machineRate(),
                            figures.feedbackRate());
                });
    }

    /** Moments of a group stand for all of it: only whether they were in time matters. */
    private static void add(InformingFigures figures, Row row, Instant now) {
        String by = row.getString("told_by");
        boolean noEnd = row.getBoolean("no_end");
        Instant dueAt = noEnd ? null : Boolean.TRUE.equals(row.getBoolean("over")) ? now.minusSeconds(1) : now;
        Instant toldAt = noEnd || Boolean.TRUE.equals(row.getBoolean("in_time")) ? Instant.MIN : Instant.MAX;
        figures.add(
                row.getBoolean("owed"),
                by == null ? null : NoticeChannel.valueOf(by),
                by == null ? null : toldAt,
                dueAt,
                now,
                row.getInteger("rounds"));
    }

    private static OpenView view(Row row, Instant now) {
        OffsetDateTime due = row.getOffsetDateTime("due_at");
        return new OpenView(
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                row.getUUID("work_order_id"),
                row.getInteger("round"),
                row.getString("unit"),
                row.getString("anonymity").equals("HIDDEN_FROM_UNIT"),
                ShanghaiTime.of(row.getOffsetDateTime("replied_at").toInstant()),
                due == null ? null : ShanghaiTime.of(due.toInstant()),
                due != null && due.toInstant().isBefore(now),
                row.getBoolean("denied"));
    }
}
