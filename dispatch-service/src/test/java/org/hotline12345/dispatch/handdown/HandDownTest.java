package org.hotline12345.dispatch.handdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.ReplySubmitted;
import org.hotline12345.events.WorkOrderHandedDown;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HandDownTest extends DispatchTest {
    /** A signed order of the district 南关区. */
    private CaseDispatched ofTheDistrict() {
        var order = dispatched(new Case().title("违建").category("C010302").area("220102001"));
        assertThat(order.leadUnit()).isEqualTo(NANGUAN);
        sign(order).then().statusCode(200);
        return order;
    }

    private static String path(CaseDispatched order) {
        return "/work-orders/" + order.workOrderId();
    }

    @Test
    void the_street_handles_and_the_district_stays_responsible() {
        var order = ofTheDistrict();
        as("unit-handler", NANLING).get("/api/v1" + path(order)).then().statusCode(404);
        post(as("unit-handler", NANGUAN), path(order) + "/assignee", "subject", "老张")
                .then()
                .statusCode(200);
        post(as("unit-handler", NANGUAN), path(order) + "/hand-down", "unit", NANLING, "note", "请现场查看并回复")
                .then()
                .statusCode(200)
                .body("unit", equalTo(NANGUAN))
                .body("handlingUnit", equalTo(NANLING))
                .body("assignee", nullValue())
                .body("allowed", hasItem("hand-back"));

        // the street sees it, says who handles it, and writes the reply; return and extension stay the lead's
        as("unit-handler", NANLING)
                .get("/api/v1/units/" + NANLING + "/work-orders?as=HANDED_DOWN")
                .then()
                .statusCode(200)
                .body("items.workOrderId", hasItem(order.workOrderId().toString()));
        post(as("unit-handler", NANLING), path(order) + "/assignee", "subject", "小李")
                .then()
                .statusCode(200)
                .body("assignee", equalTo("小李"));
        as("unit-handler", NANLING)
                .get("/api/v1/units/" + NANLING + "/work-orders?as=HANDED_DOWN&assignee=小李&limit=200")
                .then()
                .body("items.workOrderId", hasItem(order.workOrderId().toString()));
        post(as("unit-handler", NANLING), path(order) + "/return-request", "reason", "不归我管")
                .then()
                .statusCode(404);
        String reply = post(
                        as("unit-handler", NANLING, "小李"),
                        path(order) + "/replies",
                        "disposition",
                        "RESOLVED",
                        "text",
                        "已拆除违章建筑")
                .then()
                .statusCode(201)
                .extract()
                .path("replyId");
        post(as("unit-leader", NANLING), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(404);
        post(as("unit-reviewer", NANGUAN), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200);
        post(as("unit-leader", NANGUAN), "/replies/" + reply + "/sign-off", "approved", true)
                .then()
                .statusCode(200)
                .body("workOrder.state", equalTo("REPLIED"));

        var handed = probe.await(order.caseId(), WorkOrderHandedDown.class).as(WorkOrderHandedDown.class);
        assertThat(handed.unit()).isEqualTo(NANGUAN);
        assertThat(handed.toUnit()).isEqualTo(NANLING);
        assertThat(probe.await(order.caseId(), ReplySubmitted.class)
                        .as(ReplySubmitted.class)
                        .unit())
                .isEqualTo(NANGUAN);
        assertThat(count("select count(*) from work_order where case_id = $1", order.caseId()))
                .isEqualTo(1);
    }

    @Test
    void it_comes_back_and_leaves_the_street() {
        var order = ofTheDistrict();
        post(as("unit-handler", NANGUAN), path(order) + "/hand-back", "note", "收回")
                .then()
                .statusCode(409);
        post(as("unit-handler", NANGUAN), path(order) + "/hand-down", "unit", NANLING, "note", "请办理")
                .then()
                .statusCode(200);
        post(as("unit-handler", NANLING), path(order) + "/hand-back", "note", "需区级协调")
                .then()
                .statusCode(200)
                .body("handlingUnit", nullValue());
        as("unit-handler", NANLING).get("/api/v1" + path(order)).then().statusCode(404);
        as("unit-handler", NANGUAN)
                .get("/api/v1" + path(order))
                .then()
                .body("handDowns", hasSize(2))
                .body("handDowns.toUnit", contains(NANLING, NANGUAN))
                .body("handDowns[1].note", equalTo("需区级协调"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> as("unit-handler", NANLING)
                        .get("/api/v1/units/" + NANLING + "/work-orders/feed?limit=200")
                        .then()
                        .body(
                                "items.findAll { it.workOrderId == '%s' }.op".formatted(order.workOrderId()),
                                contains("PUT", "REMOVE")));
    }

    @Test
    void only_units_below_that_are_not_accused_are_handed_anything() {
        var order = dispatched(
                new Case().title("违建").category("C010302").area("220102001").respondent(NANLING));
        sign(order).then().statusCode(200);
        for (String unit : new String[] {WATER, NANGUAN, "NOBODY", NANLING}) {
            post(as("unit-handler", NANGUAN), path(order) + "/hand-down", "unit", unit, "note", "请办理")
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("unit"));
        }
        var unsigned = dispatched(new Case().title("违建").category("C010302").area("220102001"));
        post(as("unit-handler", NANGUAN), path(unsigned) + "/hand-down", "unit", NANLING, "note", "请办理")
                .then()
                .statusCode(409)
                .body("allowed", hasItems("sign"))
                .body("allowed", not(hasItem("hand-down")));
    }

    @Test
    void a_street_that_returned_the_case_is_not_handed_it_from_above() {
        var caseId = inTriage(riddle());
        String id = post(as("dispatcher"), "/triage/" + caseId + "/decision", "unit", NANLING)
                .then()
                .statusCode(200)
                .extract()
                .path("workOrderId");
        String next = returnDecided(returnAsked(id, NANLING), "granted", true, "toUnit", NANGUAN, "note", "区级办理")
                .then()
                .statusCode(200)
                .extract()
                .path("nextWorkOrder.workOrderId");
        post(as("unit-handler", NANGUAN), "/work-orders/" + next + "/sign")
                .then()
                .statusCode(200);
        post(as("unit-handler", NANGUAN), "/work-orders/" + next + "/hand-down", "unit", NANLING, "note", "还是你们办")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/unit-returned-before"));
        post(as("unit-handler", NANGUAN), "/work-orders/" + next + "/hand-down", "unit", "J-220102002", "note", "请办理")
                .then()
                .statusCode(200)
                .body("handlingUnit", equalTo("J-220102002"));
    }

    @Test
    void a_withdrawal_takes_it_from_the_street_too() {
        var order = ofTheDistrict();
        post(as("unit-handler", NANGUAN), path(order) + "/hand-down", "unit", NANLING, "note", "请办理")
                .then()
                .statusCode(200);
        probe.produce(new CaseWithdrawn(order.caseId(), "已解决", Instant.now()), Instant.now());
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> as("unit-handler", NANLING)
                        .get("/api/v1/units/" + NANLING + "/work-orders/feed?limit=200")
                        .then()
                        .body(
                                "items.findAll { it.workOrderId == '%s' }.op".formatted(order.workOrderId()),
                                contains("PUT", "REMOVE")));
    }
}
