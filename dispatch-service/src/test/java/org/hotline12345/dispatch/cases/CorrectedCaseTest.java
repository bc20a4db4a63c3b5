package org.hotline12345.dispatch.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderRecalled;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CorrectedCaseTest extends DispatchTest {
    /** The catalogue gives it to another unit than water. */
    private static final String SPORTS = "C1408";

    private void correct(UUID caseId, String category, Respondent respondent, CorrectedFact... facts) {
        Instant now = Instant.now();
        probe.produce(
                new CaseCorrected(
                        caseId,
                        UUID.randomUUID(),
                        1,
                        List.of(facts).stream()
                                .map(fact -> new FactCorrection(fact, null, null))
                                .toList(),
                        "更正后的标题",
                        category,
                        null,
                        Urgency.URGENT,
                        Anonymity.HIDDEN_FROM_UNIT,
                        respondent,
                        UUID.randomUUID(),
                        true,
                        "来电人更正",
                        "agent",
                        now),
                now);
        awaitRow("select from case_note where case_id = $1 and kind = 'CORRECTION'", caseId);
    }

    @Test
    void a_signed_order_stays_and_says_what_is_right_everywhere() {
        var order = dispatched(waterCase());
        sign(order).then().statusCode(200);

        correct(
                order.caseId(),
                WATER_SUPPLY,
                null,
                CorrectedFact.TITLE,
                CorrectedFact.URGENCY,
                CorrectedFact.ANONYMITY);

        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .statusCode(200)
                .body("title", equalTo("更正后的标题"))
                .body("urgency", equalTo("URGENT"))
                .body("case.anonymity", equalTo("HIDDEN_FROM_UNIT"))
                .body("notes.kind", hasItem("CORRECTION"))
                .body("notes.text", hasItem("标题、紧急程度、保密要求：来电人更正"));
        assertThat(count("select count(*) from work_order where case_id = $1", order.caseId()))
                .isEqualTo(1);
    }

    @Test
    void an_unsigned_order_goes_to_the_unit_of_the_right_category() {
        var order = dispatched(waterCase());

        correct(order.caseId(), SPORTS, null, CorrectedFact.CATEGORY);

        var recalled = probe.await(order.caseId(), WorkOrderRecalled.class).as(WorkOrderRecalled.class);
        assertThat(recalled.workOrderId()).isEqualTo(order.workOrderId());
        var next = probe.await(
                        received -> received.event() instanceof CaseDispatched e
                                && e.caseId().equals(order.caseId())
                                && !e.workOrderId().equals(order.workOrderId()),
                        "the next order")
                .as(CaseDispatched.class);
        assertThat(next.leadUnit()).isNotEqualTo(WATER).isEqualTo(recalled.toUnit());
        assertThat(next.category()).isEqualTo(SPORTS);
        assertThat(next.corrections()).isEqualTo(1);
        awaitRow("select from work_order where id = $1 and category = $2", order.workOrderId(), WATER_SUPPLY);
        as("unit-handler", WATER)
                .get("/api/v1/units/" + WATER + "/recalls")
                .then()
                .statusCode(200)
                .body("items.find { it.workOrderId == '" + order.workOrderId() + "' }.reason", startsWith("诉求更正"));
    }

    @Test
    void a_case_that_is_taken_out_of_a_merge_is_given_by_what_was_corrected_meanwhile() {
        var lead = dispatched(waterCase());
        var member = dispatched(waterCase());
        post(as("dispatcher"), "/merges", "leadCaseId", lead.caseId(), "caseIds", new UUID[] {member.caseId()})
                .then()
                .statusCode(201);
        correct(member.caseId(), SPORTS, null, CorrectedFact.CATEGORY);

        awaitRow("select from work_order where id = $1 and category = $2", member.workOrderId(), SPORTS);
        awaitRow("select from work_order where id = $1 and category = $2", lead.workOrderId(), WATER_SUPPLY);
    }

    @Test
    void whom_it_accuses_loses_sight_of_it_at_once() {
        var order = dispatched(waterCase());
        sign(order).then().statusCode(200);

        correct(order.caseId(), WATER_SUPPLY, new Respondent(WATER, null), CorrectedFact.RESPONDENT);

        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .statusCode(404);
        assertThat(probe.await(order.caseId(), WorkOrderRecalled.class)
                        .as(WorkOrderRecalled.class)
                        .unit())
                .isEqualTo(WATER);
        awaitRow(
                "select from registered_case where case_id = $1 and accused = array[$2::text] and respondent_unit = $2",
                order.caseId(),
                WATER);
    }

    @Test
    void a_case_in_triage_gets_the_candidates_of_what_it_is() {
        UUID id = inTriage(riddle());
        Instant since = probe.await(id, CaseSentToTriage.class)
                .as(CaseSentToTriage.class)
                .sentAt();

        correct(id, WATER_SUPPLY, null, CorrectedFact.CATEGORY);

        awaitRow(
                "select from triage_entry where case_id = $1 and candidates -> 0 ->> 'unit' = $2 and reason like '诉求更正%'",
                id, WATER);
        assertThat(count("select count(*) from triage_entry where case_id = $1 and sent_at = $2", id, since))
                .isEqualTo(1);
        post(as("dispatcher"), "/triage/" + id + "/decision", "unit", WATER)
                .then()
                .statusCode(200);
        var given = probe.await(id, CaseDispatched.class).as(CaseDispatched.class);
        assertThat(given.category()).isEqualTo(WATER_SUPPLY);
        assertThat(given.corrections()).isEqualTo(1);
    }
}
