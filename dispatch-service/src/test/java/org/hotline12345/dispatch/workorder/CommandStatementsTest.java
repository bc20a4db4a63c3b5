package org.hotline12345.dispatch.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hotline12345.testing.AtOnce.atOnce;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.dispatch.deputy.StandingDeputies;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReviewStep;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.testing.StatementCount;
import org.junit.jupiter.api.Test;

/** What the commands of every case's life cost the database, and that they stay right when they meet. */
@QuarkusTest
class CommandStatementsTest extends DispatchTest {
    private static final int LIVES = 8;
    private static final int MOST_LIVES = 40;

    /** One read and one write; a reply is checked before. */
    private static final Map<String, Double> MOST = Map.of("sign", 2.0, "reply", 3.0, "review", 2.0, "sign-off", 2.0);

    @Inject
    MeterRegistry meters;

    @Inject
    StandingDeputies deputies;

    @Inject
    Scheduler scheduler;

    private final StatementCount statements =
            new StatementCount(() -> meters.find("postgresql.completed").counters().stream()
                    .mapToDouble(Counter::count)
                    .sum());

    /** Who stands in for whom is looked up once a second and not for each command: it is known before. */
    private Response counted(String command, Supplier<Response> call) {
        deputies.upToDate().await().atMost(Duration.ofSeconds(5));
        return statements.of(command, call);
    }

    /** What a command has told comes back to the service: its statements are none of the next command's. */
    private void followed(CaseDispatched order, String course) {
        awaitRow("select from registered_case where case_id = $1 and course like $2", order.caseId(), course);
    }

