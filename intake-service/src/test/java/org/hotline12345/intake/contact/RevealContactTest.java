package org.hotline12345.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevealContactTest extends IntakeTest {
    private final String phone = phone();

    private UUID dispatched(String anonymity, String unit, Map<String, Object> more) {
        var draft = draft("联系方式");
        draft.put("anonymity", anonymity);
        draft.put("citizen", Map.of("name", "周八", "phone", phone));
        draft.putAll(more);
        UUID id = UUID.fromString(register(draft).path("caseId"));
        if (unit != null) {
            probe.produce(
                    new CaseDispatched(
                            id,
                            UUID.randomUUID(),
                            1,
                            DispatchCause.FIRST,
                            unit,
                            List.of(),
                            null,
                            null,
                            DecidedBy.CATALOGUE,
                            "目录",
                            null,
                            null,
                            null,
                            Instant.now(),
                            List.of(),
                            0),
                    Instant.now());
            awaitStatus(id, "DISPATCHED");
        }
        return id;
    }

    private static Response reveal(UUID id, String token) {
        return with(token).body(Map.of("purpose", "核实情况")).post("/api/v1/cases/" + id + "/contact");
    }

    @Test
    void those_who_must_call_see_the_contact_data_and_are_logged() {
        UUID id = dispatched("NAMED", WATER_BRANCH, Map.of());

        for (String token : List.of(
                TestTokens.of("callback-agent"),
                TestTokens.of("service"),
                TestTokens.of("unit-handler", WATER_BRANCH),
                TestTokens.of("unit-handler", WATER))) {
            reveal(id, token).then().statusCode(200).body("name", equalTo("周八")).body("phone", equalTo(phone));
        }

        Response log = as("auditor").get("/api/v1/access-log?caseId=" + id);
        log.then()
                .statusCode(200)
                .body(
                        "items.action",
                        equalTo(List.of(
                                "CONTACT_REVEALED", "CONTACT_REVEALED", "CONTACT_REVEALED", "CONTACT_REVEALED")))
                .body("items[0].subject", equalTo("unit-handler-" + WATER))
                .body("items[0].unit", equalTo(WATER))
                .body("items[0].roles", equalTo(List.of("unit-handler")))
                .body("items[0].purpose", equalTo("核实情况"))
                .body("items[3].subject", equalTo("callback-agent-1"));
        assertThat(log.asString()).doesNotContain(phone, "周八");
        as("auditor")
                .get("/api/v1/access-log?caseId=" + id + "&from=2030-01-01")
                .then()
                .body("items", equalTo(List.of()));
        Response first = as("auditor").get("/api/v1/access-log?caseId=" + id + "&limit=3");
        as("auditor")
                .get("/api/v1/access-log?caseId=" + id + "&limit=3&after=" + first.path("next"))
                .then()
                .body("items.size()", equalTo(1))
                .body("next", equalTo(null));
    }

    @Test
    void another_unit_and_a_unit_without_the_case_see_nothing() {
        UUID id = dispatched("NAMED", WATER_BRANCH, Map.of());
        UUID undispatched = dispatched("NAMED", null, Map.of());

        reveal(id, TestTokens.of("unit-handler", ROADS)).then().statusCode(404);
        reveal(undispatched, TestTokens.of("unit-handler", WATER)).then().statusCode(404);
        reveal(UUID.randomUUID(), TestTokens.of("service")).then().statusCode(404);
        as("auditor").get("/api/v1/access-log?caseId=" + id).then().body("items", equalTo(List.of()));
    }

    @Test
    void who_asked_to_be_hidden_is_hidden_from_units_and_who_wants_no_call_is_not_called() {
        UUID hidden = dispatched("HIDDEN_FROM_UNIT", WATER, Map.of());
        UUID silent = dispatched("NO_CONTACT", WATER, Map.of());

        reveal(hidden, TestTokens.of("unit-handler", WATER))
                .then()
                .statusCode(403)
                .body("type", containsString("contact-protected"))
                .body("title", equalTo("诉求人信息受保护"));
        reveal(hidden, TestTokens.of("callback-agent")).then().statusCode(200);
        reveal(silent, TestTokens.of("callback-agent")).then().statusCode(403);
        reveal(silent, TestTokens.of("unit-handler", WATER)).then().statusCode(200);
    }

    @Test
    void an_agent_of_a_unit_has_no_more_sight_than_the_unit_and_a_second_role_opens_nothing() {
        UUID id = dispatched("NAMED", WATER, Map.of());

        reveal(id, TestTokens.of("callback-agent", WATER)).then().statusCode(404);
        reveal(id, TestTokens.of("callback-agent", ROADS)).then().statusCode(404);
        reveal(id, TestTokens.role("unit-handler", "callback-agent").unit(ROADS).build())
                .then()
                .statusCode(404);
        reveal(id, TestTokens.of("callback-agent")).then().statusCode(200);
    }

    @Test
    void a_unit_that_loses_the_order_sees_no_contact_data_any_more() {
        UUID id = dispatched("NAMED", WATER_BRANCH, Map.of());
        String token = TestTokens.of("unit-handler", WATER_BRANCH);
        reveal(id, token).then().statusCode(200);
        UUID order = UUID.fromString(view(id).path("workOrderId"));
        Instant now = Instant.now();
        probe.produce(new WorkOrderRecalled(id, order, WATER_BRANCH, false, null, "误派", "d", now), now);
        awaitStatus(id, "REGISTERED");
        reveal(id, token).then().statusCode(404);
    }

    @Test
    void when_the_case_is_over_nobody_is_called_any_more() {
        UUID id = dispatched("NAMED", WATER, Map.of());
        as("agent")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("reason", "已解决"))
                .post("/api/v1/cases/" + id + "/withdrawal")
                .then()
                .statusCode(200);
        // who may call goes by the course, which comes back in the stream; the status is told at once
        awaitEndOfCourse(id);

        for (String token : List.of(TestTokens.of("unit-handler", WATER), TestTokens.of("callback-agent"))) {
            reveal(id, token)
                    .then()
                    .statusCode(403)
                    .body("type", containsString("contact-over"))
                    .body("title", equalTo("诉求已办结或已撤回"));
        }
        reveal(id, TestTokens.of("unit-handler", ROADS)).then().statusCode(404);
    }

    @Test
    void a_superior_unit_that_leads_a_report_about_the_one_below_calls_the_citizen() {
        UUID id = dispatched("NAMED", WATER, Map.of("type", "REPORT", "respondent", Map.of("unit", WATER_BRANCH)));

        reveal(id, TestTokens.of("unit-handler", WATER)).then().statusCode(200);
        reveal(id, TestTokens.of("unit-handler", WATER_BRANCH)).then().statusCode(404);
    }

    @Test
    void an_accused_unit_never_sees_who_reported_it() {
        UUID id =
                dispatched("NAMED", WATER_BRANCH, Map.of("type", "REPORT", "respondent", Map.of("unit", WATER_BRANCH)));

        reveal(id, TestTokens.of("unit-handler", WATER_BRANCH)).then().statusCode(404);
    }

    @Test
    void a_purpose_must_be_given() {
        UUID id = dispatched("NAMED", null, Map.of());

        as("service").body("{}").post("/api/v1/cases/" + id + "/contact").then().statusCode(400);
        as("service")
                .body(Map.of("purpose", " "))
                .post("/api/v1/cases/" + id + "/contact")
                .then()
                .statusCode(400);
    }

    @Test
    void a_case_without_contact_data_reveals_nothing() {
        UUID id = registered("无联系方式");

        reveal(id, TestTokens.of("service"))
                .then()
                .statusCode(200)
                .body("name", equalTo(null))
                .body("phone", equalTo(null));
    }

    @Test
    void the_log_cannot_be_changed() {
        UUID id = dispatched("NAMED", null, Map.of());
        reveal(id, TestTokens.of("service")).then().statusCode(200);

        assertThatThrownBy(() -> rows("update access_log set purpose = 'x' where case_id = $1", id))
                .hasMessageContaining("may not be changed");
        assertThatThrownBy(() -> rows("delete from access_log")).hasMessageContaining("may not be changed");
    }
}
