package org.hotline12345.followup.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.testing.AtOnce.atOnce;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.testing.StatementCount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands of every case's life cost the database, and that they stay right when they meet each other and events. */
@QuarkusTest
class CommandStatementsTest extends FollowupTest {
    private static final int LIVES = 6;
    private static final String SATISFIED =
            "{\"reached\": true, \"informed\": true, \"resolved\": true, \"satisfaction\": \"SATISFIED\"}";
    private static final String URGE = "{\"note\": \"请抓紧办理\"}";

    @Inject
    MeterRegistry meters;

    @Inject
    Pool pool;

    private final StatementCount statements =
            new StatementCount(() -> meters.find("postgresql.completed").counters().stream()
                    .mapToDouble(Counter::count)
                    .sum());

    @BeforeEach
    void today() {
        MovableClock.set("2035-03-13T10:00");
    }

    @Test
    void a_command_takes_few_statements() {
        for (int i = 0; i < LIVES; i++) {
            CaseEvents events = withUnit();
            statements.of("urge", () -> urge(events, key())).then().statusCode(201);
            stage.happens(events.reply("2035-03-13T09:30", "2035-03-13T09:30"), at("2035-03-13T09:30"));
            stage.awaitCallback(events);
            Response claimed = statements.of("claim", () -> claim("anna", key(), 200));
            String id = mine(claimed, events).get("id").toString();
            statements
                    .of("result", () -> result(id, "anna", key(), SATISFIED))
                    .then()
                    .statusCode(200);
            stage.await(events, CaseClosed.class);
        }
        // one read and one write
        assertThat(statements.least("urge")).as("urge").isBetween(1.0, 2.0);
        assertThat(statements.least("claim")).as("claim").isBetween(1.0, 2.0);
        assertThat(statements.least("result")).as("result").isBetween(1.0, 2.0);
    }

    @Test
    void of_many_results_of_one_callback_that_come_together_one_is_taken() {
        CaseEvents events = answered();
        String id = mine(claim("anna", key(), 200), events).get("id").toString();
        var answers = atOnce(i -> result(id, "anna", key(), SATISFIED));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .allSatisfy(answer -> answer.then().statusCode(409).body("state", equalTo("ANSWERED")));
        assertThat(count("select count(*) as n from callback_answer where callback_id = $1", UUID.fromString(id)))
                .isEqualTo(1);
        stage.await(events, CaseClosed.class);
        assertThat(stage.told(events.caseId))
                .filteredOn(told -> told.event() instanceof CallbackCompleted)
                .hasSize(1);
    }

    private static Response supervise(CaseEvents events) {
        return as("supervisor")
                .header("Idempotency-Key", key())
                .body("{\"workOrderId\": \"%s\", \"order\": \"请说明情况\", \"dueWorkingDays\": 2}".formatted(events.order))
                .post("/api/v1/supervisions");
    }

    @Test
    void many_urges_of_one_order_come_one_after_the_other_and_each_counts_the_version_of_the_case_up() {
        CaseEvents events = withUnit();
        int before = version(events);
        atOnce(i -> urge(events, key())).forEach(answer -> answer.then().statusCode(201));
        assertThat(count("select count(*) as n from unit_urge where work_order_id = $1", events.order))
                .isEqualTo(6);
        assertThat(count("select count(distinct number) as n from unit_urge where work_order_id = $1", events.order))
                .isEqualTo(6);
        assertThat(version(events)).isEqualTo(before + 6);
    }

    @Test
    void numbers_of_notices_begin_anew_each_year() {
        CaseEvents events = withUnit();
        MovableClock.set("2078-12-31T16:00");
        assertThat(atOnce(i -> urge(events, key())))
                .extracting(answer -> answer.jsonPath().getLong("number"))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(supervise(events).jsonPath().getLong("number")).isEqualTo(1);
        MovableClock.set("2079-01-01T10:00");
        assertThat(atOnce(i -> urge(events, key())))
                .extracting(answer -> answer.jsonPath().getLong("number"))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(supervise(withUnit()).jsonPath().getLong("number")).isEqualTo(1);
        assertThat(urge(events, key()).jsonPath().getLong("number")).isEqualTo(7);
        assertThat(Sql.on(pool)
                        .first("select notice_number('URGE', '2078-12-31T15:59:59Z') as later")
                        .await()
                        .indefinitely()
                        .getLong("later"))
                .as("one of the year before that comes late")
                .isGreaterThan(6);
    }

    @Test
    void of_many_commands_that_come_together_one_that_fails_fails_alone() {
        var cases = IntStream.range(0, 6).mapToObj(i -> withUnit()).toList();
        CaseEvents withdrawn = cases.get(3);
        stage.happens(new CaseWithdrawn(withdrawn.caseId, "不必", at("2035-03-13T09:40")), at("2035-03-13T09:40"));
        awaitPhase(withdrawn, "ENDED");
        var answers = atOnce(i -> urge(cases.get(i), key()));
        assertThat(answers).extracting(Response::statusCode).containsExactly(201, 201, 201, 409, 201, 201);
        cases.forEach(
                each -> assertThat(count("select count(*) as n from unit_urge where work_order_id = $1", each.order))
                        .isEqualTo(each == withdrawn ? 0 : 1));
    }

