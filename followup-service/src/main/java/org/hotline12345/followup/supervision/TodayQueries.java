package org.hotline12345.followup.supervision;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.regulation.Recalculation;
import org.hotline12345.followup.supervision.TodayResource.TurningRed;
import org.hotline12345.followup.supervision.TodayResource.UnitDay;

/** What a day holds for the units. */
@ApplicationScoped
class TodayQueries {
    // What turns red today acts by the end of the day, with its yellow mark or its red one: the timer's index finds it.
    // Deadlines held back by an undecided request are not among them, nor those that no timer looks after.
    private static final String BY_UNIT =
            """
            with counted as (
              select unit, count(*) as turns_red, 0::bigint as turned_red, 0::bigint as red, 0::bigint as open,
                0::bigint as overdue
              from deadline
              where next_at < $2
                and red_at < $2
                and red_fired_at is null
                and unit is not null
                and %1$s
              group by unit
              union all
              select unit, 0, count(*) filter (where red_fired_at >= $1), count(*), 0, 0
              from deadline
              where state = 'RED'
                and unit is not null
                and %1$s
              group by unit
              union all
              select unit, 0, 0, 0, count(*), count(*) filter (where state = 'OPEN' and due_at < $3 or state = 'REPORTED' and judge_by < $3)
              from supervision
              where state in ('OPEN', 'REPORTED')
                and %2$s
              group by unit)
            select unit, sum(turns_red)::bigint as turns_red, sum(turned_red)::bigint as turned_red,
              sum(red)::bigint as red, sum(open)::bigint as open, sum(overdue)::bigint as overdue
            from counted
            group by unit
            order by sum(turns_red) desc, sum(red) desc, unit
            """.formatted(HiddenCases.seen("deadline.case_id", "$4"), HiddenCases.seen("supervision.case_id", "$4"));

    // What machines do is late five minutes after its time: until then they are at it.
    private static final String LATE_OF_MACHINES = """
            select (
                select count(*)
                from unit_urge
                where delivered_at is null
                  and revoked_at is null
                  and coalesce(late_since, deliver_at) < $1) as urges,
              (
                select count(*)
                from survey_request
                where state = 'WAITING'
                  and next_try_at < $1) as askings,
              (
                select count(*)
                from recalculation
                where %s) as recalculations,
              (
                select count(*)
                from case_file
                where not live
                  and phase not in ('CLOSED', 'MERGED', 'ENDED')) as history
            """.formatted(Recalculation.STUCK);

    // spelled out, so that the index of open deadlines is found
    private static final String LATE_OF_OFFICE = """
            select owed.*, replies.*
            from (
              select count(*) filter (where kind = 'RULING') as rulings, count(*) filter (where kind = 'INFORM') as tellings,
                count(*) filter (where kind = 'TRIAGE' and not held) as triage,
                count(*) filter (where kind = 'ASK_BACK') as answers
              from deadline
              where unit is null
                and state in ('OPEN', 'YELLOW', 'RED')
                and due_at < $1) owed,
              (
              select count(*) as open_text_replies, count(*) filter (where due_at < $1) as text_replies
              from text_reply
              where state = 'OPEN') replies
            """;

    /**
     * What the office itself has not done in time: rulings on returns, citizens whom the centre tells, cases in triage, questions to agents,
     * short messages of citizens; of these also how many wait at all.
     */
    record OfficeLate(Long rulings, Long tellings, Long triage, Long answers, Long openTextReplies, Long textReplies) {
        /** To a unit's people. */
        static final OfficeLate NOT_SHOWN = new OfficeLate(null, null, null, null, null, null);
    }

    /**
     * What a machine ought to have done: notices to be delivered, messages to be sent, deadlines to be recomputed; and cases that were
     * moved in and that none works for.
     */
    record MachinesLate(Long urges, Long askings, Long recalculations, Long history) {
        /** To a unit's people. */
        static final MachinesLate NOT_SHOWN = new MachinesLate(null, null, null, null);
    }

    private static final String TURNING = """
            select d.id as deadline_id, d.case_id, c.case_number, c.title, d.work_order_id, d.unit, d.kind, d.state, d.due_at,
              d.red_at
            from deadline d
            join case_file c on c.case_id = d.case_id
            where d.next_at < $4
              and d.red_at < $4
              and d.red_fired_at is null
              and d.unit is not null
              and ($5::text is null or d.unit = $5)
              and %s
              and (d.red_at, d.id) > ($1, $2)
            order by d.red_at, d.id
            limit $3
            """.formatted(HiddenCases.seen("d.case_id", "$6"));

    private final Pool pool;
    private final Caller caller;
    private final OfficeCopy office;

    TodayQueries(Pool pool, Caller caller, OfficeCopy office) {
        this.pool = pool;
        this.caller = caller;
        this.office = office;
    }

    /** The day of all units that have something to do, those with most to turn red first. */
    Uni<List<UnitDay>> byUnit(Instant start, Instant end, Instant now) {
        return Sql.on(pool)
                .select(BY_UNIT, start, end, now, caller.unitAndAbove())
                .map(rows -> rows.stream().map(this::unitDay).toList());
    }

    Uni<OfficeLate> lateOfOffice(Instant now) {
        return Sql.on(pool).one(OfficeLate.class, LATE_OF_OFFICE, now);
    }

    Uni<MachinesLate> lateOfMachines(Instant before) {
        return Sql.on(pool).one(MachinesLate.class, LATE_OF_MACHINES, before);
    }

    /** Deadlines that turn red before the end of the day, the earliest first; unit null: of all units. */
    Uni<Page<TurningRed>> turningRed(Instant end, String unit, PageRequest page) {
        return Sql.on(pool)
                .rising(
                        TURNING,
                        "red_at",
                        "deadline_id",
                        page,
                        Rows.as(TurningRed.class),
                        end,
                        unit,
                        caller.unitAndAbove());
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
}
