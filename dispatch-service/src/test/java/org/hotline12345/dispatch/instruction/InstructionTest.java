package org.hotline12345.dispatch.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.InstructionGiven;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InstructionTest extends DispatchTest {
    private static final String SPORT = "CCTYJ";

    private static void policy(String policy) {
        var unit =
                as("admin").get("/api/v1/units/" + SPORT).then().statusCode(200).extract();
        as("admin")
                .body(body(
                        "name",
                        unit.path("name"),
                        "level",
                        unit.path("level"),
                        "parent",
                        unit.path("parent"),
                        "group",
                        unit.path("group"),
                        "instructions",
                        policy))
                .put("/api/v1/units/" + SPORT)
                .then()
                .statusCode(200)
                .body("instructions", equalTo(policy));
    }

    @AfterEach
    void asBefore() {
        policy("NONE");
    }

    private CaseDispatched ofSport() {
        var caseId = inTriage(riddle());
        post(as("dispatcher"), "/triage/" + caseId + "/decision", "unit", SPORT)
                .then()
                .statusCode(200);
        var order = probe.await(caseId, CaseDispatched.class).as(CaseDispatched.class);
        sign(order).then().statusCode(200);
        return order;
    }

    private static String path(CaseDispatched order) {
        return "/work-orders/" + order.workOrderId();
    }

    private static io.restassured.response.ValidatableResponse list(String standing) {
        return as("unit-leader", SPORT, "局长")
                .get("/api/v1/units/" + SPORT + "/leaders-list?limit=200&standing=" + standing)
                .then()
                .statusCode(200);
    }

    private static io.restassured.response.Response tryToReply(CaseDispatched order) {
        return post(
                as("unit-handler", SPORT, "author"),
                path(order) + "/replies",
                "disposition",
                "RESOLVED",
                "text",
                "已修好器材");
    }

    @Test
    void where_all_cases_are_read_first_handling_waits_for_a_leader() {
        policy("ALL");
        var order = ofSport();
        String id = order.workOrderId().toString();
        list("AWAITED").body("items.workOrderId", hasItem(id));
        as("unit-handler", SPORT)
                .get("/api/v1" + path(order))
                .then()
                .body("instruction", equalTo("AWAITED"))
                .body("allowed", not(hasItem("replies")));
        tryToReply(order)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/instruction-awaited"));
        post(as("unit-handler", SPORT), path(order) + "/read-mark").then().statusCode(403);

        post(as("unit-leader", SPORT, "局长"), path(order) + "/instructions", "text", "请到现场", "due", "2030-01-01")
                .then()
                .statusCode(200)
                .body("instruction", equalTo("GIVEN"));
        String found = "items.find { it.workOrderId == '%s' }".formatted(id);
        list("AWAITED").body("items.workOrderId", not(hasItem(id)));
        list("GIVEN")
                .body(found + ".instructions", equalTo(1))
                .body(found + ".readByMe", equalTo(true))
                .body(found + ".marks.subject", contains("局长"));
        String instruction = as("unit-handler", SPORT)
                .get("/api/v1" + path(order))
                .then()
                .body("instructions[0].readBy", empty())
                .extract()
                .path("instructions[0].instructionId");
        for (int i = 0; i < 2; i++) {
            post(as("unit-handler", SPORT, "author"), "/instructions/" + instruction + "/read-mark")
                    .then()
                    .statusCode(200);
        }
        post(as("unit-handler", WATER), "/instructions/" + instruction + "/read-mark")
                .then()
                .statusCode(404);
        as("unit-handler", SPORT)
                .get("/api/v1" + path(order))
                .then()
                .body("instructions[0].readBy.subject", contains("author"))
                .body("leaderMarks", hasSize(1));
        tryToReply(order).then().statusCode(201);
        assertThat(probe.await(order.caseId(), InstructionGiven.class)
                        .as(InstructionGiven.class)
                        .text())
                .isEqualTo("请到现场");
    }

    @Test
    void where_complex_cases_are_read_first_a_read_mark_is_enough() {
        policy("COMPLEX");
        var simple = ofSport();
        as("unit-handler", SPORT).get("/api/v1" + path(simple)).then().body("instruction", equalTo("NOT_NEEDED"));
        // it came to this unit by a return
        var water = dispatched(waterCase());
        String id = returned(water, SPORT)
                .then()
                .statusCode(200)
                .body("nextWorkOrder.instruction", equalTo("AWAITED"))
                .extract()
                .path("nextWorkOrder.workOrderId");
        String found = "items.find { it.workOrderId == '%s' }".formatted(id);
        list("AWAITED").body(found + ".complexBecause", contains("曾被退单")).body(found + ".readByMe", equalTo(false));
        post(as("unit-leader", SPORT, "局长"), "/work-orders/" + id + "/read-mark")
                .then()
                .statusCode(200)
                .body("instruction", equalTo("READ"));
        list("READ").body(found + ".readByMe", equalTo(true));
    }

    @Test
    void a_case_routed_by_rule_waits_for_its_leader_too() {
        policy("ALL");
        var unit = as("admin").get("/api/v1/units/" + WATER).then().extract();
        as("admin")
                .body(body(
                        "name",
                        unit.path("name"),
                        "level",
                        unit.path("level"),
                        "parent",
                        unit.path("parent"),
                        "group",
                        unit.path("group"),
                        "instructions",
                        "ALL"))
                .put("/api/v1/units/" + WATER)
                .then()
                .statusCode(200);
        try {
            var order = dispatched(waterCase());
            as("unit-handler", WATER).get("/api/v1" + path(order)).then().body("instruction", equalTo("AWAITED"));
        } finally {
            as("admin")
                    .body(body(
                            "name",
                            unit.path("name"),
                            "level",
                            unit.path("level"),
                            "parent",
                            unit.path("parent"),
                            "group",
                            unit.path("group")))
                    .put("/api/v1/units/" + WATER)
                    .then()
                    .statusCode(200)
                    .body("instructions", equalTo("NONE"));
        }
    }
}
