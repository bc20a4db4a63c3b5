package org.hotline12345.followup.regulation;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * Many cases that units have, each with a sign due on the next day and a reply in a week: rows, for events would take too long.
 *
 * @param numbers How their case numbers begin.
 * @param day When they were registered and dispatched.
 * @param units How many units share them.
 */
record OpenDeadlines(String numbers, LocalDate day, int cases, int units) {
    private static final String CASE_FILES = """
            insert into case_file (
              case_id, case_number, title, type, urgency, channel, anonymity, contactable, citizen_ref, registered_at,
              imported, phase, live, work_order_id, round, unit, policy_id, policy_version, dispatched_at, returns,
              informed, dissatisfactions, reworks, citizen_urges, urge_supervised, course)
            select gen_random_uuid(), $2::text || i, '小区停水', 'COMPLAINT', 'ORDINARY', 'PHONE', 'NAMED', true,
              gen_random_uuid(), $4::timestamptz, false, 'HANDLING', true, order_id, 1,
              'U' || i % $3::integer, 'default', 1, $5::timestamptz, 0, false, 0, 0, 0, false,
              concat('WITH_UNIT round=1 unit=U', i % $3::integer, ' handling=U', i % $3::integer, ' order=', order_id)
            from (select i, gen_random_uuid() as order_id from generate_series(1, $1::integer) as i) as made
            """;

    private static final String DEADLINES = """
            insert into deadline (
              id, case_id, work_order_id, round, kind, unit, started_at, due_at, state, provisional, calendar_revision,
              policy_id, policy_version, explanation, extensions, extension_days, given_back_days, set_at, timed, held,
              red_at, next_at)
            select gen_random_uuid(), case_id, work_order_id, 1, kind, unit, dispatched_at, due, 'OPEN', true,
              (select calendar_revision from office_state), policy_id, policy_version, '[]', 0, 0, 0, dispatched_at,
              true, false, due, due
            from case_file
            cross join (values ('SIGN', $2::timestamptz), ('REPLY', $3::timestamptz)) as kinds (kind, due)
            where starts_with(case_number, $1)
            """;

    Uni<Void> write(Sql sql) {
        return sql.update(CASE_FILES, cases, numbers, units, at(day, 9, 0), at(day, 10, 0))
                .chain(() -> sql.update(DEADLINES, numbers, at(day.plusDays(1), 17, 30), at(day.plusDays(7), 17, 30)))
                .replaceWithVoid();
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(ShanghaiTime.ZONE).toInstant();
    }
}
