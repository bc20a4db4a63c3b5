package org.hotline12345.dispatch.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.WorkOrderRecalled;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecallTest extends DispatchTest {
    private static final String HOUSING = "CCZJJ";

    private static String order(CaseDispatched order) {
        return "/work-orders/" + order.workOrderId();
    }

    private WorkOrderRecalled recalledInTheStream(CaseDispatched order) {
        return probe.await(order.caseId(), WorkOrderRecalled.class).as(WorkOrderRecalled.class);
    }

    private CaseDispatched following(CaseDispatched order) {
        return (CaseDispatched) probe.await(
                        e -> e.event() instanceof CaseDispatched d
                                && order.workOrderId().equals(d.previousWorkOrderId()),
                        "the next order")
                .event();
    }

    @Test
    void a_reply_under_review_does_not_keep_an_order_from_being_redirected() {
        var order = dispatched(waterCase());
        sign(order).then().statusCode(200);
        String reply = reply(order, "author");

        String next = post(
                        as("dispatcher", null, "d7"),
                        order(order) + "/redirect",
                        "unit",
                        HOUSING,
                        "reason",
                        "误派，二次供水归住建")
                .then()
                .statusCode(200)
                .body("workOrder.state", equalTo("RECALLED"))
                .body("nextWorkOrder.unit", equalTo(HOUSING))
                .body("nextWorkOrder.state", equalTo("PENDING_SIGN"))
                .body("nextWorkOrder.round", equalTo(1))
                .extract()
                .path("nextWorkOrder.workOrderId");

        var recalled = recalledInTheStream(order);
        assertThat(recalled.signed()).isTrue();
        assertThat(recalled.unit()).isEqualTo(WATER);
        assertThat(recalled.toUnit()).isEqualTo(HOUSING);
        assertThat(recalled.reason()).isEqualTo("误派，二次供水归住建");
        assertThat(recalled.recalledBy()).isEqualTo("d7");
        var following = following(order);
        assertThat(following.workOrderId()).hasToString(next);
        assertThat(following.cause()).isEqualTo(DispatchCause.AFTER_RECALL);
        assertThat(following.reason()).contains("撤单改派", "误派，二次供水归住建");
        post(as("unit-reviewer", WATER, "reviewer"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(409);
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .statusCode(200)
                .body("state", equalTo("RECALLED"))
                .body("recall.reason", equalTo("误派，二次供水归住建"))
                .body("recall.toUnit", equalTo(HOUSING))
                .body("recall.recalledBy", equalTo("d7"));
        as("unit-handler", WATER)
                .queryParam("state", "RECALLED")
                .get("/api/v1/units/" + WATER + "/work-orders?limit=200")
                .then()
                .statusCode(200)
                .body("items.workOrderId", hasItem(order.workOrderId().toString()));
        String mine = "items.find { it.workOrderId == '%s' }.".formatted(order.workOrderId());
        as("unit-handler", WATER)
                .get("/api/v1/units/" + WATER + "/recalls")
                .then()
                .statusCode(200)
                .body(mine + "reason", equalTo("误派，二次供水归住建"))
                .body(mine + "toUnit", equalTo(HOUSING))
                .body(mine + "signed", equalTo(true));
        as("unit-handler", HOUSING)
                .get("/api/v1/units/" + WATER + "/recalls")
                .then()
                .statusCode(404);
        as("unit-handler", HOUSING)
                .get("/api/v1/work-orders/" + next)
                .then()
                .statusCode(200)
                .body("recall", nullValue());
    }

    @Test
    void a_recalled_case_waits_in_triage_with_the_reason_and_is_given_again() {
        var order = dispatched(waterCase());
        post(as("supervisor"), order(order) + "/recall", "reason", "属地待核实")
                .then()
                .statusCode(200)
                .body("workOrder.state", equalTo("RECALLED"))
                .body("nextWorkOrder", nullValue());
        assertThat(recalledInTheStream(order).toUnit()).isNull();
        probe.await(order.caseId(), CaseSentToTriage.class);
        as("dispatcher")
                .queryParam("caseId", order.caseId())
                .get("/api/v1/triage")
                .then()
                .body("items", hasSize(1))
                .body("items[0].cause", equalTo("AFTER_RECALL"))
                .body("items[0].reason", equalTo("从长春水务(集团)有限责任公司撤单：属地待核实"));
        post(as("dispatcher"), "/triage/" + order.caseId() + "/decision", "unit", WATER)
                .then()
                .statusCode(200)
                .body("unit", equalTo(WATER));
        assertThat(following(order).cause()).isEqualTo(DispatchCause.AFTER_RECALL);
    }

    @Test
    void what_waited_for_a_ruling_on_the_order_waits_no_more() {
        var order = dispatched(waterCase());
        deadline(order, Instant.now().plus(5, ChronoUnit.DAYS), 2, 10, null);
        sign(order).then().statusCode(200);
        String extension = post(
                        as("unit-handler", WATER),
                        order(order) + "/extension-request",
                        "workingDays",
                        3,
                        "reason",
                        "需要订购配件")
                .then()
                .statusCode(201)
                .extract()
                .path("extensionRequestId");
        String request = returnAsked(order);
        post(as("dispatcher"), order(order) + "/recall", "reason", "误派").then().statusCode(200);
        as("dispatcher")
                .get("/api/v1/return-requests?limit=200")
                .then()
                .body("items.returnRequestId", not(hasItem(request)));
        as("dispatcher")
                .get("/api/v1/extension-requests?limit=200")
                .then()
                .body("items.extensionRequestId", not(hasItem(extension)));
        returnDecided(request, "granted", true, "note", "同意").then().statusCode(409);
    }

    @Test
    void a_group_follows_its_lead() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase());
        post(as("dispatcher"), "/merges", "leadCaseId", lead.caseId(), "caseIds", new UUID[] {member.caseId()})
                .then()
                .statusCode(201);
        post(as("dispatcher"), order(member) + "/recall", "reason", "误派")
                .then()
                .statusCode(409)
                .body("state", equalTo("MERGED"));
        post(as("dispatcher"), order(lead) + "/redirect", "unit", HOUSING, "reason", "误派")
                .then()
                .statusCode(200);
        as("unit-handler", HOUSING)
                .get("/api/v1/work-orders/" + following(lead).workOrderId())
                .then()
                .body("mergedCases.caseId", contains(member.caseId().toString()));
    }

    @Test
    void a_unit_that_lost_an_order_reads_nothing_of_cases_merged_with_it_afterwards() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase());
        Instant now = Instant.now();
        var supplement = new CaseSupplemented(member.caseId(), UUID.randomUUID(), "还有一户老人", now);
        probe.produce(supplement, now);
        awaitRow("select from case_note where id = $1", supplement.supplementId());
        post(as("dispatcher"), order(lead) + "/redirect", "unit", HOUSING, "reason", "误派")
                .then()
                .statusCode(200);
        post(as("dispatcher"), "/merges", "leadCaseId", lead.caseId(), "caseIds", new UUID[] {member.caseId()})
                .then()
                .statusCode(201);

        as("unit-handler", HOUSING)
                .get("/api/v1/work-orders/" + following(lead).workOrderId())
                .then()
                .body("notes.text", hasItem("还有一户老人"));
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + lead.workOrderId())
                .then()
                .statusCode(200)
                .body("notes", hasSize(0));
    }

    @Test
    void a_unit_is_offered_no_recall_and_refused_one() {
        var order = dispatched(waterCase());
        as("dispatcher").get("/api/v1" + order(order)).then().body("allowed", hasItems("recall", "redirect"));
        as("unit-handler", WATER).get("/api/v1" + order(order)).then().body("allowed", not(hasItem("recall")));
        post(as("unit-handler", WATER), order(order) + "/recall", "reason", "误派")
                .then()
                .statusCode(403);
    }

    @Test
    void a_redirect_is_checked() {
        var order = dispatched(waterCase().respondent("CCGDGS"));
        post(as("dispatcher"), order(order) + "/redirect", "unit", WATER, "reason", "误派")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("unit"));
        post(as("dispatcher"), order(order) + "/redirect", "unit", "CCGDGS", "reason", "误派")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("unit"));
        post(as("dispatcher"), order(order) + "/redirect", "unit", HOUSING, "reason", " ")
                .then()
                .statusCode(400)
                .body("violations.field", contains("reason"));
        post(as("dispatcher").header("If-Match", "\"77\""), order(order) + "/recall", "reason", "误派")
                .then()
                .statusCode(412);
    }

    @Test
    void a_unit_that_returned_the_case_gets_it_by_a_redirect_that_says_so_only() {
        var first = dispatched(waterCase());
        returned(first, HOUSING).then().statusCode(200);
        var second = following(first);
        post(as("dispatcher"), order(second) + "/redirect", "unit", WATER, "reason", "核实仍属供水")
                .then()
                .statusCode(409);
        post(as("dispatcher"), order(second) + "/redirect", "unit", WATER, "reason", "核实仍属供水", "backToReturner", true)
                .then()
                .statusCode(200)
                .body("nextWorkOrder.unit", equalTo(WATER));
    }

    @Test
    void behind_an_issued_reply_nothing_is_recalled() {
        var order = dispatched(waterCase());
        answer(order);
        post(as("dispatcher"), order(order) + "/recall", "reason", "误派")
                .then()
                .statusCode(409)
                .body("state", equalTo("REPLIED"));
        assertThat(probe.eventsOf(order.caseId()).stream()
                        .map(e -> (Object) e.event().getClass())
                        .toList())
                .isNotEqualTo(List.of())
                .doesNotContain(WorkOrderRecalled.class);
    }
}
