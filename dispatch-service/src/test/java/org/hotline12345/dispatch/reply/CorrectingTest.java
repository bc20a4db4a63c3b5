package org.hotline12345.dispatch.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyTakenBack;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.api.Test;

/** A reply that its author takes back before it counts, and one that another takes the place of afterwards. */
@QuarkusTest
class CorrectingTest extends DispatchTest {
    private static final String RIGHT = "更正：经核实，供水将于明日12时恢复，抢修由城东水务所负责，电话0431-80000000";

    private CaseDispatched signed() {
        var order = dispatched(waterCase());
        sign(order).then().statusCode(200);
        return order;
    }

    private CaseDispatched replied() {
        var order = dispatched(waterCase());
        answer(order);
        followed(order, "REPLIED%");
        return order;
    }

    private void followed(CaseDispatched order, String course) {
        awaitRow("select from registered_case where case_id = $1 and course like $2", order.caseId(), course);
    }

    private static Response takeBack(String reply, String author) {
        return post(as("unit-handler", WATER, author), "/replies/" + reply + "/take-back", "reason", "时间写错");
    }

    private static Response correct(CaseDispatched order, String author) {
        return post(
                as("unit-handler", WATER, author),
                "/work-orders/" + order.workOrderId() + "/corrections",
                "reason",
                "恢复供水的时间写错",
                "disposition",
                "EXPLAINED",
                "text",
                RIGHT);
    }

    private static String corrected(CaseDispatched order) {
        return correct(order, "author").then().statusCode(201).extract().path("replyId");
    }

    private static Response review(String reply) {
        return post(as("unit-reviewer", WATER, "reviewer"), "/replies/" + reply + "/review", "approved", true);
    }

    private static Response signOff(String reply, boolean approved) {
        return post(
                as("unit-leader", WATER, "leader"),
                "/replies/" + reply + "/sign-off",
                "approved",
                approved,
                "comment",
                "再核实");
    }

    private static Response seen(CaseDispatched order) {
        return as("unit-handler", WATER).get("/api/v1/work-orders/" + order.workOrderId());
    }

    @Test
    void an_author_takes_a_reply_back_and_the_order_is_what_it_was() {
        var order = signed();
        String reply = reply(order, "author");

        takeBack(reply, "author")
                .then()
                .statusCode(200)
                .body("state", equalTo("TAKEN_BACK"))
                .body("comment", equalTo("时间写错"))
                .body("workOrder.state", equalTo("SIGNED"))
                .body("workOrder.allowed", hasItem("replies"));

        var told = probe.await(order.caseId(), ReplyTakenBack.class).as(ReplyTakenBack.class);
        assertThat(told.replyId()).isEqualTo(UUID.fromString(reply));
        assertThat(told.state()).isEqualTo(WorkOrderState.SIGNED);
        seen(order).then().body("replies.state", contains("TAKEN_BACK")).body("replies[0].takenBackAt", notNullValue());
        review(reply).then().statusCode(409).body("state", equalTo("SIGNED"));
        String next = reply(order, "author");
        assertThat(next).isNotEqualTo(reply);
    }

    @Test
    void what_the_reviewer_has_approved_is_still_taken_back_and_what_the_leader_has_signed_no_longer() {
        var order = signed();
        String reply = reply(order, "author");
        review(reply).then().statusCode(200).body("workOrder.allowed", not(hasItem("take-back")));

        takeBack(reply, "author").then().statusCode(200).body("reviewer", equalTo("reviewer"));

        String next = reply(order, "author");
        review(next).then().statusCode(200);
        signOff(next, true).then().statusCode(200);
        takeBack(next, "author").then().statusCode(409).body("state", equalTo("REPLIED"));
    }

    @Test
    void nobody_but_its_author_takes_a_reply_back() {
        var order = signed();
        String reply = reply(order, "author");

        takeBack(reply, "colleague").then().statusCode(403).body("type", endsWith("/only-author-takes-back"));
        post(as("unit-handler", NANGUAN, "author"), "/replies/" + reply + "/take-back", "reason", "x")
                .then()
                .statusCode(404);
        seen(order).then().body("state", equalTo("REPLY_IN_REVIEW"));
    }

    @Test
    void of_the_author_and_the_reviewer_the_second_is_refused_by_the_version() {
        var order = signed();
        String reply = reply(order, "author");
        String version = seen(order).header("ETag");
        review(reply).then().statusCode(200);

        post(
                        as("unit-handler", WATER, "author").header("If-Match", version),
                        "/replies/" + reply + "/take-back",
                        "reason",
                        "x")
                .then()
                .statusCode(412);
    }

    @Test
    void a_correction_goes_the_way_of_any_reply_and_the_first_one_stands_until_it_is_issued() {
        var order = replied();
        Instant finished = Instant.parse(seen(order)
                .then()
                .body("allowed", hasItem("corrections"))
                .extract()
                .<String>path("finishedAt"));

        String correction = corrected(order);

        seen(order)
                .then()
                .body("state", equalTo("REPLIED"))
                .body("correction", equalTo("REPLY_IN_REVIEW"))
                .body("replies.state", contains("ISSUED", "IN_REVIEW"))
                .body("allowed", contains("take-back"));
        correct(order, "colleague").then().statusCode(409);
        review(correction).then().statusCode(200).body("workOrder.correction", equalTo("REPLY_IN_SIGN_OFF"));
        signOff(correction, true)
                .then()
                .statusCode(200)
                .body("state", equalTo("ISSUED"))
                .body("workOrder.state", equalTo("REPLIED"))
                .body("workOrder.correction", nullValue());

        var told = probe.await(order.caseId(), ReplyCorrected.class).as(ReplyCorrected.class);
        assertThat(told.text()).contains("明日12时");
        assertThat(told.resultChanged()).as("RESOLVED became EXPLAINED").isTrue();
        seen(order)
                .then()
                .body("replies.state", contains("SUPERSEDED", "ISSUED"))
                .body("replies[0].supersededAt", notNullValue())
                .body("replies[1].corrects", equalTo(told.corrects().toString()))
                .body("replies[1].correctionReason", equalTo("恢复供水的时间写错"))
                .body("correction", nullValue());
        assertThat(Instant.parse(seen(order).then().extract().<String>path("finishedAt")))
                .as("no time is gained by correcting")
                .isEqualTo(finished);
    }

