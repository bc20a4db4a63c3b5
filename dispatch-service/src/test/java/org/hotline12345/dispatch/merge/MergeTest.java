package org.hotline12345.dispatch.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MergeTest extends DispatchTest {
    private static Response merge(UUID lead, UUID... members) {
        return post(as("dispatcher"), "/merges", "leadCaseId", lead, "caseIds", List.of(members));
    }

    @Test
    void three_citizens_with_one_matter_are_each_answered_by_one_handling() {
        var lead = dispatched(waterCase());
        var second = dispatched(waterCase());
        UUID third = inTriage(riddle());
        merge(lead.caseId(), second.caseId(), third)
                .then()
                .statusCode(201)
                .body("workOrderId", equalTo(lead.workOrderId().toString()))
                .body("caseIds", containsInAnyOrder(second.caseId().toString(), third.toString()));
        var thirdOrder = probe.await(third, CaseDispatched.class).as(CaseDispatched.class);
        assertThat(thirdOrder.leadUnit()).isEqualTo(WATER);
        assertThat(probe.await(third, CaseMerged.class).as(CaseMerged.class).leadCaseId())
                .isEqualTo(lead.caseId());
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + lead.workOrderId())
                .then()
                .body("mergedCases.caseId", hasItems(second.caseId().toString(), third.toString()));
        sign(second).then().statusCode(409).body("state", equalTo("MERGED"));

        answer(lead);

        for (UUID id : List.of(lead.caseId(), second.caseId(), third)) {
            var issued = probe.await(id, ReplyIssued.class).as(ReplyIssued.class);
            assertThat(issued.text()).contains("恢复供水");
            assertThat(issued.caseId()).isEqualTo(id);
        }
        assertThat(probe.await(second.caseId(), ReplyIssued.class)
                        .as(ReplyIssued.class)
                        .workOrderId())
                .isEqualTo(second.workOrderId());
        as("dispatcher").delete("/api/v1/merges/" + second.caseId()).then().statusCode(404);

        // a dissatisfied member is reworked alone
        Instant now = Instant.now();
        probe.produce(
                new ReworkOrdered(
                        second.caseId(),
                        UUID.randomUUID(),
                        second.workOrderId(),
                        1,
                        WATER,
                        ReworkCause.DISSATISFIED,
                        "还是没有水",
                        "system",
                        now,
                        null),
                now);
        var again = probe.await(
                        e -> e.event() instanceof CaseDispatched d
                                && d.caseId().equals(second.caseId())
                                && d.round() == 2,
                        "round 2")
                .as(CaseDispatched.class);
        assertThat(again.cause()).isEqualTo(DispatchCause.REWORK);
        assertThat(count("select count(*) from work_order where case_id = $1", third))
                .isEqualTo(1);
    }

    @Test
    void an_undone_merge_gives_the_case_to_its_unit_again() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase());
        merge(lead.caseId(), member.caseId()).then().statusCode(201);
        String order = as("dispatcher")
                .delete("/api/v1/merges/" + member.caseId())
                .then()
                .statusCode(200)
                .body("cause", equalTo("UNMERGED"))
                .body("state", equalTo("PENDING_SIGN"))
                .body("unit", equalTo(WATER))
                .extract()
                .path("workOrderId");
        probe.await(member.caseId(), CaseUnmerged.class);
        probe.await(
                e -> e.event() instanceof CaseDispatched d
                        && d.workOrderId().toString().equals(order),
                "the member's new order");
        as("dispatcher").delete("/api/v1/merges/" + member.caseId()).then().statusCode(404);
    }

    @Test
    void an_undone_merge_gives_no_case_to_a_unit_that_returned_its_leads_unless_it_says_so() {
        var lead = dispatched(waterCase());
        var first = dispatched(waterCase());
        var second = dispatched(waterCase());
        merge(lead.caseId(), first.caseId(), second.caseId()).then().statusCode(201);
        returned(lead, "CCZJJ").then().statusCode(200);

        as("dispatcher")
                .delete("/api/v1/merges/" + first.caseId())
                .then()
                .statusCode(202)
                .body("caseId", equalTo(first.caseId().toString()))
                .body("reason", containsString("已退回本事项"));
        probe.await(first.caseId(), CaseUnmerged.class);
        assertThat(probe.await(first.caseId(), CaseSentToTriage.class)
                        .as(CaseSentToTriage.class)
                        .reason())
                .startsWith("撤销并单。");
        assertThat(count("select count(*) from work_order where case_id = $1", first.caseId()))
                .isEqualTo(1);
        post(as("dispatcher"), "/triage/" + first.caseId() + "/decision", "unit", "CCZJJ")
                .then()
                .statusCode(200);

        as("dispatcher")
                .queryParam("backToReturner", true)
                .delete("/api/v1/merges/" + second.caseId())
                .then()
                .statusCode(200)
                .body("unit", equalTo(WATER));
    }

    @Test
    void what_a_member_adds_shows_at_the_lead_and_a_withdrawn_lead_sets_its_members_free() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase());
        merge(lead.caseId(), member.caseId()).then().statusCode(201);
        Instant now = Instant.now();
        probe.produce(new CaseSupplemented(member.caseId(), UUID.randomUUID(), "我家也停了", now), now);
        awaitRow("select from case_note where case_id = $1", member.caseId());
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + lead.workOrderId())
                .then()
                .body("notes.text", hasItem("我家也停了"));

        probe.produce(new CaseWithdrawn(lead.caseId(), "已解决", now), now);
        var again = probe.await(
                        e -> e.event() instanceof CaseDispatched d
                                && d.caseId().equals(member.caseId())
                                && d.cause() == DispatchCause.UNMERGED,
                        "the member alone")
                .as(CaseDispatched.class);
        assertThat(again.leadUnit()).isEqualTo(WATER);
        sign(again).then().statusCode(200);
    }

    @Test
    void merging_into_a_group_makes_one_group_and_one_reply_answers_all() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase());
        var otherLead = dispatched(waterCase());
        var otherMember = dispatched(waterCase());
        merge(lead.caseId(), member.caseId()).then().statusCode(201);
        merge(otherLead.caseId(), otherMember.caseId()).then().statusCode(201);

        // named by a member, joined by another group's lead
        merge(member.caseId(), otherLead.caseId())
                .then()
                .statusCode(201)
                .body("leadCaseId", equalTo(lead.caseId().toString()))
                .body(
                        "caseIds",
                        containsInAnyOrder(
                                member.caseId().toString(),
                                otherLead.caseId().toString(),
                                otherMember.caseId().toString()));
        probe.await(
                e -> e.event() instanceof CaseMerged m
                        && m.caseId().equals(otherMember.caseId())
                        && m.leadCaseId().equals(lead.caseId()),
                "the other group's member moved");

        answer(lead);

        for (var order : List.of(lead, member, otherLead, otherMember)) {
            assertThat(probe.await(order.caseId(), ReplyIssued.class)
                            .as(ReplyIssued.class)
                            .workOrderId())
                    .isEqualTo(order.workOrderId());
        }
    }

    @Test
    void when_the_lead_is_withdrawn_the_next_member_leads_and_the_others_stay_with_it() {
        var lead = dispatched(waterCase());
        var next = dispatched(waterCase());
        var third = dispatched(waterCase());
        merge(lead.caseId(), next.caseId(), third.caseId()).then().statusCode(201);
        sign(lead).then().statusCode(200);
        Instant now = Instant.now();

        probe.produce(new CaseWithdrawn(lead.caseId(), "已解决", now), now);

        var again = probe.await(
                        e -> e.event() instanceof CaseDispatched d
                                && d.caseId().equals(next.caseId())
                                && d.cause() == DispatchCause.UNMERGED,
                        "the next member leads")
                .as(CaseDispatched.class);
        probe.await(
                e -> e.event() instanceof CaseMerged m
                        && m.caseId().equals(third.caseId())
                        && m.leadCaseId().equals(next.caseId()),
                "the third stays with it");
        assertThat(again.leadUnit()).isEqualTo(WATER);
        answer(again);
        assertThat(probe.await(third.caseId(), ReplyIssued.class)
                        .as(ReplyIssued.class)
                        .workOrderId())
                .isEqualTo(third.workOrderId());
        assertThat(count("""
                        select count(*)
                        from work_order
                        where case_id = any ($1::uuid[])
                          and state not in ('REPLIED', 'WITHDRAWN', 'MERGED')
                        """, (Object) new UUID[] {lead.caseId(), next.caseId(), third.caseId()}))
                .isZero();
    }

    private CaseDispatched givenTo(String unit) {
        UUID id = inTriage(riddle());
        post(as("dispatcher"), "/triage/" + id + "/decision", "unit", unit)
                .then()
                .statusCode(200);
        return probe.await(id, CaseDispatched.class).as(CaseDispatched.class);
    }

    @Test
    void a_group_whose_lead_is_withdrawn_in_triage_dissolves_and_nobody_is_lost() {
        var lead = dispatched(waterCase());
        var ofWater = dispatched(waterCase());
        var ofSports = givenTo("CCTYJ");
        merge(lead.caseId(), ofWater.caseId(), ofSports.caseId()).then().statusCode(201);
        returned(lead, null).then().statusCode(200).body("nextWorkOrder", nullValue());
        Instant now = Instant.now();

        probe.produce(new CaseWithdrawn(lead.caseId(), "已解决", now), now);

        // its own unit handles the one; the other's unit has said that the matter is not its own
        var alone = probe.await(
                        e -> e.event() instanceof CaseDispatched d
                                && d.caseId().equals(ofSports.caseId())
                                && d.cause() == DispatchCause.UNMERGED,
                        "the member alone")
                .as(CaseDispatched.class);
        assertThat(alone.leadUnit()).isEqualTo("CCTYJ");
        assertThat(alone.previousWorkOrderId()).isEqualTo(ofSports.workOrderId());
        probe.await(ofWater.caseId(), CaseUnmerged.class);
        assertThat(probe.await(ofWater.caseId(), CaseSentToTriage.class)
                        .as(CaseSentToTriage.class)
                        .reason())
                .contains("已退回本事项");
        assertThat(count("select count(*) from triage_entry where case_id = $1 and decided_at is null", lead.caseId()))
                .isZero();
        assertThat(count(
                        "select count(*) from merge_member where lead_case_id = $1 and outcome is null", lead.caseId()))
                .isZero();
        sign(alone).then().statusCode(200);
        post(as("dispatcher"), "/triage/" + ofWater.caseId() + "/decision", "unit", "CCZJJ")
                .then()
                .statusCode(200)
                .body("cause", equalTo("UNMERGED"));
    }

    @Test
    void a_merge_brings_no_case_back_to_a_unit_that_returned_it_unless_it_says_so() {
        var lead = dispatched(waterCase());
        var returned = dispatched(waterCase());
        returned(returned, "CCZJJ").then().statusCode(200);
        merge(lead.caseId(), returned.caseId())
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/unit-returned-before"));
        post(
                        as("dispatcher"),
                        "/merges",
                        "leadCaseId",
                        lead.caseId(),
                        "caseIds",
                        List.of(returned.caseId()),
                        "backToReturner",
                        true)
                .then()
                .statusCode(201);
        // what a member's unit returned does not come back to it with the group either
        var other = givenTo("CCTYJ");
        var member = dispatched(waterCase());
        returned(member, "CCZJJ").then().statusCode(200);
        merge(other.caseId(), member.caseId()).then().statusCode(201);
        returned(other, WATER)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/unit-returned-before"));
    }

    @Test
    void a_withdrawn_member_is_not_answered() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase());
        merge(lead.caseId(), member.caseId()).then().statusCode(201);
        Instant now = Instant.now();
        probe.produce(new CaseWithdrawn(member.caseId(), "不用了", now), now);
        awaitRow("select from merge_member where case_id = $1 and outcome = 'ENDED'", member.caseId());

        answer(lead);

        probe.await(lead.caseId(), ReplyIssued.class);
        assertThat(count("select count(*) from reply where case_id = $1", member.caseId()))
                .isZero();
    }

    @Test
    void a_group_is_never_given_to_a_unit_that_one_of_its_citizens_accuses() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase().respondent(NANGUAN));
        merge(lead.caseId(), member.caseId()).then().statusCode(201);

        returned(lead, NANGUAN)
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("单位 Q-220102 是被举报单位或其下属，应当回避"));
    }

    @Test
    void the_dispatcher_sees_in_triage_and_at_the_order_what_may_be_merged_and_a_unit_does_not() {
        var first = dispatched(waterCase());
        UUID second = inTriage(riddle().like(first.caseId(), UUID.randomUUID()));

        as("dispatcher")
                .get("/api/v1/triage?caseId=" + second)
                .then()
                .body("items[0].mergeCandidates.size()", equalTo(1))
                .body(
                        "items[0].mergeCandidates[0].caseId",
                        equalTo(first.caseId().toString()))
                .body("items[0].mergeCandidates[0].unit", equalTo(WATER))
                .body(
                        "items[0].mergeCandidates[0].workOrderId",
                        equalTo(first.workOrderId().toString()));
        as("dispatcher")
                .get("/api/v1/work-orders/" + first.workOrderId())
                .then()
                .body("mergeCandidates[0].caseId", equalTo(second.toString()))
                .body("mergeCandidates[0].state", equalTo("IN_TRIAGE"));
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + first.workOrderId())
                .then()
                .body("mergeCandidates", equalTo(List.of()));
        merge(first.caseId(), second).then().statusCode(201);
        answer(first);
        as("dispatcher")
                .get("/api/v1/work-orders/" + first.workOrderId())
                .then()
                .body("mergeCandidates", equalTo(List.of()));
    }

    @Test
    void a_case_whose_link_to_an_answered_one_is_proposed_waits_for_the_second_reader() {
        UUID id = inTriage(waterCase().link(UUID.randomUUID()));

        as("dispatcher").get("/api/v1/triage?caseId=" + id).then().body("items[0].reason", containsString("关联"));
    }

    @Test
    void merges_that_make_no_sense_are_refused() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase());
        merge(lead.caseId(), lead.caseId()).then().statusCode(400);
        merge(lead.caseId(), UUID.randomUUID()).then().statusCode(404);
        merge(
                        lead.caseId(),
                        dispatched(new Case().title("举报").category("C010206").respondent(WATER))
                                .caseId())
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("单位 CCSWJT 是被举报单位或其下属，应当回避"));
        merge(lead.caseId(), member.caseId()).then().statusCode(201);
        merge(member.caseId(), lead.caseId())
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("这些诉求已经并单办理"));
        var other = dispatched(waterCase());
        merge(other.caseId(), member.caseId()).then().statusCode(400).body("violations[0].field", equalTo("caseIds"));
        var answered = dispatched(waterCase());
        answer(answered);
        merge(lead.caseId(), answered.caseId()).then().statusCode(409).body("state", equalTo("REPLIED"));
    }
}
