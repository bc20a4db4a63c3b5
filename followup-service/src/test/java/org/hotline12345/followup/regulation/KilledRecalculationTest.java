package org.hotline12345.followup.regulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hotline12345.followup.Stage.as;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker dies while it moves deadlines after a new notice: its connection is killed at a moment that a lock holds still. */
@QuarkusTest
class KilledRecalculationTest extends FollowupTest {
    /** More than two batches. */
    private static final int CASES = 1_200;

    private static final int SAMPLE_EVERY = 40;
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String DAY_OFF = """
            {"source": "通知", "days": [{"date": "2034-03-02", "name": "节", "workday": false}]}
            """;

    @Inject
    Pool pool;

    @Inject
    ChangePolicy changePolicy;

    @Inject
    RecalculateDeadlines recalculate;

    @AfterEach
    void leaveNothing() {
        String own = "(select case_id from case_file where case_number like '220000-KILLED-%')";
        update("delete from deadline where case_id in " + own);
        update("delete from case_file where case_number like '220000-KILLED-%'");
        as("admin").body("{\"days\": []}").put("/api/v1/calendars/2034").then().statusCode(200);
    }

    @Test
    void what_a_killed_worker_left_is_finished_by_others_and_nothing_is_done_twice() {
        MovableClock.set("2034-03-01T11:00");
        new OpenDeadlines("220000-KILLED-", LocalDate.of(2034, 3, 1), CASES, 30)
                .write(Sql.on(pool))
                .await()
                .atMost(LONG);
        UUID run;
        UUID held;
        try (var bystander = new Bystander()) {
            held = bystander.select("""
                    select case_id
                    from case_file
                    where case_number like '220000-KILLED-%'
                    order by case_id desc
                    limit 1
                    for update
                    """).getUUID("case_id");
            String location = as("admin")
                    .header("Prefer", "respond-async")
                    .body(DAY_OFF)
                    .put("/api/v1/calendars/2034")
                    .then()
                    .statusCode(202)
                    .extract()
                    .header("Location");
            run = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
            int worker = bystander.awaitWhomItHolds();
            Awaitility.await("a batch that is done").atMost(LONG).until(() -> looked(run) > 0);
            bystander.kill(worker);
            assertThat(behind()).as("left by the killed worker").isPositive();
            as("supervisor").get("/api/v1/recalculations/" + run).then().body("finishedAt", nullValue());
        }

        // half a minute later two others find it
        update("update recalculation set touched_at = clock_timestamp() - interval '1 minute' where id = $1", run);
        Uni.join()
                .all(changePolicy.catchUp(), recalculate.toPresentCalendar(run).replaceWithVoid())
                .andFailFast()
                .await()
                .atMost(LONG);

        assertThat(behind()).isZero();
        assertThat(count("""
                        select count(*) as found
                        from deadline
                        where case_id in (select case_id from case_file where case_number like '220000-KILLED-%')
                          and due_at <> case kind
                            when 'SIGN' then timestamptz '2034-03-03T17:30:00+08:00'
                            else timestamptz '2034-03-09T17:30:00+08:00'
                          end
                        """)).isZero();
        // a batch is counted, and its events are written, in the transaction that moves its deadlines
        Row counted = one("select total, looked, moved from recalculation where id = $1", run);
        assertThat(counted.getInteger("looked")).isEqualTo(counted.getInteger("total"));
        assertThat((long) counted.getInteger("moved")).isEqualTo(count("""
                        select count(*) as found
                        from deadline
                        where moved_because like '2034年%'
                          and set_at = '2034-03-01T11:00:00+08:00'
                        """));
        as("supervisor")
                .get("/api/v1/recalculations/" + run)
                .then()
                .body("finishedAt", notNullValue())
                .body("percent", equalTo(100));
        told(held);
    }

