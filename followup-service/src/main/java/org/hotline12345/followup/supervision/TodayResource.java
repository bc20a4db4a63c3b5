package org.hotline12345.followup.supervision;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * A supervisor's day: what turns red today, what is red already, and which supervisions are open, by unit. A unit's people see
 * their own unit and those below it.
 */
@Path("/api/v1/supervision-today")
public class TodayResource {
    // What turns red today acts by the end of the day, with its yellow mark or its red one: the timer's index finds it.
    // Deadlines held back by an undecided request are not among them, nor those that no timer looks after.
    private static final String BY_UNIT = """
            with counted as (
              select unit, count(*) as turns_red, 0::bigint as turned_red, 0::bigint as red, 0::bigint as open,
                0::bigint as overdue
              from deadline
              where next_at < $2
                and red_at < $2
                and red_fired_at is null
                and unit is not null
              group by unit
              union all
              select unit, 0, count(*) filter (where red_fired_at >= $1), count(*), 0, 0
              from deadline
              where state = 'RED'
                and unit is not null
              group by unit
              union all
              select unit, 0, 0, 0, count(*), count(*) filter (where state = 'OPEN' and due_at < $3)
              from supervision
              where state in ('OPEN', 'REPORTED')
              group by unit)
            select unit, sum(turns_red)::bigint as turns_red, sum(turned_red)::bigint as turned_red,
              sum(red)::bigint as red, sum(open)::bigint as open, sum(overdue)::bigint as overdue
            from counted
            group by unit
            order by sum(turns_red) desc, sum(red) desc, unit
            """;

    private static final String LATE_RULINGS = """
            select count(*) as late
            from deadline
            where kind = 'RULING'
              and ended_at is null
              and due_at < $1
            """;

    private static final String TURNING = """
            select d.id, d.case_id, d.work_order_id, d.unit, d.kind, d.state, d.due_at, d.red_at, c.case_number, c.title
            from deadline d
            join case_file c on c.case_id = d.case_id
            where d.next_at < $1
              and d.red_at < $1
              and d.red_fired_at is null
              and d.unit is not null
              and ($2::text is null or d.unit = $2)
              and (d.red_at, d.id) > ($3, $4::uuid)
            order by d.red_at, d.id
            limit $5
            """;

    /**
     * A unit's day.
     *
     * @param turnsRed Deadlines that turn red in what is left of the day unless they are met.
     * @param turnedRed Those that turned red today and still are.
     * @param red All that are red.
     * @param supervisions Supervisions that are not closed.
     * @param overdueSupervisions Those without a report although it is due.
     */
    public record UnitDay(
            String unit,
            String name,
            long turnsRed,
            long turnedRed,
            long red,
            long supervisions,
            long overdueSupervisions) {}

    /**
     * The day of all units that have something to do.
     *
     * @param date The day, Asia/Shanghai.
     * @param asOf When it was counted.
     * @param turnsRed Sum over the units.
     * @param turnedRed Sum over the units.
     * @param red Sum over the units.
     * @param supervisions Sum over the units.
     * @param overdueSupervisions Sum over the units.
     * @param lateRulings Returns on which the dispatch office has not ruled in time, see {@code /rulings}; null for a unit's people.
     * @param items The units, those with most to turn red first.
     * @param next Always null: they come in one part.
     */
    public record Today(
            LocalDate date,
            OffsetDateTime asOf,
            long turnsRed,
            long turnedRed,
            long red,
            long supervisions,
            long overdueSupervisions,
            Long lateRulings,
            List<UnitDay> items,
            String next) {}

    /** A deadline that turns red today. */
    public record TurningRed(
            UUID deadlineId,
            UUID caseId,
            String caseNumber,
            String title,
            UUID workOrderId,
            String unit,
            DeadlineKind kind,
            DeadlineState state,
            OffsetDateTime dueAt,
            OffsetDateTime redAt) {}

    private final Pool pool;
    private final Caller caller;
    private final OfficeCopy office;
    private final Clock clock;

    public TodayResource(Pool pool, Caller caller, OfficeCopy office, Clock clock) {
        this.pool = pool;
        this.caller = caller;
        this.office = office;
        this.clock = clock;
    }

    /** The day by unit. */
    @GET
    @RolesAllowed({Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER})
    public Uni<Today> today() {
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, ShanghaiTime.ZONE);
        boolean ofOffice = caller.hasAny(Roles.OF_OFFICE);
        Sql sql = Sql.on(pool);
        return sql.select(BY_UNIT, start(day), start(day.plusDays(1)), now)
                .chain(rows -> sql.first(LATE_RULINGS, now).map(rulings -> {
                    List<UnitDay> items = rows.stream()
                            .filter(row -> ofOffice || caller.covers(row.getString("unit")))
                            .map(this::unitDay)
                            .toList();
                    return new Today(
                            day,
                            ShanghaiTime.of(now),
                            items.stream().mapToLong(UnitDay::turnsRed).sum(),
                            items.stream().mapToLong(UnitDay::turnedRed).sum(),
                            items.stream().mapToLong(UnitDay::red).sum(),
                            items.stream().mapToLong(UnitDay::supervisions).sum(),
                            items.stream()
                                    .mapToLong(UnitDay::overdueSupervisions)
                                    .sum(),
                            ofOffice ? rulings.getLong("late") : null,
                            items,
                            null);
                }));
    }

    /** What turns red in what is left of the day, the earliest first. */
    @GET
    @Path("/turning-red")
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Page<TurningRed>> turningRed(@RestQuery String unit, @BeanParam PageRequest page) {
        String wanted = caller.unitAskedFor(unit);
        if (wanted != null && wanted.isBlank()) {
            throw Problem.invalid("unit", "violation.required");
        }
        LocalDate day = LocalDate.ofInstant(clock.instant(), ShanghaiTime.ZONE);
        Cursor cursor = page.cursor();
        int limit = page.limit();
        return Sql.on(pool)
                .select(
                        TURNING,
                        start(day.plusDays(1)),
                        wanted,
                        cursor == null ? ShanghaiTime.of(Instant.EPOCH) : cursor.time(0),
                        cursor == null ? new UUID(0, 0) : cursor.uuid(1),
                        limit + 1)
                .map(rows -> Page.of(
                        rows.stream().map(TodayResource::turningRed).toList(),
                        limit,
                        item -> Cursor.encode(item.redAt().toInstant(), item.deadlineId())));
    }

    private UnitDay unitDay(Row row) {
        String unit = row.getString("unit");
        return new UnitDay(
                unit,
                office.unit(unit).map(UnitInfo::name).orElse(unit),
                row.getLong("turns_red"),
                row.getLong("turned_red"),
                row.getLong("red"),
                row.getLong("open"),
                row.getLong("overdue"));
    }

    private static TurningRed turningRed(Row row) {
        return new TurningRed(
                row.getUUID("id"),
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                row.getUUID("work_order_id"),
                row.getString("unit"),
                DeadlineKind.valueOf(row.getString("kind")),
                DeadlineState.valueOf(row.getString("state")),
                time(row, "due_at"),
                time(row, "red_at"));
    }

    private static OffsetDateTime time(Row row, String column) {
        return ShanghaiTime.of(row.getOffsetDateTime(column).toInstant());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ShanghaiTime.ZONE).toInstant();
    }
}
