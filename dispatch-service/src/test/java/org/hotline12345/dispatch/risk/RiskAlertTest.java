package org.hotline12345.dispatch.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.IntakeOutcome;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RiskAlertTest extends DispatchTest {
    private static ValidatableResponse alertsOf(UUID caseId) {
        return as("dispatcher")
                .queryParam("caseId", caseId)
                .get("/api/v1/risk-alerts")
                .then()
                .statusCode(200);
    }

    private static List<String> unseen() {
        return as("supervisor")
                .queryParam("limit", 200)
                .get("/api/v1/risk-alerts")
                .then()
                .statusCode(200)
                .extract()
                .path("items.alertId");
    }

    private static String alertOf(UUID caseId) {
        return alertsOf(caseId).extract().path("items[0].alertId");
    }

    @Test
    void a_risky_case_that_was_dispatched_automatically_is_seen_until_somebody_has_seen_to_it() {
        var order = dispatched(waterCase().text("停水，有人持刀威胁"));
        alertsOf(order.caseId())
                .body("items.size()", equalTo(1))
                .body("items[0].source", equalTo("REGISTRATION"))
                .body("items[0].riskFlags[0].kind", equalTo("VIOLENCE"))
                .body("items[0].riskFlags[0].words", hasItem("持刀"))
                .body("items[0].unit", equalTo(WATER))
                .body("items[0].state", equalTo("PENDING_SIGN"))
                .body("items[0].inTriage", equalTo(false))
                .body("items[0].seenBy", nullValue())
                .body("items[0].allowed", contains("seen"));
        String alert = alertOf(order.caseId());
        assertThat(unseen()).contains(alert);

        String path = "/risk-alerts/" + alert + "/seen";
        post(as("unit-handler", WATER), path, "note", "不归你").then().statusCode(403);
        post(as("dispatcher"), path, "note", " ").then().statusCode(400);
        post(as("dispatcher", null, "派单员甲"), path, "note", "已电话通知110到场")
                .then()
                .statusCode(200)
                .body("seenBy", equalTo("派单员甲"))
                .body("note", equalTo("已电话通知110到场"))
                .body("allowed", empty());
        assertThat(unseen()).doesNotContain(alert);
        post(as("dispatcher"), path, "note", "我也看到了").then().statusCode(409).body("state", equalTo("SEEN"));
        alertsOf(order.caseId()).body("items[0].seenBy", equalTo("派单员甲"));
        post(as("dispatcher"), "/risk-alerts/" + UUID.randomUUID() + "/seen", "note", "n")
                .then()
                .statusCode(404);
        as("unit-handler", WATER).get("/api/v1/risk-alerts").then().statusCode(403);
    }

    @Test
    void what_the_citizen_adds_raises_the_flag_and_the_case_in_the_queue() {
        UUID earlier = inTriage(riddle());
        UUID caseId = inTriage(riddle());
        alertsOf(caseId).body("items", empty());
        Instant now = Instant.now();
        probe.produce(new CaseSupplemented(caseId, UUID.randomUUID(), "再没人管我就跳楼", now), now);
        probe.produce(new CitizenUrged(caseId, 1, "我已经写好遗书，要跳楼", now.plusMillis(1)), now.plusMillis(1));
        awaitRow("select from risk_alert where case_id = $1 and source = 'URGE'", caseId);

        alertsOf(caseId)
                .body("items.source", contains("SUPPLEMENT", "URGE"))
                .body("items.inTriage", contains(true, true))
                .body("items[0].unit", nullValue());
        as("dispatcher")
                .queryParam("caseId", earlier, caseId)
                .get("/api/v1/triage")
                .then()
                .body("items.caseId", contains(caseId.toString(), earlier.toString()))
                .body("items[0].riskFlags.size()", equalTo(1))
                .body("items[0].riskFlags[0].kind", equalTo("SELF_HARM"))
                .body("items[0].riskFlags[0].words", containsInAnyOrder("跳楼", "遗书"));
        assertThat(count("select count(*) from triage_entry where case_id = $1 and priority = 2", caseId))
                .isEqualTo(1);
    }

    @Test
    void nobody_is_alarmed_about_history_or_what_intake_settled() {
        UUID history = dispatched(waterCase().text("停水，有人持刀威胁").imported(Instant.parse("2024-03-06T02:00:00Z")))
                .caseId();
        UUID settled = register(waterCase().text("有人持刀威胁").outcome(IntakeOutcome.NOT_ACCEPTED));
        awaitRow("select from registered_case where case_id = $1", settled);
        alertsOf(history).body("items", empty());
        alertsOf(settled).body("items", empty());
    }

    @Test
    void of_two_who_say_at_once_that_they_saw_to_it_one_is_told_that_the_other_did() throws Exception {
        var order = dispatched(waterCase().text("停水，有人持刀威胁"));
        String path = "/risk-alerts/" + alertOf(order.caseId()) + "/seen";
        var start = new CyclicBarrier(2);
        var both = Executors.newFixedThreadPool(2);
        try {
            var answers = both.invokeAll(Stream.of("甲", "乙")
                    .map(who -> (Callable<Integer>) () -> {
                        start.await();
                        return post(as("dispatcher", null, who), path, "note", who)
                                .statusCode();
                    })
                    .toList());
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 409);
        } finally {
            both.shutdown();
        }
    }

    @Test
    void pages_follow_each_other() {
        var first = dispatched(waterCase().text("停水，有人持刀威胁"));
        var second = dispatched(waterCase().text("停水，有人持刀威胁"));
        String next = null;
        boolean firstSeen = false;
        boolean secondSeen = false;
        do {
            var page = as("dispatcher").queryParam("limit", 1);
            if (next != null) {
                page.queryParam("after", next);
            }
            var answer = page.get("/api/v1/risk-alerts").then().statusCode(200).extract();
            assertThat(answer.<List<String>>path("items.alertId")).hasSize(1);
            String caseId = answer.path("items[0].caseId");
            assertThat(firstSeen || !caseId.equals(second.caseId().toString()))
                    .as("the oldest first")
                    .isTrue();
            firstSeen |= caseId.equals(first.caseId().toString());
            secondSeen |= caseId.equals(second.caseId().toString());
            next = answer.path("next");
        } while (next != null);
        assertThat(firstSeen && secondSeen).isTrue();
    }
}
