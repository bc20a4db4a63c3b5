package org.hotline12345.followup.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The timer on many deadlines: what it costs, and that several of it share the work. */
@QuarkusTest
class DeadlineTimerTest extends FollowupTest {
    private static final Instant DUE = at("2031-03-11T17:30");

    private static final String OPEN = """
            with opened as (
              insert into case_file (
                case_id, case_number, title, type, urgency, channel, anonymity, contactable, citizen_ref, registered_at, imported,
                phase, live, work_order_id, round, unit, policy_id, policy_version, dispatched_at, returns, informed,
                dissatisfactions, reworks, citizen_urges, urge_supervised, course)
              select gen_random_uuid(), 'T-' || n, '路灯不亮', 'COMPLAINT', 'ORDINARY', 'PHONE', 'NAMED', true, gen_random_uuid(), $1,
                false, 'HANDLING', true, order_id, 1, $4, 'default', 1, $1, 0, false, 0, 0, 0, false,
                concat('WITH_UNIT round=1 unit=', $4, ' handling=', $4, ' order=', order_id)
              from (select n, gen_random_uuid() as order_id from generate_series(1, $2) as n) as made
              returning case_id, work_order_id)
            insert into deadline (
              id, case_id, work_order_id, round, kind, unit, started_at, due_at, state, provisional, calendar_revision, policy_id,
              policy_version, explanation, extensions, extension_days, given_back_days, set_at, red_at, timed, held, next_at)
            select gen_random_uuid(), case_id, work_order_id, 1, 'REPLY', $4, $1, $3, 'OPEN', false,
              (select calendar_revision from office_state), 'default', 1, '[]', 0, 0, 0, $1, $3, true, false, $3
            from opened
            """;

    private final String unit = "TIMER-" + UUID.randomUUID();

    @Inject
    DeadlineTimer timer;

    @Inject
    DataSource database;

    @BeforeEach
    void what_other_tests_left_is_done() {
        timer.tick(DUE.minusSeconds(1)).await().atMost(Duration.ofSeconds(30));
    }

