package org.hotline12345.dispatch.cohandling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineKind;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CoHandlingTest extends DispatchTest {
    @Test
    void the_unit_asked_sees_the_order_and_gives_its_opinion() {
        var order = dispatched(waterCase());
        sign(order);
        String path = "/work-orders/" + order.workOrderId();
        as("unit-handler", "CCTYJ").get("/api/v1" + path).then().statusCode(404);
        String id = post(as("unit-handler", WATER), path + "/co-handling", "unit", "CCTYJ", "question", "体育馆是否停水")
                .then()
                .statusCode(201)
                .extract()
                .path("coHandlingId");
        as("unit-handler", "CCTYJ").get("/api/v1" + path).then().statusCode(200);
        as("unit-handler", "CCTYJ")
                .get("/api/v1/units/CCTYJ/work-orders?as=CO")
                .then()
                .body("items.workOrderId", hasItem(order.workOrderId().toString()));
        post(as("unit-handler", "CCTYJ"), path + "/sign").then().statusCode(404);

        post(as("unit-handler", WATER), "/co-handling/" + id + "/answer", "text", "代答")
                .then()
                .statusCode(404);
        post(as("unit-handler", "CCTYJ"), "/co-handling/" + id + "/answer", "text", "没有停水")
                .then()
                .statusCode(200)
                .body("text", equalTo("没有停水"));
        post(as("unit-handler", "CCTYJ"), "/co-handling/" + id + "/answer", "text", "再答")
                .then()
                .statusCode(409);

        assertThat(probe.await(order.caseId(), CoHandlingRequested.class)
                        .as(CoHandlingRequested.class)
                        .coUnit())
                .isEqualTo("CCTYJ");
        assertThat(probe.await(order.caseId(), CoHandlingAnswered.class)
                        .as(CoHandlingAnswered.class)
                        .text())
                .isEqualTo("没有停水");
    }

    @Test
    void the_lead_the_accused_and_strangers_are_not_asked() {
        var order = dispatched(waterCase().respondent("Q-220102"));
        sign(order);
        for (String unit : new String[] {WATER, "Q-220102", "J-220102001", "NOBODY"}) {
            post(
                            as("unit-handler", WATER),
                            "/work-orders/" + order.workOrderId() + "/co-handling",
                            "unit",
                            unit,
                            "question",
                            "请协助")
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("unit"));
        }
    }

    /** S2 */
    @Test
    void whom_the_citizen_accuses_by_name_is_not_asked_either() {
        var order = dispatched(waterCase().respondentName("长春市体育局的张科长"));
        sign(order);
        post(
                        as("unit-handler", WATER),
                        "/work-orders/" + order.workOrderId() + "/co-handling",
                        "unit",
                        "CCTYJ",
                        "question",
                        "请协助")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("unit"));
    }

    /** S1 */
    @Test
    void whom_a_merged_case_accuses_neither_reads_nor_helps_to_handle() {
        var order = dispatched(waterCase());
        var accusing = dispatched(waterCase().respondent("CCTYJ"));
        sign(order);
        String path = "/work-orders/" + order.workOrderId();
        String asked = post(as("unit-handler", WATER), path + "/co-handling", "unit", "CCTYJ", "question", "是否停水")
                .then()
                .statusCode(201)
                .extract()
                .path("coHandlingId");

        post(as("dispatcher"), "/merges", "leadCaseId", order.caseId(), "caseIds", List.of(accusing.caseId()))
                .then()
                .statusCode(201);

        as("unit-handler", "CCTYJ").get("/api/v1" + path).then().statusCode(404);
        as("unit-handler", "CCTYJ")
                .get("/api/v1/units/CCTYJ/co-handling?limit=200")
                .then()
                .body("items.coHandlingId", org.hamcrest.Matchers.not(hasItem(asked)));
        post(as("unit-handler", "CCTYJ"), "/co-handling/" + asked + "/answer", "text", "没有")
                .then()
                .statusCode(404);
        post(as("unit-handler", WATER), path + "/co-handling", "unit", "CCTYJ", "question", "再问")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("unit"));
    }

    @Test
    void what_a_merged_case_accuses_finds_the_order_in_no_list_and_is_told_that_it_left_after_the_reply_too() {
        var order = dispatched(waterCase());
        var accusing = dispatched(waterCase().respondent("CCTYJ"));
        sign(order);
        String path = "/work-orders/" + order.workOrderId();
        post(as("unit-handler", WATER), path + "/co-handling", "unit", "CCTYJ", "question", "是否停水")
                .then()
                .statusCode(201);
        post(as("dispatcher"), "/merges", "leadCaseId", order.caseId(), "caseIds", List.of(accusing.caseId()))
                .then()
                .statusCode(201);

        String reply = reply(order, "author");
        post(as("unit-reviewer", WATER), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200);
        post(as("unit-leader", WATER), "/replies/" + reply + "/sign-off", "approved", true)
                .then()
                .statusCode(200)
                .body("workOrder.state", equalTo("REPLIED"));

        String id = order.workOrderId().toString();
        as("unit-handler", "CCTYJ").get("/api/v1" + path).then().statusCode(404);
        as("unit-handler", "CCTYJ")
                .get("/api/v1/units/CCTYJ/work-orders?as=CO&limit=200")
                .then()
                .statusCode(200)
                .body("items.workOrderId", org.hamcrest.Matchers.not(hasItem(id)));
        as("dispatcher")
                .get("/api/v1/units/CCTYJ/work-orders?as=CO&limit=200")
                .then()
                .body("items.workOrderId", hasItem(id));
        as("unit-handler", "CCTYJ")
                .get("/api/v1/units/CCTYJ/work-orders/feed?limit=200")
                .then()
                .body("items.findAll { it.workOrderId == '%s' }.op.unique()".formatted(id), equalTo(List.of("REMOVE")));
    }

    @Test
    void of_a_name_that_may_mean_several_units_each_is_kept_away() {
        var order = dispatched(waterCase().respondentName("街道办事处"));
        sign(order);
        assertThat(order.accused()).contains("J-220102001", "J-220102002").doesNotContain(WATER);

        post(
                        as("unit-handler", WATER),
                        "/work-orders/" + order.workOrderId() + "/co-handling",
                        "unit",
                        "J-220102002",
                        "question",
                        "请协助")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("unit"));
    }

    @Test
    void the_unit_asked_has_a_list_of_questions_with_their_own_deadlines() {
        var order = dispatched(waterCase());
        sign(order);
        String id = post(
                        as("unit-handler", WATER),
                        "/work-orders/" + order.workOrderId() + "/co-handling",
                        "unit",
                        "CCTYJ",
                        "question",
                        "体育馆是否停水")
                .then()
                .statusCode(201)
                .extract()
                .path("coHandlingId");
        deadline(
                UUID.fromString(id),
                order,
                DeadlineKind.CO_HANDLING,
                "CCTYJ",
                Instant.parse("2030-03-06T09:30:00Z"),
                0,
                0,
                null);
        String found = "items.find { it.coHandlingId == '%s' }".formatted(id);
        as("unit-handler", "CCTYJ")
                .get("/api/v1/units/CCTYJ/co-handling?limit=200")
                .then()
                .statusCode(200)
                .body(found + ".question", org.hamcrest.Matchers.equalTo("体育馆是否停水"))
                .body(found + ".dueAt", org.hamcrest.Matchers.equalTo("2030-03-06T17:30:00+08:00"))
                .body(found + ".deadlineState", org.hamcrest.Matchers.equalTo("OPEN"));
        as("unit-handler", WATER).get("/api/v1/units/CCTYJ/co-handling").then().statusCode(404);
        post(as("unit-handler", "CCTYJ"), "/co-handling/" + id + "/answer", "text", "没有停水")
                .then()
                .statusCode(200);
        as("unit-handler", "CCTYJ")
                .get("/api/v1/units/CCTYJ/co-handling?limit=200")
                .then()
                .body("items.coHandlingId", org.hamcrest.Matchers.not(hasItem(id)));
        as("unit-handler", "CCTYJ")
                .get("/api/v1/units/CCTYJ/co-handling?state=ANSWERED&limit=200")
                .then()
                .body("items.coHandlingId", hasItem(id));
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .body("coHandling[0].dueAt", org.hamcrest.Matchers.equalTo("2030-03-06T17:30:00+08:00"));
    }
}
