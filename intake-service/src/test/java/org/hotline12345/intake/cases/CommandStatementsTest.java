package org.hotline12345.intake.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hotline12345.testing.AtOnce.atOnce;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.testing.StatementCount;
import org.junit.jupiter.api.Test;

/** What intake's part of every case's life costs the database, and that its commands stay right when they meet. */
@QuarkusTest
class CommandStatementsTest extends IntakeTest {
    private static final int LIVES = 8;

    @Inject
    MeterRegistry meters;

    private final StatementCount statements =
            new StatementCount(() -> meters.find("postgresql.completed").counters().stream()
                    .mapToDouble(Counter::count)
                    .sum());

    private static Response command(UUID id, String command, String key, Map<String, Object> body) {
        return as("agent").header("Idempotency-Key", key).body(body).post("/api/v1/cases/" + id + "/" + command);
    }

    private static Response urge(UUID id, String key) {
        return command(id, "urges", key, Map.of("text", "怎么还没来"));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** A case that has come back in its stream: nothing of it is under way any more. */
    private UUID followed(String title) {
        UUID id = registered(title);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        !rows("select from case_search where case_id = $1", id).isEmpty());
        return id;
    }

    private int changes(UUID id) {
        return rows("select changes from case_state where case_id = $1", id)
                .get(0)
                .getInteger("changes");
    }

    @Test
    void a_command_takes_few_statements() {
        for (int i = 0; i < LIVES; i++) {
            var draft = draft("语句数" + i);
            var registered = statements.of("register", () -> register(draft));
            UUID id = UUID.fromString(registered.path("caseId"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !rows("select from case_search where case_id = $1", id)
                            .isEmpty());
            statements
                    .of("supplement", () -> command(id, "supplements", key(), Map.of("text", "门牌号是三号")))
                    .then()
                    .statusCode(200);
            statements.of("urge", () -> urge(id, key())).then().statusCode(200);
            statements
                    .of("withdraw", () -> command(id, "withdrawal", key(), Map.of("reason", "已经修好")))
                    .then()
                    .statusCode(200);
            // what it told comes back: its statements are none of the next registration's
            awaitEndOfCourse(id);
        }
        // one read and one write; a registration only writes
        assertThat(statements.least("register")).as("register").isEqualTo(1.0);
        assertThat(statements.least("supplement")).as("supplement").isBetween(1.0, 2.0);
        assertThat(statements.least("urge")).as("urge").isBetween(1.0, 2.0);
        assertThat(statements.least("withdraw")).as("withdraw").isBetween(1.0, 2.0);
    }

    @Test
    void urges_that_come_together_are_counted_one_after_the_other() {
        UUID id = followed("同时催办");
        var answers = atOnce(i -> urge(id, key()));
        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.<Integer>path("urges"))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> urgesTold(id).size() == 6);
        assertThat(urgesTold(id)).as("in the order of the stream").containsExactly(1, 2, 3, 4, 5, 6);
        view(id).then().header("ETag", equalTo("\"6\""));
    }

    private List<Integer> urgesTold(UUID id) {
        return probe.eventsOf(id).stream()
                .filter(event -> event.event() instanceof CitizenUrged)
                .map(event -> event.as(CitizenUrged.class).urgeNumber())
                .toList();
    }

    @Test
    void of_many_who_withdraw_at_once_one_does_and_others_beside_it_go_on() {
        UUID taken = followed("同时撤回");
        UUID beside = followed("旁边的诉求");
        var answers = atOnce(
                i -> i == 0 ? urge(beside, key()) : command(taken, "withdrawal", key(), Map.of("reason", "已经解决")));
        assertThat(answers.get(0).statusCode()).isEqualTo(200);
        assertThat(answers.subList(1, 6))
                .extracting(Response::statusCode)
                .containsExactlyInAnyOrder(200, 409, 409, 409, 409);
        assertThat(rows("select from timeline_entry where case_id = $1 and kind = 'WITHDRAWN'", taken))
                .hasSize(1);
    }

    @Test
    void a_command_sent_again_with_its_key_is_answered_the_same_and_taken_once() {
        UUID id = followed("同一个键");
        String key = key();
        var answers = atOnce(i -> urge(id, key));
        var again = urge(id, key);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).isEqualTo(again.asString());
            assertThat(answer.header("ETag")).isEqualTo(again.header("ETag"));
        });
        view(id).then().body("urges", equalTo(1));
    }

    @Test
    void a_key_used_before_for_something_else_is_refused_and_spoils_nothing_beside_it() {
        String used = key();
        UUID first = followed("键用过了");
        var others = IntStream.range(0, 6).mapToObj(i -> followed("其他诉求" + i)).toList();
        urge(first, used).then().statusCode(200);
        var answers = atOnce(
                i -> i == 0 ? command(first, "urges", used, Map.of("text", "另一句话")) : urge(others.get(i), key()));
        assertThat(answers).extracting(Response::statusCode).containsExactly(422, 200, 200, 200, 200, 200);
        view(first).then().body("urges", equalTo(1));
    }

    /** The stream changes the case after it was read for the command and before that is written. */
    @Test
    void a_command_meets_the_stream_and_is_decided_again() {
        UUID id = followed("与事件相遇");
        int before = changes(id);
        SqlConnection stream = pool.getConnection().await().atMost(Duration.ofSeconds(5));
        try {
            var sql = Sql.on(stream);
            var transaction = stream.begin().await().atMost(Duration.ofSeconds(5));
            sql.update("""
                            update case_state
                            set changes = changes + 1,
                                course = 'ENDED end=CLOSED',
                                status = 'CLOSED',
                                stream_status = 'CLOSED'
                            where case_id = $1
                            """, id).await().atMost(Duration.ofSeconds(5));
            var urged = CompletableFuture.supplyAsync(() -> urge(id, key()));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> rows("select from pg_locks where not granted").size() > 0);
            transaction.commit().await().atMost(Duration.ofSeconds(5));
            urged.join().then().statusCode(409).body("state", equalTo("CLOSED"));
        } finally {
            stream.close().await().atMost(Duration.ofSeconds(5));
        }
        assertThat(changes(id)).isEqualTo(before + 1);
        assertThat(rows("select from timeline_entry where case_id = $1 and kind = 'URGED'", id))
                .isEmpty();
    }

    @Test
    void a_command_right_behind_the_registration_does_not_wait_for_the_stream() {
        UUID id = registered("刚登记就催办");
        urge(id, key()).then().statusCode(200).body("urges", equalTo(1)).header("ETag", equalTo("\"1\""));
    }
}