    @AfterEach
    void nothing_stays_due() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String table : List.of("deadline", "unit_urge", "case_file")) {
                statement.executeUpdate("delete from %s where unit = '%s'".formatted(table, unit));
            }
        }
    }

    @Test
    void a_tick_with_nothing_due_reads_the_first_entry_of_two_partial_indexes() throws SQLException {
        insert(20_000);
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("analyze deadline");
            statement.execute("analyze case_file");
            String plan = plan(connection, "explain (analyze, buffers) " + DeadlineStore.NEXT);
            assertThat(plan).contains("deadline_next", "unit_urge_waiting").doesNotContain("Seq Scan", "Sort");
            // the claim must find its rows by the index too when the moment is not known to the planner
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare claim (timestamptz, bigint) as " + DeadlineStore.CLAIM);
            String claim = plan(connection, "explain execute claim ('2030-01-01', 500)");
            assertThat(claim).contains("deadline_next").doesNotContain("Seq Scan", "Sort");
            statement.execute("deallocate claim");
            statement.execute("reset plan_cache_mode");
        }
        assertThat(timer.tick(DUE.minusSeconds(1)).await().atMost(Duration.ofSeconds(30)))
                .isZero();
    }

    @Test
    void what_comes_due_before_the_next_tick_is_marked_at_its_moment() throws SQLException {
        insert(1);
        MovableClock.set("2031-03-11T17:29:59.700");
        timer.tick().await().atMost(Duration.ofSeconds(30));
        assertThat(stage.probe().events())
                .noneMatch(event -> event.event() instanceof DeadlineMarked mark && unit.equals(mark.unit()));
        MovableClock.set("2031-03-11T17:30:00.001");
        stage.probe()
                .await(
                        event -> event.event() instanceof DeadlineMarked mark && unit.equals(mark.unit()),
                        "the mark without another tick");
        MovableClock.set("2026-03-04T10:00");
    }

    @Test
    void several_timers_at_once_mark_each_deadline_once() throws SQLException {
        insert(3_000);
        var ticks = IntStream.range(0, 3)
                .mapToObj(i -> timer.tick(DUE).subscribeAsCompletionStage())
                .toList();
        int looked = ticks.stream().mapToInt(tick -> tick.join()).sum();
        assertThat(looked).isEqualTo(3_000);
        Set<UUID> marked = new HashSet<>();
        stage.probe()
                .await(
                        event -> event.event() instanceof DeadlineMarked mark
                                && unit.equals(mark.unit())
                                && marked.add(mark.deadlineId())
                                && marked.size() == 3_000,
                        "the last of the marks");
        List<UUID> all = stage.probe().events().stream()
                .filter(event -> event.event() instanceof DeadlineMarked mark && unit.equals(mark.unit()))
                .map(event -> event.as(DeadlineMarked.class).deadlineId())
                .toList();
        assertThat(all).doesNotHaveDuplicates().hasSize(3_000);
        assertThat(timer.tick(DUE).await().atMost(Duration.ofSeconds(30))).isZero();
    }

    @Test
    void a_case_on_which_the_timer_cannot_act_holds_up_no_other() throws SQLException {
        insert(2);
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    update deadline
                    set ladder = '[{"step": "URGE_HANDLERS", "at": "2031-03-11T09:30:00Z"}]'
                    where unit = '%s'
                    """.formatted(unit));
            statement.executeUpdate("""
                    update case_file
                    set policy_version = 4711
                    where case_number = 'T-1'
                      and unit = '%s'
                    """.formatted(unit));
        }
        timer.tick(DUE).await().atMost(Duration.ofSeconds(30));
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select state, next_at
                        from deadline
                        where unit = '%s'
                        order by state
                        """.formatted(unit))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("OPEN");
            assertThat(rows.getObject(2, OffsetDateTime.class).toInstant()).isEqualTo(DUE.plusSeconds(300));
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("RED");
        }
    }

    @Test
    void a_waiting_notice_that_cannot_be_delivered_holds_up_no_other_and_no_mark() throws SQLException {
        insert(3);
        UUID good = waitingUrge("T-2", DUE.minusSeconds(60));
        UUID bad = waitingUrge("T-1", DUE.minusSeconds(120));
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            // nobody can read this case, and nothing of it but the notice is due
            statement.executeUpdate("""
                    update deadline
                    set ladder_fired = '[{"step": "NO_SUCH_STEP"}]',
                        next_at = null
                    where case_id = (select case_id from unit_urge where id = '%s')
                    """.formatted(bad));
        }
        timer.tick(DUE).await().atMost(Duration.ofSeconds(30));
        assertThat(urge(good)).isEqualTo("settled");
        assertThat(urge(bad)).isEqualTo("waits until " + DUE.plusSeconds(300));
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from deadline where state = 'RED' and unit = '%s'".formatted(unit))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    private UUID waitingUrge(String caseNumber, Instant deliverAt) throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    insert into unit_urge (
                      id, case_id, work_order_id, unit, origin, level, note, urged_at, deliver_at)
                    select '%1$s', case_id, gen_random_uuid(), unit, 'SUPERVISOR', 'HANDLERS', '请办', '%2$s', '%2$s'
                    from case_file
                    where case_number = '%3$s'
                      and unit = '%4$s'
                    """.formatted(id, deliverAt, caseNumber, unit));
        }
        return id;
    }

    private String urge(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select coalesce(delivered_at, revoked_at) is not null, deliver_at
                        from unit_urge
                        where id = '%s'
                        """.formatted(id))) {
            assertThat(rows.next()).isTrue();
            return rows.getBoolean(1)
                    ? "settled"
                    : "waits until " + rows.getObject(2, OffsetDateTime.class).toInstant();
        }
    }

    private void insert(int count) throws SQLException {
        String sql = OPEN.replace("$1", "cast(? as timestamptz)")
                .replace("$2", "?")
                .replace("$3", "cast(? as timestamptz)")
                .replace("$4", "'" + unit + "'");
        OffsetDateTime from = DUE.minus(Duration.ofDays(7)).atOffset(ZoneOffset.UTC);
        OffsetDateTime due = DUE.atOffset(ZoneOffset.UTC);
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            Object[] values = {from, from, count, from, due, from, due, due};
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        var plan = new StringBuilder();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
