package org.hotline12345.dispatch.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.dispatch.webhook.Receiver.Told;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.Urgency;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LoopbackAllowed.class)
class WebhookTest extends DispatchTest {
    @Inject
    OfficeCopy office;

    private Receiver receiver;
    private String unit;

    @BeforeEach
    void aUnitOfItsOwn() {
        receiver = Receiver.start(0);
        unit = "HOOK-" + System.nanoTime() % 1_000_000_000;
        as("admin")
                .body(body("name", "推送局" + unit, "level", "CITY", "parent", "CC", "group", "市直部门"))
                .put("/api/v1/units/" + unit)
                .then()
                .statusCode(201);
        // this instance has read it, too
        Awaitility.await().until(() -> office.unit(unit).isPresent());
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Response register(String url, String... events) {
        return post(as("unit-leader", unit), "/units/" + unit + "/webhooks", "url", url, "events", events);
    }

    /** Registered, and known to those that collect what is told. */
    private String registered(String... events) {
        var made = register(receiver.url(), events);
        made.then().statusCode(201);
        String id = made.path("webhookId");
        secret = made.path("secret");
        Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        return id;
    }

    private String secret;

    private CaseDispatched order(Case draft) {
        var caseId = inTriage(draft);
        post(as("dispatcher"), "/triage/" + caseId + "/decision", "unit", unit)
                .then()
                .statusCode(200);
        return probe.await(caseId, CaseDispatched.class).as(CaseDispatched.class);
    }

    private List<Told> told(int count) {
        until(() -> receiver.told().size() >= count);
        return receiver.told();
    }

    private static void until(Callable<Boolean> holds) {
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(holds);
    }

    private Response deliveries(String id) {
        return as("unit-leader", unit).get("/api/v1/webhooks/" + id + "/deliveries");
    }

    private void redMark(CaseDispatched order) {
        Instant now = Instant.now();
        probe.produce(
                new DeadlineMarked(
                        order.caseId(),
                        UUID.randomUUID(),
                        order.workOrderId(),
                        DeadlineKind.REPLY,
                        unit,
                        DeadlineMark.RED,
                        now,
                        now),
                now);
    }

    @Test
    void an_agent_sees_before_registering_who_hears_of_an_emergency() {
        registered("EMERGENCY");
        as("admin")
                .body(body(
                        "name", "值班员", "roles", new String[] {"unit-handler"}, "unit", unit, "phone", "0431-88610000"))
                .put("/api/v1/people/duty-" + unit)
                .then()
                .statusCode(201);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> preview("EMERGENCY")
                        .then()
                        .statusCode(200)
                        .body("unit", equalTo(unit))
                        .body("emergency.systems", greaterThanOrEqualTo(1))
                        .body("emergency.people.name", contains("值班员"))
                        .body("emergency.people.phone", contains("0431-88610000")));
        preview("URGENT").then().body("emergency", nullValue());
    }

    private Response preview(String urgency) {
        return post(
                as("agent"),
                "/routing/preview",
                "title",
                "燃气泄漏",
                "text",
                "楼道里有很重的燃气味",
                "proposedUnit",
                unit,
                "urgency",
                urgency);
    }