    private static Response keyed(RequestSpecification who, String key, String path, Object... fields) {
        return post(who.header("Idempotency-Key", key), path, fields);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /**
     * What the service looks up by itself every second or two is none of a command's statements. It is stopped here as far as that can be;
     * what is left falls into every command of a slow machine, so they are given until each has been seen alone.
     */
    @Test
    void a_command_takes_few_statements() {
        scheduler.pause();
        try {
            for (int i = 0; i < LIVES || i < MOST_LIVES && !areFew(); i++) {
                live();
            }
        } finally {
            scheduler.resume();
        }
        MOST.forEach((command, most) ->
                assertThat(statements.least(command)).as(command).isBetween(1.0, most));
    }

    private boolean areFew() {
        return MOST.entrySet().stream().allMatch(most -> statements.least(most.getKey()) <= most.getValue());
    }

    private void live() {
        var order = dispatched(waterCase());
        String path = "/work-orders/" + order.workOrderId();
        followed(order, "WITH_UNIT%");
        counted("sign", () -> keyed(as("unit-handler", WATER, "handler"), key(), path + "/sign"))
                .then()
                .statusCode(200);
        followed(order, "%signed=yes");
        String reply = counted(
                        "reply",
                        () -> keyed(
                                as("unit-handler", WATER, "author"),
                                key(),
                                path + "/replies",
                                "disposition",
                                "RESOLVED",
                                "text",
                                "经抢修，已于今日恢复供水，并向您电话说明"))
                .then()
                .statusCode(201)
                .extract()
                .path("replyId");
        String step = "/replies/" + reply;
        counted("review", () -> keyed(approver("unit-reviewer"), key(), step + "/review", "approved", true))
                .then()
                .statusCode(200);
        counted("sign-off", () -> keyed(approver("unit-leader"), key(), step + "/sign-off", "approved", true))
                .then()
                .statusCode(200);
    }

    /** Which of the orders the reader must not see is asked; the changes themselves are known. */
    @Test
    void a_page_of_a_feed_takes_one_statement() {
        scheduler.pause();
        try {
            for (int i = 0; i < LIVES; i++) {
                var order = dispatched(waterCase());
                followed(order, "WITH_UNIT%");
                long before = count("select max(position) from feed_entry");
                sign(order).then().statusCode(200);
                // numbered before it is asked for: the statements of the numbering are not those of the page
                awaitRow(
                        "select from feed_entry where subject = $1 and reader = $2 and position > $3",
                        order.workOrderId(),
                        WATER,
                        before);
                counted(
                                "feed",
                                () -> as("unit-handler", WATER)
                                        .queryParam("after", before)
                                        .queryParam("wait", 20)
                                        .get("/api/v1/units/" + WATER + "/work-orders/feed"))
                        .then()
                        .statusCode(200)
                        .body("items.workOrderId", hasItem(order.workOrderId().toString()));
            }
        } finally {
            scheduler.resume();
        }
        assertThat(statements.least("feed")).isEqualTo(1);
    }

    private static RequestSpecification approver(String role) {
        return as(role, WATER, role);
    }

    @Test
    void of_many_who_sign_at_once_one_does() {
        var order = dispatched(waterCase());
        var answers = atOnce(i -> keyed(
                as("unit-handler", WATER, "handler-" + i), key(), "/work-orders/" + order.workOrderId() + "/sign"));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .allSatisfy(answer -> answer.then().statusCode(409).body("state", equalTo("SIGNED")));
        probe.await(order.caseId(), WorkOrderSigned.class);
        String told = "from feed_entry where subject = $1 and version = 1 and reader = $2";
        awaitRow("select " + told, order.workOrderId(), WATER);
        assertThat(count("select count(*) " + told, order.workOrderId(), WATER)).isEqualTo(1);
    }

    @Test
    void of_many_commands_that_come_together_one_that_fails_fails_alone() {
        var orders =
                IntStream.range(0, 6).mapToObj(i -> dispatched(waterCase())).toList();
        sign(orders.get(3)).then().statusCode(200);
        var answers = atOnce(i -> keyed(
                as("unit-handler", WATER, "handler"),
                key(),
                "/work-orders/" + orders.get(i).workOrderId() + "/sign"));
        assertThat(answers).extracting(Response::statusCode).containsExactly(200, 200, 200, 409, 200, 200);
        orders.forEach(order -> assertThat(count(
                        "select count(*) from work_order where id = $1 and state = 'SIGNED' and version = 1",
                        order.workOrderId()))
                .isEqualTo(1));
    }

    @Test
    void a_key_used_before_for_something_else_is_refused_and_spoils_nothing_beside_it() {
        var first = dispatched(waterCase());
        var others =
                IntStream.range(0, 6).mapToObj(i -> dispatched(waterCase())).toList();
        String used = key();
        keyed(
                        as("unit-handler", WATER, "handler"),
                        used,
                        "/work-orders/" + first.workOrderId() + "/assignee",
                        "subject",
                        "a")
                .then()
                .statusCode(200);
        var answers = atOnce(i -> i == 0
                ? keyed(
                        as("unit-handler", WATER, "handler"),
                        used,
                        "/work-orders/" + first.workOrderId() + "/assignee",
                        "subject",
                        "b")
                : keyed(
                        as("unit-handler", WATER, "handler"),
                        key(),
                        "/work-orders/" + others.get(i).workOrderId() + "/sign"));
        assertThat(answers).extracting(Response::statusCode).containsExactly(422, 200, 200, 200, 200, 200);
        assertThat(count("select count(*) from work_order where id = $1 and assignee = 'a'", first.workOrderId()))
                .isEqualTo(1);
    }

    @Test
    void of_many_who_sign_off_at_once_one_does_and_the_reply_is_issued_once() {
        var order = dispatched(waterCase());
        String reply = underReview(order);
        post(approver("unit-reviewer"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200);
        var answers = atOnce(i -> keyed(
                as("unit-leader", WATER, "leader-" + i), key(), "/replies/" + reply + "/sign-off", "approved", true));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .allSatisfy(answer -> answer.then().statusCode(409).body("state", equalTo("REPLIED")));
        probe.await(order.caseId(), ReplyIssued.class);
        assertThat(probe.eventsOf(order.caseId()).stream()
                        .filter(event -> event.event() instanceof ReplyReviewed reviewed
                                && reviewed.step() == ReviewStep.SIGN_OFF))
                .hasSize(1);
    }

    @Test
    void a_step_sent_again_with_its_key_is_answered_the_same_and_taken_once() {
        var order = dispatched(waterCase());
        String reply = underReview(order);
        String key = key();
        var answers =
                atOnce(i -> keyed(approver("unit-reviewer"), key, "/replies/" + reply + "/review", "approved", true));
        var again = keyed(approver("unit-reviewer"), key, "/replies/" + reply + "/review", "approved", true);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).isEqualTo(again.asString());
            assertThat(answer.header("ETag")).isEqualTo(again.header("ETag"));
            assertThat(answer.contentType()).isEqualTo(again.contentType());
        });
        assertThat(count("select count(*) from reply where id = $1 and version = 1", UUID.fromString(reply)))
                .isEqualTo(1);
    }

    @Test
    void a_step_against_a_version_that_is_over_changes_nothing() {
        var order = dispatched(waterCase());
        String reply = underReview(order);
        post(approver("unit-reviewer").header("If-Match", "\"1\""), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(412);
        assertThat(count("select count(*) from reply where id = $1 and state = 'IN_REVIEW'", UUID.fromString(reply)))
                .isEqualTo(1);
        post(approver("unit-reviewer").header("If-Match", "\"2\""), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"");
    }

    @Test
    void a_reply_that_does_not_exist_is_not_found() {
        post(approver("unit-reviewer"), "/replies/" + UUID.randomUUID() + "/review", "approved", true)
                .then()
                .statusCode(404);
    }

    private static String underReview(CaseDispatched order) {
        sign(order).then().statusCode(200);
        return reply(order, "author");
    }
}