    /** Each case of a sample, and the one that was being moved when the worker was killed, was told of once. */
    private void told(UUID held) {
        List<UUID> sample = new ArrayList<>(List.of(held));
        Sql.on(pool).select("""
                        select case_id
                        from case_file
                        where case_number like '220000-KILLED-%'
                          and substring(case_number from 15)::integer % $1 = 0
                        """, SAMPLE_EVERY).await().atMost(LONG).forEach(row -> sample.add(row.getUUID("case_id")));
        Awaitility.await("all events")
                .atMost(LONG)
                .until(() -> count("select count(*) as found from outbox") == 0
                        && sample.stream().noneMatch(id -> moves(id).isEmpty()));
        assertThat(sample).allSatisfy(id -> assertThat(moves(id)).hasSize(1));
    }

    private static List<DeadlineSet> moves(UUID caseId) {
        return stage.told(caseId).stream()
                .filter(told -> told.event() instanceof DeadlineSet set && set.kind() == DeadlineKind.REPLY)
                .map(told -> told.as(DeadlineSet.class))
                .toList();
    }

    @Test
    void a_change_that_is_killed_before_its_commit_changes_nothing_and_can_be_made_again() {
        MovableClock.set("2034-02-01T11:00");
        try (var bystander = new Bystander()) {
            bystander.select("select calendar_revision from office_state for share");
            var answer = CompletableFuture.supplyAsync(() -> as("admin")
                    .body(DAY_OFF)
                    .put("/api/v1/calendars/2034")
                    .then()
                    .extract()
                    .statusCode());
            bystander.kill(bystander.awaitWhomItHolds());
            assertThat(answer.join()).isGreaterThanOrEqualTo(500);
        }
        as("agent").get("/api/v1/calendars/2034").then().body("provisional", equalTo(true));
        assertThat(count("select count(*) as found from recalculation where finished_at is null"))
                .isZero();
        as("admin")
                .body(DAY_OFF)
                .put("/api/v1/calendars/2034")
                .then()
                .statusCode(200)
                .body("provisional", equalTo(false));
    }

    private long behind() {
        return count("""
                        select count(*) as found
                        from deadline
                        where ended_at is null
                          and calendar_revision < (select calendar_revision from office_state)
                        """);
    }

    private int looked(UUID run) {
        return one("select looked from recalculation where id = $1", run).getInteger("looked");
    }

    private long count(String sql) {
        return one(sql).getLong("found");
    }

    private Row one(String sql, Object... args) {
        return Sql.on(pool).first(sql, args).await().atMost(LONG);
    }

    private void update(String sql, Object... args) {
        Sql.on(pool).update(sql, args).await().atMost(LONG);
    }

    /** Holds a lock, sees whom it holds up, and kills him. */
    private final class Bystander implements AutoCloseable {
        private final SqlConnection connection = pool.getConnection().await().atMost(LONG);
        private final int pid;

        Bystander() {
            connection.begin().await().atMost(LONG);
            pid = select("select pg_backend_pid() as pid").getInteger("pid");
        }

        Row select(String sql) {
            return connection
                    .query(sql)
                    .execute()
                    .await()
                    .atMost(LONG)
                    .iterator()
                    .next();
        }

        int awaitWhomItHolds() {
            return Awaitility.await("somebody who waits for the lock")
                    .atMost(LONG)
                    .until(
                            () -> {
                                Row waiting = one(
                                        "select pid from pg_stat_activity where $1 = any (pg_blocking_pids(pid)) limit"
                                                + " 1",
                                        pid);
                                return waiting == null ? null : waiting.getInteger("pid");
                            },
                            found -> found != null);
        }

        void kill(int other) {
            pool.preparedQuery("select pg_terminate_backend($1)")
                    .execute(Tuple.of(other))
                    .await()
                    .atMost(LONG);
            Awaitility.await("its end")
                    .atMost(LONG)
                    .until(() -> one("select pid from pg_stat_activity where pid = $1", other) == null);
        }

        @Override
        public void close() {
            connection.query("rollback").execute().await().atMost(LONG);
            connection.close().await().atMost(LONG);
        }
    }
}