    @Test
    void a_unit_is_told_of_a_new_order_signed_and_without_what_the_citizen_said() {
        registered("NEW_ORDER");
        var order = order(riddle());

        var told = told(1).get(0);

        assertThat(told.type()).isEqualTo("work-order.new");
        assertThat(told.json().path("data").path("workOrderId").asText())
                .isEqualTo(order.workOrderId().toString());
        assertThat(told.json().path("data").path("unit").asText()).isEqualTo(unit);
        assertThat(told.body()).doesNotContain("请求解决", "希望尽快");
        assertThat(told.signature()).isEqualTo(WebhookSignature.of(told.id(), told.timestamp(), told.body(), secret));
        assertThat(Long.parseLong(told.timestamp()))
                .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(60L));
    }

    @Test
    void an_emergency_is_told_as_one_and_what_was_not_wanted_is_not_told() {
        registered("EMERGENCY", "RED_MARK");
        var ordinary = order(riddle());
        var urgent = order(riddle().urgency(Urgency.EMERGENCY));
        redMark(ordinary);

        var told = told(2);

        assertThat(told)
                .extracting(Told::type)
                .containsExactlyInAnyOrder("work-order.emergency", "work-order.red-mark");
        assertThat(told)
                .anyMatch(one -> one.body().contains(urgent.workOrderId().toString()));
    }

    @Test
    void a_withdrawal_is_told_of_the_order_that_the_case_had() {
        String id = registered("RECALLED");
        var order = order(riddle());
        Instant now = Instant.now();
        probe.produce(new CaseWithdrawn(order.caseId(), "不需要了", now), now);

        assertThat(told(1).get(0).body())
                .contains("work-order.recalled", order.workOrderId().toString());
        until(() -> "DELIVERED".equals(deliveries(id).path("items[0].state")));
    }

    @Test
    void a_unit_from_which_an_order_is_taken_is_told_and_of_that_case_nothing_more() {
        registered("RECALLED", "URGED");
        var order = order(riddle());
        post(as("dispatcher"), "/work-orders/" + order.workOrderId() + "/recall", "reason", "误派")
                .then()
                .statusCode(200);
        assertThat(told(1).get(0).body())
                .contains("work-order.recalled", order.workOrderId().toString());

        Instant now = Instant.now();
        probe.produce(new CitizenUrged(order.caseId(), 1, "快点", now), now);
        var other = order(riddle());
        probe.produce(new CitizenUrged(other.caseId(), 1, "快点", now), now);

        assertThat(told(2).get(1).body())
                .contains("work-order.urged", other.workOrderId().toString());
    }

    @Test
    void what_failed_is_told_again_under_the_same_id_and_what_comes_after_it_waits() {
        String id = registered("NEW_ORDER", "RED_MARK");
        receiver.answers(503);
        var order = order(riddle());
        told(1);
        redMark(order);
        until(() -> (int) deliveries(id).path("items.size()") == 2);
        receiver.answers(200);

        until(() -> List.of("DELIVERED", "DELIVERED").equals(deliveries(id).path("items.state")));

        var types = receiver.told().stream().map(Told::type).toList();
        assertThat(types.indexOf("work-order.red-mark")).isGreaterThan(types.lastIndexOf("work-order.new"));
        assertThat(receiver.told().stream()
                        .filter(one -> one.type().equals("work-order.new"))
                        .map(Told::id)
                        .distinct())
                .hasSize(1);
        as("unit-leader", unit).get("/api/v1/webhooks/" + id).then().body("failingSince", nullValue());
    }

    @Test
    void a_receiver_that_is_slow_or_was_killed_is_given_up_disabled_and_can_be_told_again_by_hand() {
        String id = registered("NEW_ORDER");
        receiver.takes(2500);
        order(riddle());
        until(() -> {
            String error = deliveries(id).path("items[0].lastError");
            return error != null && error.contains("imeout");
        });
        int port = receiver.port();
        receiver.close();

        until(() -> "GIVEN_UP".equals(deliveries(id).path("items[0].state")));
        Awaitility.await()
                .pollDelay(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(20))
                .until(() -> true);
        post(as("unit-leader", unit), "/webhooks/" + id + "/test").then().statusCode(202);
        until(() -> "DISABLED".equals(as("admin").get("/api/v1/webhooks/" + id).path("state")));
        as("admin")
                .get("/api/v1/webhooks?state=DISABLED&limit=200")
                .then()
                .body("items.webhookId", hasItem(id))
                .body("items.secret", everyItem(nullValue()));

        receiver = Receiver.start(port);
        as("unit-leader", unit)
                .body(body("url", receiver.url(), "events", List.of("NEW_ORDER")))
                .put("/api/v1/webhooks/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"));
        String delivery = deliveries(id).then().extract().path("items.find { it.event == 'NEW_ORDER' }.id");
        post(as("unit-leader", unit), "/webhooks/" + id + "/deliveries/" + delivery + "/redeliver")
                .then()
                .statusCode(202);
        until(() -> receiver.told().stream().anyMatch(one -> one.id().equals(delivery)));
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() {
        String id = registered("NEW_ORDER");
        receiver.answers(302);
        order(riddle());

        until(() -> Integer.valueOf(302).equals(deliveries(id).path("items[0].lastStatus")));
        receiver.answers(204);
        assertThat(receiver.told()).allMatch(one -> one.type().equals("work-order.new"));
    }

    @Test
    void only_addresses_to_which_may_be_sent_are_taken() {
        for (String url : new String[] {
            "http://10.0.0.1/x",
            "https://192.168.1.1/x",
            "https://[::1]/x",
            "https://127.0.0.2/x",
            "ftp://127.0.0.1/x",
            "no",
            "https://user:pw@127.0.0.1/x",
            "https://no-such-name.invalid/x"
        }) {
            register(url, "NEW_ORDER").then().statusCode(400).body("violations[0].field", equalTo("url"));
        }
        register(receiver.url(), "TEST").then().statusCode(400).body("violations[0].field", equalTo("events"));
        register(receiver.url()).then().statusCode(400);
    }

    @Test
    void a_units_webhooks_are_its_own_and_a_secret_is_told_once() {
        String id = registered("NEW_ORDER");
        assertThat(secret).startsWith("whsec_");
        post(
                        as("unit-leader", WATER),
                        "/units/" + unit + "/webhooks",
                        "url",
                        receiver.url(),
                        "events",
                        List.of("URGED"))
                .then()
                .statusCode(404);
        as("unit-leader", WATER).get("/api/v1/webhooks/" + id).then().statusCode(404);
        as("unit-leader", WATER)
                .get("/api/v1/webhooks/" + id + "/deliveries")
                .then()
                .statusCode(404);
        as("unit-handler", unit)
                .get("/api/v1/units/" + unit + "/webhooks")
                .then()
                .statusCode(403);
        as("unit-leader", unit).get("/api/v1/webhooks").then().statusCode(403);
        as("unit-leader", unit)
                .get("/api/v1/units/" + unit + "/webhooks")
                .then()
                .body("items.webhookId", hasItem(id))
                .body("items.secret", everyItem(nullValue()));

        post(as("unit-leader", unit).header("If-Match", "\"0\""), "/webhooks/" + id + "/secret")
                .then()
                .statusCode(200)
                .body("secret", startsWith("whsec_"))
                .body("secret", not(equalTo(secret)));
        as("unit-leader", unit)
                .header("If-Match", "\"0\"")
                .delete("/api/v1/webhooks/" + id)
                .then()
                .statusCode(412);
        as("unit-leader", unit)
                .header("If-Match", "\"1\"")
                .delete("/api/v1/webhooks/" + id)
                .then()
                .statusCode(204);
        as("unit-leader", unit).get("/api/v1/webhooks/" + id).then().statusCode(404);
    }

    @Test
    void who_changed_a_webhook_is_kept_and_no_secret_with_it() {
        String id = registered("NEW_ORDER");
        String old = secret;
        as("unit-leader", unit, "leader-1")
                .header("If-Match", "\"0\"")
                .body(body("url", receiver.url() + "/elsewhere", "events", List.of("NEW_ORDER"), "active", false))
                .put("/api/v1/webhooks/" + id)
                .then()
                .statusCode(200);
        post(as("admin", null, "admin-1").header("If-Match", "\"1\""), "/webhooks/" + id + "/secret")
                .then()
                .statusCode(200);
        as("admin", null, "admin-1")
                .header("If-Match", "\"2\"")
                .delete("/api/v1/webhooks/" + id)
                .then()
                .statusCode(204);

        Response log = as("auditor").get("/api/v1/change-log?kind=WEBHOOK&of=" + id);

        log.then()
                .statusCode(200)
                .body("items.action", contains("REMOVED", "SECRET_RENEWED", "CHANGED", "MADE"))
                .body("items[0].subject", equalTo("admin-1"))
                .body("items[2].subject", equalTo("leader-1"))
                .body("items.unit", everyItem(equalTo(unit)))
                .body("items[2].changes.field", contains("url", "state"))
                .body("items[2].changes[0].before", equalTo(receiver.url()))
                .body("items[2].changes[0].after", equalTo(receiver.url() + "/elsewhere"))
                .body("items[2].changes[1].after", equalTo("DISABLED"));
        assertThat(log.asString()).doesNotContain(old, "whsec_");
        as("unit-leader", unit).get("/api/v1/change-log").then().statusCode(403);
    }

    @Test
    void a_unit_has_a_number_of_webhooks_at_most() {
        String first = registered("NEW_ORDER");
        for (int more = 1; more < 20; more++) {
            register(receiver.url(), "URGED").then().statusCode(201);
        }
        register(receiver.url(), "URGED")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/too-many-webhooks"));
        as("unit-leader", unit).delete("/api/v1/webhooks/" + first).then().statusCode(204);
        register(receiver.url(), "URGED").then().statusCode(201);
    }

    @Test
    void addresses_that_do_not_answer_and_have_much_to_be_tried_keep_nobody_else_waiting() {
        int port = receiver.port();
        receiver.close();
        for (int i = 0; i < 9; i++) {
            String dead =
                    register("http://127.0.0.1:" + port + "/" + i, "URGED").path("webhookId");
            run("""
                    insert into webhook_delivery (id, webhook_id, event, unit, happened_at, created_at, next_at, state)
                    select gen_random_uuid(), '%s', 'TEST', '%s', now(), now(), now(), 'PENDING'
                    from generate_series(1, 40)
                    """.formatted(dead, unit));
        }
        receiver = Receiver.start(0);
        String alive = registered("URGED");
        post(as("unit-leader", unit), "/webhooks/" + alive + "/test").then().statusCode(202);

        Awaitility.await()
                .atMost(Duration.ofSeconds(9))
                .until(() -> !receiver.told().isEmpty());
        run("update webhook set state = 'REMOVED', disabled_at = null where unit = '" + unit + "'");
    }

    private void run(String statement) {
        Sql.on(pool).update(statement).await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void once_its_case_accuses_the_unit_what_waits_is_not_told_and_nothing_is_told_again() {
        String id = registered("NEW_ORDER");
        var told = order(riddle());
        until(() -> List.of("DELIVERED").equals(deliveries(id).path("items.state")));
        String delivery = deliveries(id).path("items[0].id");
        receiver.answers(503);
        var waiting = order(riddle());
        told(2);

        run("update registered_case set accused = array['%s'] where case_id in ('%s', '%s')"
                .formatted(unit, told.caseId(), waiting.caseId()));
        receiver.answers(204);
        post(as("unit-leader", unit), "/webhooks/" + id + "/deliveries/" + delivery + "/redeliver")
                .then()
                .statusCode(404);

        until(() -> "GIVEN_UP"
                .equals(as("admin")
                        .get("/api/v1/webhooks/" + id + "/deliveries")
                        .path("items[0].state")));
        as("unit-leader", unit)
                .get("/api/v1/webhooks/" + id + "/deliveries")
                .then()
                .body("items.size()", equalTo(0));
    }

    @Test
    void a_case_that_accuses_the_unit_is_not_told_to_it() {
        registered("NEW_ORDER");
        post(as("admin"), "/units/CC/webhooks", "url", receiver.url(), "events", List.of("NEW_ORDER"), "below", true)
                .then()
                .statusCode(201);
        Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        var caseId = inTriage(riddle().respondent(unit));
        post(as("dispatcher"), "/triage/" + caseId + "/decision", "unit", WATER)
                .then()
                .statusCode(200);
        var other = order(riddle());

        until(() -> receiver.told().stream()
                        .filter(one -> one.body().contains(other.workOrderId().toString()))
                        .count()
                >= 2);

        assertThat(receiver.told())
                .filteredOn(one -> one.body().contains(caseId.toString()))
                .as("told to the unit above alone")
                .hasSize(1);
    }
}