    @Test
    void a_correction_that_is_sent_back_or_taken_back_leaves_the_first_reply_and_may_be_written_again() {
        var order = replied();
        String first = corrected(order);
        review(first).then().statusCode(200);
        signOff(first, false).then().statusCode(200).body("state", equalTo("REJECTED"));

        String second = corrected(order);
        takeBack(second, "author").then().statusCode(200).body("workOrder.state", equalTo("REPLIED"));

        seen(order)
                .then()
                .body("replies.state", contains("ISSUED", "REJECTED", "TAKEN_BACK"))
                .body("allowed", hasItem("corrections"));
        String third = corrected(order);
        review(third).then().statusCode(200);
        signOff(third, true).then().statusCode(200);
        String fourth = corrected(order);
        review(fourth).then().statusCode(200);
        signOff(fourth, true).then().statusCode(200);
        seen(order).then().body("replies.state", hasItems("SUPERSEDED", "ISSUED"));
        assertThat(count(
                        "select count(*) from reply where work_order_id = $1 and state = 'ISSUED'",
                        order.workOrderId()))
                .isOne();
    }

    @Test
    void the_author_of_a_correction_does_not_approve_it() {
        var order = replied();
        String correction = corrected(order);

        post(as("unit-reviewer", WATER, "author"), "/replies/" + correction + "/review", "approved", true)
                .then()
                .statusCode(403)
                .body("type", endsWith("/author-may-not-approve"));
    }

    @Test
    void a_case_that_is_handled_again_has_nothing_left_to_correct() {
        var order = replied();
        String correction = corrected(order);
        Instant now = Instant.now();
        probe.produce(rework(order, now), now);
        awaitRow("select from work_order where case_id = $1 and round = 2", order.caseId());

        review(correction).then().statusCode(409);
        correct(order, "author").then().statusCode(409).body("type", endsWith("/reply-no-longer-correctable"));
        seen(order).then().body("correction", nullValue()).body("allowed", not(hasItem("corrections")));
    }

    @Test
    void behind_a_withdrawal_nobody_waits_for_a_correction() {
        var order = replied();
        String correction = corrected(order);
        Instant now = Instant.now();
        probe.produce(new CaseWithdrawn(order.caseId(), "已解决", now), now);
        awaitRow("select from registered_case where case_id = $1 and ended = 'WITHDRAWN'", order.caseId());

        review(correction).then().statusCode(409);
    }

    @Test
    void a_correction_of_a_later_round_leaves_what_was_answered_with_an_earlier_one() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase());
        post(as("dispatcher"), "/merges", "leadCaseId", lead.caseId(), "caseIds", List.of(member.caseId()))
                .then()
                .statusCode(201);
        answer(lead);
        followed(lead, "REPLIED%");
        followed(member, "REPLIED%");
        Instant now = Instant.now();
        probe.produce(rework(lead, now), now);
        var again = probe.await(
                        told -> told.event() instanceof CaseDispatched next
                                && lead.workOrderId().equals(next.previousWorkOrderId()),
                        "the second round")
                .as(CaseDispatched.class);
        answer(again);
        followed(again, "REPLIED round=2%");

        String correction = corrected(again);
        review(correction).then().statusCode(200);
        signOff(correction, true).then().statusCode(200);

        assertThat(probe.await(lead.caseId(), ReplyCorrected.class)
                        .as(ReplyCorrected.class)
                        .round())
                .isEqualTo(2);
        assertThat(count("select count(*) from reply where case_id = $1", member.caseId()))
                .as("the answer of the first round stands")
                .isOne();
    }

    private static ReworkOrdered rework(CaseDispatched order, Instant at) {
        return new ReworkOrdered(
                order.caseId(),
                UUID.randomUUID(),
                order.workOrderId(),
                1,
                WATER,
                ReworkCause.DISSATISFIED,
                "还是没有水",
                "system",
                at,
                null);
    }

    @Test
    void a_correction_of_the_lead_case_corrects_the_answers_of_those_that_were_merged_with_it() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase());
        post(as("dispatcher"), "/merges", "leadCaseId", lead.caseId(), "caseIds", List.of(member.caseId()))
                .then()
                .statusCode(201);
        answer(lead);
        followed(lead, "REPLIED%");
        followed(member, "REPLIED%");
        correct(member, "author").then().statusCode(409).body("type", endsWith("/reply-corrected-with-lead"));

        String correction = corrected(lead);
        review(correction).then().statusCode(200);
        signOff(correction, true).then().statusCode(200);

        var told = probe.await(member.caseId(), ReplyCorrected.class).as(ReplyCorrected.class);
        assertThat(told.workOrderId()).isEqualTo(member.workOrderId());
        assertThat(told.text()).contains("明日12时");
        assertThat(count(
                        "select count(*) from reply where case_id = $1 and state = 'SUPERSEDED' and id = $2",
                        member.caseId(),
                        told.corrects()))
                .isOne();
    }
}
