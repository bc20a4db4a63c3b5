package org.hotline12345.intake.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

/** Nothing new since the last answer: one proposes the link, another decides. */
@QuarkusTest
class LinkTest extends IntakeTest {
    private UUID answered(String phone) {
        var draft = draft("楼下烧烤店油烟扰民");
        draft.put("citizen", Map.of("phone", phone));
        UUID id = UUID.fromString(register(draft).path("caseId"));
        answeredByWater(id, "已安装净化装置");
        return id;
    }

    private static Map<String, Object> again(String phone) {
        var draft = draft("烧烤店油烟又来了");
        draft.put("citizen", Map.of("phone", phone));
        return draft;
    }

    private static Response propose(UUID id, UUID earlier) {
        return as("agent")
                .body(Map.of("earlierCaseId", earlier.toString(), "reason", "与上次所述相同，没有新的情况"))
                .post("/api/v1/cases/" + id + "/links");
    }

    private static Response decide(String link, String subject, Map<String, Object> body) {
        return with(TestTokens.of("dispatcher", null, subject)).body(body).post("/api/v1/links/" + link + "/decision");
    }

    @Test
    void a_second_reader_accepts_and_the_citizen_is_told_that_the_answer_stands() {
        String phone = phone();
        UUID earlier = answered(phone);
        Response registered = register(again(phone));
        UUID id = UUID.fromString(registered.path("caseId"));

        String link = propose(id, earlier)
                .then()
                .statusCode(201)
                .body("state", equalTo("PROPOSED"))
                // who proposed it is not the second reader
                .body("allowed", hasSize(0))
                .extract()
                .path("linkId");
        propose(id, earlier).then().statusCode(409);
        view(id).then().body("link.state", equalTo("PROPOSED"));
        as("dispatcher")
                .get("/api/v1/links?caseId=" + id)
                .then()
                .statusCode(200)
                .body("items.linkId", hasItem(link))
                .body("items.allowed", hasItem(List.of("decision")));
        as("evaluator").get("/api/v1/links?caseId=" + id).then().body("items.allowed", hasItem(List.of()));
        decide(link, "reader", Map.of("accepted", true))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("told"));
        decide(link, "reader", Map.of("accepted", true, "told", "您反映的问题上月已答复，答复继续有效"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACCEPTED"))
                .body("decidedBy", equalTo("reader"));

        var event = probe.await(id, CaseNotAccepted.class).as(CaseNotAccepted.class);
        assertThat(event.reason()).isEqualTo(NonAcceptanceReason.NO_NEW_FACTS);
        assertThat(event.linkedCaseId()).isEqualTo(earlier);
        view(id).then().body("status", equalTo("NOT_ACCEPTED"));
        as("agent")
                .get("/api/v1/public/cases/" + registered.path("caseNumber") + "?code=" + registered.path("queryCode"))
                .then()
                .statusCode(200)
                .body("timeline.text.join('')", containsString("答复继续有效"));
        decide(link, "reader", Map.of("accepted", false)).then().statusCode(409);
    }

    @Test
    void who_proposed_may_not_decide_and_a_refused_link_leaves_the_case_alone() {
        String phone = phone();
        UUID earlier = answered(phone);
        UUID id = UUID.fromString(register(again(phone)).path("caseId"));
        String link = propose(id, earlier).then().statusCode(201).extract().path("linkId");
        String proposer = as("agent").get("/api/v1/links?caseId=" + id).path("items[0].proposedBy");

        decide(link, proposer, Map.of("accepted", true, "told", "答复有效"))
                .then()
                .statusCode(403)
                .body("type", containsString("second-reader-is-another"));
        decide(link, "reader", Map.of("accepted", false, "note", "这次说的是新的一家"))
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"));
        view(id).then().body("status", equalTo("REGISTERED")).body("link.state", equalTo("REFUSED"));
        propose(id, earlier).then().statusCode(201);
    }

    @Test
    void a_case_may_be_registered_with_the_proposal_and_dispatch_is_told() {
        String phone = phone();
        UUID earlier = answered(phone);
        var draft = again(phone);
        draft.put("linkTo", Map.of("caseId", earlier.toString(), "reason", "没有新的情况"));

        UUID id = UUID.fromString(register(draft).path("caseId"));

        assertThat(probe.await(id, CaseRegistered.class)
                        .as(CaseRegistered.class)
                        .proposedLink())
                .isEqualTo(earlier);
        view(id).then().body("link.state", equalTo("PROPOSED")).body("link.earlierCaseId", equalTo(earlier.toString()));
    }

    @Test
    void links_that_make_no_sense_are_refused() {
        String phone = phone();
        UUID earlier = answered(phone);
        UUID open = UUID.fromString(register(again(phone)).path("caseId"));
        UUID id = UUID.fromString(register(again(phone)).path("caseId"));
        UUID strangers = UUID.fromString(register(again(phone())).path("caseId"));

        propose(id, open).then().statusCode(400).body("violations[0].field", equalTo("earlierCaseId"));
        propose(id, id).then().statusCode(400);
        propose(id, UUID.randomUUID()).then().statusCode(400);
        propose(UUID.randomUUID(), earlier).then().statusCode(404);
        propose(strangers, earlier).then().statusCode(400).body("violations[0].message", containsString("另一诉求人"));
        var draft = again(phone);
        draft.put("linkTo", Map.of("caseId", open.toString(), "reason", "没有新的情况"));
        as("agent")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(draft)
                .post("/api/v1/cases")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("linkTo.caseId"));
    }

    @Test
    void once_a_unit_has_signed_the_citizen_is_heard() {
        String phone = phone();
        UUID earlier = answered(phone);
        UUID id = UUID.fromString(register(again(phone)).path("caseId"));
        String link = propose(id, earlier).then().statusCode(201).extract().path("linkId");
        UUID order = UUID.randomUUID();
        Instant now = Instant.now();
        probe.produce(
                new org.hotline12345.events.CaseDispatched(
                        id,
                        order,
                        1,
                        org.hotline12345.events.DispatchCause.FIRST,
                        WATER,
                        List.of(),
                        null,
                        null,
                        org.hotline12345.events.DecidedBy.CLERK,
                        "test",
                        null,
                        null,
                        null,
                        now,
                        java.util.List.of(),
                        0),
                now);
        probe.produce(new WorkOrderSigned(id, order, WATER, "handler", now), now);
        awaitStatus(id, "IN_PROGRESS");

        decide(link, "reader", Map.of("accepted", true, "told", "答复有效"))
                .then()
                .statusCode(409)
                .body("state", equalTo("IN_PROGRESS"));
    }
}
