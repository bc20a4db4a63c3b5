package org.hotline12345.dispatch.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.InstructionGiven;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReplySubmitted;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.testing.RecordedEvent;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LifeOfAWorkOrderTest extends DispatchTest {
    @Test
    void a_case_is_dispatched_signed_answered_reviewed_and_signed_off() {
        var order = dispatched(waterCase());
        assertThat(order.leadUnit()).isEqualTo(WATER);
        assertThat(order.cause()).isEqualTo(DispatchCause.FIRST);
        assertThat(order.decidedBy()).isEqualTo(DecidedBy.CATALOGUE);
        assertThat(order.reason()).contains("自来水供应", "长春水务");
        assertThat(order.round()).isEqualTo(1);
        String path = "/work-orders/" + order.workOrderId();

        post(as("unit-leader", WATER, "leader"), path + "/instructions", "text", "请当日到现场", "due", "2030-01-01")
                .then()
                .statusCode(200)
                .body("state", equalTo("PENDING_SIGN"))
                .body("allowed", contains("assignee", "instructions", "read-mark"));
        post(as("unit-handler", WATER, "handler"), path + "/sign")
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("state", equalTo("SIGNED"))
                .body("signedBy", equalTo("handler"))
                .body("allowed", hasItems("replies", "return-request", "extension-request", "co-handling", "assignee"))
                .body("allowed", not(hasItem("sign")));
        post(as("unit-handler", WATER, "handler"), path + "/assignee", "subject", "王工")
                .then()
                .statusCode(200)
                .body("assignee", equalTo("王工"));
        String reply = reply(order, "author");
        post(as("unit-reviewer", WATER, "reviewer"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200)
                .body("state", equalTo("IN_SIGN_OFF"))
                .body("workOrder.state", equalTo("REPLY_IN_SIGN_OFF"));
        post(as("unit-leader", WATER, "leader"), "/replies/" + reply + "/sign-off", "approved", true)
                .then()
                .statusCode(200)
                .body("state", equalTo("ISSUED"))
                .body("workOrder.state", equalTo("REPLIED"))
                .body("workOrder.finishedAt", notNullValue());

        probe.await(order.caseId(), ReplyIssued.class);
        assertThat(probe.eventsOf(order.caseId()).stream()
                        .map(RecordedEvent::event)
                        .map(event -> (Object) event.getClass())
                        .skip(1))
                .containsExactly(
                        CaseDispatched.class,
                        InstructionGiven.class,
                        WorkOrderSigned.class,
                        ReplySubmitted.class,
                        ReplyReviewed.class,
                        ReplyReviewed.class,
                        ReplyIssued.class);
        var issued = probe.await(order.caseId(), ReplyIssued.class);
        assertThat(issued.headers()).containsEntry("ce_actor", "leader");
        assertThat(issued.as(ReplyIssued.class).author()).isEqualTo("author");
    }

    @Test
    void a_reply_sent_back_needs_a_comment_and_returns_to_its_author() {
        var order = dispatched(waterCase());
        sign(order);
        String reply = reply(order, "author");
        post(as("unit-reviewer", WATER, "reviewer"), "/replies/" + reply + "/review", "approved", false)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("comment"));
        post(
                        as("unit-reviewer", WATER, "reviewer"),
                        "/replies/" + reply + "/review",
                        "approved",
                        false,
                        "comment",
                        "没有说明办理结果")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("workOrder.state", equalTo("SIGNED"));
        reply(order, "author");
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .statusCode(200)
                .body("replies", hasSize(2))
                .body("replies[0].comment", equalTo("没有说明办理结果"));
    }

    @Test
    void the_author_neither_reviews_nor_signs_off() {
        var order = dispatched(waterCase());
        sign(order);
        String reply = reply(order, "one-person");
        post(as("unit-reviewer", WATER, "one-person"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(403)
                .body("type", equalTo("https://hotline12345.org/problems/author-may-not-approve"));
        post(as("unit-reviewer", WATER, "reviewer"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200);
        post(as("unit-leader", WATER, "one-person"), "/replies/" + reply + "/sign-off", "approved", true)
                .then()
                .statusCode(403)
                .body("detail", equalTo("答复必须由作者以外的人审签。"));
        post(as("unit-leader", WATER, "leader"), "/replies/" + reply + "/sign-off", "approved", true)
                .then()
                .statusCode(200);
        post(as("unit-leader", WATER, "leader"), "/replies/" + reply + "/sign-off", "approved", true)
                .then()
                .statusCode(409)
                .body("state", equalTo("REPLIED"));
    }

    @Test
    void a_planned_reply_says_when_the_matter_is_looked_at_again() {
        var order = dispatched(waterCase());
        sign(order);
        post(
                        as("unit-handler", WATER),
                        "/work-orders/" + order.workOrderId() + "/replies",
                        "disposition",
                        "PLANNED",
                        "text",
                        "已列入明年改造计划")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("reviewDate"));
    }

    @Test
    void the_wrong_state_is_named_with_what_is_allowed() {
        var order = dispatched(waterCase());
        post(
                        as("unit-handler", WATER),
                        "/work-orders/" + order.workOrderId() + "/replies",
                        "disposition",
                        "RESOLVED",
                        "text",
                        "已解决")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("state", equalTo("PENDING_SIGN"))
                .body("allowed", hasItems("sign", "return-request"));
    }

    @Test
    void a_version_that_is_not_the_present_one_is_refused() {
        var order = dispatched(waterCase());
        as("unit-handler", WATER)
                .header("If-Match", "\"17\"")
                .body("{}")
                .post("/api/v1/work-orders/" + order.workOrderId() + "/sign")
                .then()
                .statusCode(412);
        String tag = as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .header("ETag");
        as("unit-handler", WATER)
                .header("If-Match", tag)
                .body("{}")
                .post("/api/v1/work-orders/" + order.workOrderId() + "/sign")
                .then()
                .statusCode(200);
    }

    @Test
    void a_command_sent_twice_with_its_key_is_done_once() {
        var order = dispatched(waterCase());
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            as("unit-handler", WATER)
                    .header("Idempotency-Key", key)
                    .body("{}")
                    .post("/api/v1/work-orders/" + order.workOrderId() + "/sign")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("SIGNED"));
        }
        assertThat(probe.eventsOf(order.caseId()))
                .filteredOn(e -> e.event() instanceof WorkOrderSigned)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void what_the_citizen_adds_is_shown_with_the_order_and_raises_its_version() {
        var order = dispatched(waterCase());
        Instant now = Instant.now();
        probe.produce(new CaseSupplemented(order.caseId(), UUID.randomUUID(), "三号楼也停了", now), now);
        probe.produce(new CitizenUrged(order.caseId(), 1, "什么时候来水", now.plusMillis(1)), now.plusMillis(1));
        awaitRow("select from case_note where case_id = $1 and kind = 'URGE'", order.caseId());
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .statusCode(200)
                .body("notes.kind", contains("SUPPLEMENT", "URGE"))
                .body("notes.text", contains("三号楼也停了", "什么时候来水"))
                .body("case.urges", is(1))
                .body("version", not(is(0)));
    }

    @Test
    void reading_shows_the_case_without_the_citizen_and_is_logged() {
        var order = dispatched(waterCase().address("人民大街1号"));
        deadline(order, Instant.now().plus(5, ChronoUnit.DAYS), 1, 5, null);
        as("unit-handler", WATER, "curious")
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .statusCode(200)
                .body("case.text", equalTo("家里没有水，自来水公司一直不来修"))
                .body("case.address", equalTo("人民大街1号"))
                .body("case.citizenRef", nullValue())
                .body("deadlines", hasSize(1))
                .body("deadlines[0].kind", equalTo("REPLY"))
                .body("replyDueAt", notNullValue());
        as("auditor")
                .queryParam("caseId", order.caseId())
                .get("/api/v1/reading-log")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].subject", equalTo("curious"))
                .body("items[0].unit", equalTo(WATER));
    }

    @Test
    void texts_that_no_database_holds_are_refused() {
        var order = dispatched(waterCase());
        sign(order);
        for (String text : new String[] {"空\u0000字符", "\u0007", " ", "长".repeat(20001)}) {
            post(
                            as("unit-handler", WATER),
                            "/work-orders/" + order.workOrderId() + "/replies",
                            "disposition",
                            "RESOLVED",
                            "text",
                            text)
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("text"));
        }
        post(
                        as("unit-handler", WATER),
                        "/work-orders/" + order.workOrderId() + "/replies",
                        "disposition",
                        "RESOLVED",
                        "text",
                        "'; drop table reply; -- <script>alert(1)</script>\n第二行")
                .then()
                .statusCode(201);
    }
}