    @Test
    void a_key_used_before_for_something_else_is_refused_and_spoils_nothing_beside_it() {
        CaseEvents first = withUnit();
        var others = IntStream.range(0, 6).mapToObj(i -> withUnit()).toList();
        String used = key();
        urge(first, used).then().statusCode(201);
        var answers = atOnce(i -> i == 0
                ? as("supervisor")
                        .header("Idempotency-Key", used)
                        .body("{\"note\": \"别的话\"}")
                        .post("/api/v1/work-orders/" + first.order + "/urges")
                : urge(others.get(i), key()));
        assertThat(answers).extracting(Response::statusCode).containsExactly(422, 201, 201, 201, 201, 201);
        assertThat(count("select count(*) as n from unit_urge where work_order_id = $1", first.order))
                .isEqualTo(1);
    }

    @Test
    void a_command_sent_again_with_its_key_is_answered_the_same_and_done_once() {
        CaseEvents events = withUnit();
        String key = key();
        var answers = atOnce(i -> urge(events, key));
        Response again = urge(events, key);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.asString()).isEqualTo(again.asString());
            assertThat(answer.header("Location")).isEqualTo(again.header("Location"));
        });
        assertThat(count("select count(*) as n from unit_urge where work_order_id = $1", events.order))
                .isEqualTo(1);
    }

    @Test
    void what_changed_the_case_between_read_and_write_is_decided_upon() {
        CaseEvents events = withUnit();
        int before = version(events);
        var transaction = pool.getConnection().await().indefinitely();
        CompletableFuture<Response> urged;
        try {
            transaction.begin().await().indefinitely();
            Sql.on(transaction)
                    .update(
                            "update case_file set phase = 'ENDED', closed_at = now(), version = version + 1 where case_id = $1",
                            events.caseId)
                    .await()
                    .indefinitely();
            urged = CompletableFuture.supplyAsync(() -> urge(events, key()));
            // it has read the case as it was, and waits to write it
            Awaitility.await("the command waits for the lock")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> count("select count(*) as n from pg_locks where not granted") > 0);
            transaction.query("commit").execute().await().indefinitely();
        } finally {
            transaction.close().await().indefinitely();
        }
        urged.join().then().statusCode(409).body("state", equalTo("ENDED"));
        assertThat(count("select count(*) as n from unit_urge where work_order_id = $1", events.order))
                .isZero();
        assertThat(version(events)).isEqualTo(before + 1);
        assertThat(stage.told(events.caseId)).noneMatch(told -> told.event() instanceof UnitUrged);
    }

    @Test
    void agents_who_claim_at_the_same_time_never_get_the_same() {
        var cases = IntStream.range(0, 6).mapToObj(i -> answered()).toList();
        var answers = atOnce(i -> claim("agent-" + i, key(), 2));
        var taken = new ArrayList<String>();
        answers.forEach(answer -> {
            List<String> ids = answer.then().statusCode(200).extract().path("items.id");
            assertThat(ids).hasSizeLessThanOrEqualTo(2);
            taken.addAll(ids);
        });
        assertThat(taken).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(cases.size());
    }

    @Test
    void of_the_callbacks_of_one_citizen_one_is_given_however_many_ask() {
        CaseEvents events = answered();
        CaseEvents other = stage.anotherRepliedCase(events.citizen, "2035-03-13T09:00");
        var answers = atOnce(i -> claim("agent-" + i, key(), 200));
        assertThat(answers.stream()
                        .flatMap(answer ->
                                answer.then().statusCode(200).extract().<List<String>>path("items.caseId").stream())
                        .filter(id -> id.equals(events.caseId.toString()) || id.equals(other.caseId.toString())))
                .hasSize(1);
    }

    @Test
    void a_claim_sent_again_with_its_key_gives_the_same_and_no_more() {
        answered();
        answered();
        String key = key();
        var answers = atOnce(i -> claim("anna", key, 1));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).isEqualTo(answers.get(0).asString());
        });
    }

    private CaseEvents withUnit() {
        var events = new CaseEvents();
        stage.happens(events.registered("2035-03-13T09:00"), at("2035-03-13T09:00"));
        stage.happens(events.dispatched("2035-03-13T09:10"), at("2035-03-13T09:10"));
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
        // what it told comes back and is followed
        awaitPhase(events, "HANDLING");
        return events;
    }

    private static CaseEvents answered() {
        var events = new CaseEvents();
        stage.answered(events, "2035-03-13T09:00");
        return events;
    }

    private static Response urge(CaseEvents events, String key) {
        return as("supervisor")
                .header("Idempotency-Key", key)
                .body(URGE)
                .post("/api/v1/work-orders/" + events.order + "/urges");
    }

    private static Response claim(String agent, String key, int most) {
        return as("callback-agent", agent)
                .header("Idempotency-Key", key)
                .body("{\"max\": " + most + "}")
                .post("/api/v1/callbacks/claim");
    }

    private static Response result(String id, String agent, String key, String body) {
        return as("callback-agent", agent)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/callbacks/" + id + "/result");
    }

    private static Map<String, Object> mine(Response claimed, CaseEvents events) {
        List<Map<String, Object>> items =
                claimed.then().statusCode(200).extract().path("items");
        return items.stream()
                .filter(item -> item.get("caseId").equals(events.caseId.toString()))
                .findFirst()
                .orElseThrow();
    }

    private void awaitPhase(CaseEvents events, String phase) {
        Awaitility.await(phase)
                .atMost(Duration.ofSeconds(30))
                .until(() -> count(
                                "select count(*) as n from case_file where case_id = $1 and phase = $2",
                                events.caseId,
                                phase)
                        == 1);
    }

    private int version(CaseEvents events) {
        return (int) count("select version::bigint as n from case_file where case_id = $1", events.caseId);
    }

    private long count(String sql, Object... values) {
        return Sql.on(pool)
                .first(sql, values)
                .map(row -> row.getLong("n"))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
