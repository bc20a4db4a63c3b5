package org.hotline12345.dispatch.returning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.testing.RecordedEvent;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReturnTest extends DispatchTest {
    /** What the whole feed of the unit says about the order. */
    private static List<String> changesOf(CaseDispatched order) {
        var ops = new ArrayList<String>();
        long after = 0;
        while (true) {
            var page = as("unit-handler", order.leadUnit())
                    .get("/api/v1/units/" + order.leadUnit() + "/work-orders/feed?limit=200&after=" + after);
            ops.addAll(page.<List<String>>path(
                    "items.findAll { it.workOrderId == '%s' }.op".formatted(order.workOrderId())));
            long next = ((Number) page.path("next")).longValue();
            if (next == after) {
                return ops;
            }
            after = next;
        }
    }

    private String request(CaseDispatched order) {
        return post(
                        as("unit-handler", order.leadUnit(), "handler"),
                        "/work-orders/" + order.workOrderId() + "/return-request",
                        "reason",
                        "不属于我单位职责",
                        "suggestedUnit",
                        "CCZJJ")
                .then()
                .statusCode(201)
                .body("workOrder.state", equalTo("RETURN_REQUESTED"))
                .extract()
                .path("returnRequestId");
    }

    @Test
    void a_granted_return_gives_the_case_to_the_next_unit_at_once() {
        var order = dispatched(waterCase());
        String request = request(order);
        as("dispatcher").get("/api/v1/return-requests").then().body("items.returnRequestId", hasItem(request));

        String next = returnDecided(request, "granted", true, "toUnit", "CCZJJ", "note", "二次供水设施归住建")
                .then()
                .statusCode(200)
                .body("state", equalTo("GRANTED"))
                .body("workOrder.state", equalTo("RETURNED"))
                .body("nextWorkOrder.unit", equalTo("CCZJJ"))
                .body("nextWorkOrder.round", equalTo(1))
                .extract()
                .path("nextWorkOrder.workOrderId");

        probe.await(
                e -> e.event() instanceof CaseDispatched d
                        && d.workOrderId().toString().equals(next),
                "the next order");
        var events = probe.eventsOf(order.caseId()).stream()
                .map(RecordedEvent::event)
                .toList();
        assertThat(events.stream().map(e -> (Object) e.getClass()).skip(2))
                .containsExactly(ReturnRequested.class, ReturnDecided.class, CaseDispatched.class);
        var following = (CaseDispatched) events.get(4);
        assertThat(following.cause()).isEqualTo(DispatchCause.AFTER_RETURN);
        assertThat(following.previousWorkOrderId()).isEqualTo(order.workOrderId());
        // what the citizen adds is said to the unit that has the case now
        Instant now = Instant.now();
        probe.produce(new CaseSupplemented(order.caseId(), UUID.randomUUID(), "我住三号楼", now), now);
        awaitRow("select from case_note where case_id = $1", order.caseId());
        as("unit-handler", "CCZJJ").get("/api/v1/work-orders/" + next).then().body("notes.text", contains("我住三号楼"));
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .statusCode(200)
                .body("notes", anyOf(nullValue(), empty()));
        // the order left the first unit
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(changesOf(order)).containsExactly("PUT", "PUT", "REMOVE"));
    }

    @Test
    void a_return_granted_without_a_unit_goes_to_triage_when_the_router_says_the_same_again() {
        var order = dispatched(waterCase());
        String request = request(order);
        returnDecided(request, "granted", true, "note", "另派")
                .then()
                .statusCode(200)
                .body("nextWorkOrder", nullValue());
        var sent = probe.await(order.caseId(), CaseSentToTriage.class).as(CaseSentToTriage.class);
        assertThat(sent.reason()).contains("退单获准");
        assertThat(sent.candidates()).noneMatch(candidate -> candidate.unit().equals(WATER));

        post(as("dispatcher"), "/triage/" + order.caseId() + "/decision", "unit", "CCZJJ")
                .then()
                .statusCode(200)
                .body("cause", equalTo("AFTER_RETURN"))
                .body("previousWorkOrderId", equalTo(order.workOrderId().toString()));
    }

    @Test
    void the_return_of_a_case_from_above_is_granted_only_with_the_word_of_that_platform() {
        var order = dispatched(waterCase().fromAbove());
        String request = request(order);
        as("dispatcher")
                .get("/api/v1/return-requests?limit=200")
                .then()
                .body("items.find { it.returnRequestId == '%s' }.fromAbove".formatted(request), equalTo(true));
        returnDecided(request, "granted", true, "toUnit", "CCZJJ", "note", "二次供水设施归住建")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("upstreamReference"));
        returnDecided(
                        request,
                        "granted",
                        true,
                        "toUnit",
                        "CCZJJ",
                        "upstreamReference",
                        "省热线〔2026〕12号",
                        "note",
                        "二次供水设施归住建")
                .then()
                .statusCode(200)
                .body("state", equalTo("GRANTED"))
                .body("note", equalTo("二次供水设施归住建（上级平台同意退单：省热线〔2026〕12号）"));
        // to refuse one needs nobody's word
        var kept = dispatched(waterCase().fromAbove());
        returnDecided(request(kept), "granted", false, "note", "首接负责")
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"));
    }

    @Test
    void a_refused_return_leaves_the_case_to_the_unit_that_was_first() {
        var order = dispatched(waterCase());
        sign(order);
        String request = request(order);
        sign(order).then().statusCode(409).body("state", equalTo("RETURN_REQUESTED"));
        returnDecided(request, "granted", false, "note", "首接负责")
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"))
                .body("workOrder.state", equalTo("SIGNED"));
        returnDecided(request, "granted", true, "note", "再来")
                .then()
                .statusCode(409)
                .body("state", equalTo("REFUSED"));
    }

    @Test
    void a_return_is_asked_for_in_its_window() {
        var order = dispatched(waterCase());
        deadline(
                order,
                Instant.now().plus(5, ChronoUnit.DAYS),
                1,
                5,
                Instant.now().minusSeconds(1));
        post(as("unit-handler", WATER), "/work-orders/" + order.workOrderId() + "/return-request", "reason", "不归我管")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/return-too-late"));
    }

    @Test
    void the_returning_unit_is_not_the_next_one() {
        var order = dispatched(waterCase());
        String request = request(order);
        returnDecided(request, "granted", true, "toUnit", WATER, "note", "再想想")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("toUnit"));
    }

    /** Grants the request to the unit; returns the order that follows. */
    private CaseDispatched grantTo(CaseDispatched order, String request, String unit, boolean back) {
        String next = returnDecided(request, "granted", true, "toUnit", unit, "backToReturner", back, "note", "改派")
                .then()
                .statusCode(200)
                .body("backToReturner", equalTo(back))
                .extract()
                .path("nextWorkOrder.workOrderId");
        return probe.await(
                        e -> e.event() instanceof CaseDispatched d
                                && d.workOrderId().toString().equals(next),
                        "the order that follows")
                .as(CaseDispatched.class);
    }

    @Test
    void ping_pong_needs_a_ruling_that_says_so() {
        var order = dispatched(waterCase());
        var second = grantTo(order, request(order), "CCZJJ", false);
        String request = request(second);
        as("dispatcher")
                .get("/api/v1/return-requests?limit=200")
                .then()
                .body(
                        "items.find { it.returnRequestId == '%s' }.returnedBy".formatted(request),
                        equalTo(List.of(WATER)));
        returnDecided(request, "granted", true, "toUnit", WATER, "note", "还给水务")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/unit-returned-before"))
                .body("detail", org.hamcrest.Matchers.containsString(WATER));
        var third = grantTo(second, request, WATER, true);
        assertThat(third.leadUnit()).isEqualTo(WATER);
        assertThat(third.cause()).isEqualTo(DispatchCause.AFTER_RETURN);
        var decided = probe.await(
                        e -> e.event() instanceof ReturnDecided d
                                && d.returnRequestId().toString().equals(request),
                        "the second ruling")
                .as(ReturnDecided.class);
        assertThat(decided.backToReturner()).isTrue();
    }

    @Test
    void triage_after_a_return_does_not_go_back_either_unless_it_says_so() {
        var order = dispatched(waterCase());
        returnDecided(request(order), "granted", true, "note", "另派").then().statusCode(200);
        String path = "/triage/" + order.caseId() + "/decision";
        post(as("dispatcher"), path, "unit", WATER)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/unit-returned-before"));
        post(as("dispatcher"), path, "unit", WATER, "backToReturner", true, "note", "首接负责")
                .then()
                .statusCode(200)
                .body("unit", equalTo(WATER));
    }

    @Test
    void a_refused_return_moves_nothing() {
        var order = dispatched(waterCase());
        String request = request(order);
        returnDecided(request, "granted", false, "toUnit", "CCZJJ", "note", "首接负责")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("toUnit"));
        returnDecided(request, "granted", false, "note", "首接负责")
                .then()
                .statusCode(200)
                .body("workOrder.unit", equalTo(WATER))
                .body("workOrder.state", equalTo("PENDING_SIGN"))
                .body("nextWorkOrder", nullValue());
        assertThat(count("select count(*) from work_order where case_id = $1", order.caseId()))
                .isEqualTo(1);
    }

    @Test
    void of_two_dispatchers_who_decide_at_once_one_wins_and_the_other_is_told() throws Exception {
        var order = dispatched(waterCase());
        String request = request(order);
        var start = new java.util.concurrent.CyclicBarrier(2);
        var both = java.util.concurrent.Executors.newFixedThreadPool(2);
        try {
            var answers = both.invokeAll(List.of(
                    () -> {
                        start.await();
                        return returnDecided(request, "granted", true, "toUnit", "CCZJJ", "note", "甲")
                                .statusCode();
                    },
                    (java.util.concurrent.Callable<Integer>) () -> {
                        start.await();
                        return returnDecided(request, "granted", false, "note", "乙")
                                .statusCode();
                    }));
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 409);
        } finally {
            both.shutdown();
        }
        assertThat(count("select count(*) from work_order where case_id = $1 and ended_at is null", order.caseId()))
                .isEqualTo(1);
        assertThat(count(
                        "select count(*) from return_request where work_order_id = $1 and state <> 'OPEN'",
                        order.workOrderId()))
                .isEqualTo(1);
    }

    @Test
    void of_two_dispatchers_in_triage_one_wins_and_the_other_is_told() throws Exception {
        var caseId = inTriage(riddle());
        var start = new java.util.concurrent.CyclicBarrier(2);
        var both = java.util.concurrent.Executors.newFixedThreadPool(2);
        try {
            var answers = both.invokeAll(java.util.stream.Stream.of(WATER, "CCZJJ")
                    .map(unit -> (java.util.concurrent.Callable<Integer>) () -> {
                        start.await();
                        return post(as("dispatcher"), "/triage/" + caseId + "/decision", "unit", unit)
                                .statusCode();
                    })
                    .toList());
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 409);
        } finally {
            both.shutdown();
        }
        assertThat(count("select count(*) from work_order where case_id = $1", caseId))
                .isEqualTo(1);
    }

    @Test
    void a_withdrawal_that_races_with_a_granted_return_leaves_no_open_order() {
        for (int i = 0; i < 10; i++) {
            var order = dispatched(waterCase());
            String request = request(order);
            Instant now = Instant.now();
            probe.produce(new org.hotline12345.events.CaseWithdrawn(order.caseId(), "自行解决", now), now);
            int status = returnDecided(request, "granted", true, "toUnit", "CCZJJ", "note", "改派")
                    .statusCode();
            assertThat(status).isIn(200, 409);
            awaitRow("select from registered_case where case_id = $1 and ended = 'WITHDRAWN'", order.caseId());
            assertThat(count("select count(*) from work_order where case_id = $1 and ended_at is null", order.caseId()))
                    .as("after the decision was answered with %s", status)
                    .isZero();
        }
    }

    @Test
    void returns_are_counted_by_unit_reason_and_who_had_decided() {
        String day = java.time.LocalDate.now(org.hotline12345.chassis.time.ShanghaiTime.ZONE)
                .toString();
        String path = "/api/v1/return-figures?from=%s&to=%s&unit=CCTYJ".formatted(day, day);
        var caseId = inTriage(riddle());
        String id = post(as("dispatcher"), "/triage/" + caseId + "/decision", "unit", "CCTYJ")
                .then()
                .statusCode(200)
                .extract()
                .path("workOrderId");
        String request = post(
                        as("unit-handler", "CCTYJ"),
                        "/work-orders/" + id + "/return-request",
                        "reasonCode",
                        "NOT_RESPONSIBLE",
                        "reason",
                        "与体育无关")
                .then()
                .statusCode(201)
                .body("reasonCode", equalTo("NOT_RESPONSIBLE"))
                .extract()
                .path("returnRequestId");
        returnDecided(request, "granted", false, "note", "首接负责").then().statusCode(200);
        String row = "items.find { it.reasonCode == 'NOT_RESPONSIBLE' && it.decidedBy == 'CLERK' }";
        as("dispatcher")
                .get(path)
                .then()
                .statusCode(200)
                .body(row + ".asked", equalTo(1))
                .body(row + ".refused", equalTo(1))
                .body(row + ".granted", equalTo(0))
                .body(row + ".reasonName", equalTo("非本单位职责"));
        as("unit-leader", "CCTYJ").get(path).then().statusCode(200);
        as("unit-leader", WATER).get(path).then().statusCode(404);
        as("dispatcher")
                .get("/api/v1/return-figures?from=%s&to=%s".formatted(day, "2000-01-01"))
                .then()
                .statusCode(400);
        as("unit-handler", WATER)
                .header("Accept-Language", "en")
                .get("/api/v1/return-reasons")
                .then()
                .statusCode(200)
                .body("items.code", hasItem("OTHER_AREA"))
                .body("items.name", hasItem("outside the unit's area"));
    }
}
