package org.hotline12345.followup.rework;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.Stage.ofUnit;
import static org.hotline12345.followup.TestOffice.at;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AfterReplyRestTest extends FollowupTest {
    private final CaseEvents events = new CaseEvents();

    @Test
    void citizens_who_were_not_told_are_listed_and_counted() {
        MovableClock.set("2026-04-14T10:00");
        stage.answeredUntold(events, "2026-04-14T09:00");
        var other = new CaseEvents();
        stage.happens(other.registered("2026-04-14T08:00", Anonymity.HIDDEN_FROM_UNIT), at("2026-04-14T08:00"));
        stage.happens(other.dispatched("2026-04-14T08:10"), at("2026-04-14T08:10"));
        stage.happens(other.reply("2026-04-14T08:30"), at("2026-04-14T08:30"));
        stage.awaitCallback(other);
        var refused = new CaseEvents();
        stage.happens(refused.registered("2026-04-14T08:00", Anonymity.NO_CONTACT), at("2026-04-14T08:00"));
        stage.happens(refused.dispatched("2026-04-14T08:10"), at("2026-04-14T08:10"));
        stage.happens(refused.reply("2026-04-14T08:30"), at("2026-04-14T08:30"));
        stage.await(refused, CaseClosed.class);

        informing(false)
                .body("items.caseId", hasItem(events.caseId.toString()))
                .body("items.caseId", hasItem(other.caseId.toString()))
                .body("items.caseId", not(hasItem(refused.caseId.toString())))
                .body("items.find { it.caseId == '%s' }.byCentre".formatted(other.caseId), equalTo(true))
                .body("items.find { it.caseId == '%s' }.overdue".formatted(events.caseId), equalTo(false));
        informing(true).body("items.caseId", not(hasItem(events.caseId.toString())));
        MovableClock.set("2026-04-15T17:31");
        informing(true).body("items.caseId", hasItem(events.caseId.toString()));
        ofUnit("unit-leader", "U9").get("/api/v1/informing").then().body("items", hasSize(0));
        ofUnit("unit-leader", "U9")
                .queryParam("unit", CaseEvents.UNIT)
                .get("/api/v1/informing")
                .then()
                .statusCode(404);

        notice(events, 201);
        // who hides from the unit is told by the centre
        notice(other, 403);
        as("callback-agent")
                .body("{\"by\": \"ROBOT\", \"reached\": true}")
                .post("/api/v1/cases/" + other.caseId + "/result-notices")
                .then()
                .statusCode(201);
        informing(false).body("items.caseId", not(hasItem(events.caseId.toString())));
        as("evaluator")
                .queryParam("from", "2026-04-14")
                .queryParam("to", "2026-04-14")
                .get("/api/v1/informing/figures")
                .then()
                .statusCode(200)
                .body("answered", equalTo(3))
                .body("notToBeInformed", equalTo(1))
                .body("toBeInformed", equalTo(2))
                .body("byRobot", equalTo(1))
                .body("byPeople", equalTo(1))
                .body("informedInTime", equalTo(0))
                .body("open", equalTo(0))
                .body("machineRate", equalTo(50.00f))
                .body("feedbackRate", equalTo(100.00f));
        // the citizen says that nobody called
        answer(
                claim(events),
                "{\"reached\": true, \"informed\": false, \"resolved\": true, \"satisfaction\": \"SATISFIED\"}");
        informing(false).body("items.find { it.caseId == '%s' }.denied".formatted(events.caseId), equalTo(true));
        as("evaluator")
                .queryParam("from", "2026-04-15")
                .queryParam("to", "2026-04-14")
                .get("/api/v1/informing/figures")
                .then()
                .statusCode(400);
    }

    @Test
    void a_corrected_reply_is_told_anew_and_the_citizen_is_asked_about_the_right_one() {
        MovableClock.set("2026-05-12T10:00");
        stage.answeredUntold(events, "2026-05-12T09:00");
        notice(events, 201);
        informing(false).body("items.caseId", not(hasItem(events.caseId.toString())));
        var correction = new ReplyCorrected(
                events.caseId,
                events.order,
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                CaseEvents.UNIT,
                Disposition.RESOLVED,
                "更正：供水已于今日恢复。",
                null,
                null,
                null,
                "时间写错",
                false,
                "handler",
                at("2026-05-12T10:00"));

        stage.happens(correction, at("2026-05-12T10:00"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> informing(false)
                        .body("items.find { it.caseId == '%s' }.correctedAt".formatted(events.caseId), notNullValue()));
        as("callback-agent")
                .queryParam("state", "OPEN")
                .queryParam("limit", 200)
                .get("/api/v1/callbacks")
                .then()
                .body("items.findAll { it.caseId == '%s' }.reply".formatted(events.caseId), contains("更正：供水已于今日恢复。"));
        MovableClock.set("2026-05-12T11:00");
        notice(events, 201);
        informing(false).body("items.caseId", not(hasItem(events.caseId.toString())));
    }

    @Test
    void an_objective_reason_is_explained_recorded_and_closed() {
        MovableClock.set("2026-04-16T10:00");
        stage.answered(events, "2026-04-16T09:00");
        answer(claim(events), "{\"reached\": true, \"satisfaction\": \"DISSATISFIED\", \"reasons\": [\"POLICY\"]}");
        as("supervisor")
                .queryParam("limit", 200)
                .get("/api/v1/explanations")
                .then()
                .body("items.caseId", hasItem(events.caseId.toString()));
        String path = "/api/v1/cases/" + events.caseId + "/explanations";
        as("callback-agent").body("{\"text\": \" \"}").post(path).then().statusCode(400);
        as("callback-agent")
                .body("{\"text\": \"政策规定不能办理，已向13912345678说明\"}")
                .post(path)
                .then()
                .statusCode(200)
                .body("phase", equalTo("CLOSED"));
        assertThat(stage.await(events, CaseClosed.class).reason()).isEqualTo(CloseReason.EXPLAINED);
        as("evaluator").get(path).then().body("items.text", contains("政策规定不能办理，已向139****5678说明"));
        assertThat(stage.await(events, CallbackCompleted.class).reason()).isEqualTo("政策规定不允许");
    }

    @Test
    void a_closed_case_is_objected_to_within_its_time() {
        MovableClock.set("2026-04-17T10:00");
        stage.answered(events, "2026-04-17T09:00");
        var late = new CaseEvents();
        stage.answered(late, "2026-04-17T09:00");
        answer(claim(events), satisfied());
        answer(claim(late), satisfied());
        stage.await(late, CaseClosed.class);
        String path = "/api/v1/cases/" + events.caseId + "/objections";
        as("unit-handler").body("{\"text\": \"x\"}").post(path).then().statusCode(403);
        as("agent").body("{}").post(path).then().statusCode(400);
        as("agent")
                .body("{\"text\": \"又停水了\"}")
                .post(path)
                .then()
                .statusCode(200)
                .body("phase", equalTo("AWAITING_DISPATCH"));
        assertThat(stage.await(events, ReworkOrdered.class).cause()).isEqualTo(ReworkCause.OBJECTION);
        as("agent").body("{\"text\": \"x\"}").post(path).then().statusCode(409);
        MovableClock.set("2026-05-02T10:00:01");
        as("agent")
                .body("{\"text\": \"又停水了\"}")
                .post("/api/v1/cases/" + late.caseId + "/objections")
                .then()
                .statusCode(409)
                .body("type", containsString("objection-too-late"));
    }

    @Test
    void a_planned_matter_comes_up_at_its_date() {
        MovableClock.set("2026-04-20T10:00");
        stage.happens(events.registered("2026-04-20T08:00"), at("2026-04-20T08:00"));
        stage.happens(events.dispatched("2026-04-20T08:10"), at("2026-04-20T08:10"));
        stage.happens(
                new ReplyIssued(
                        events.caseId,
                        events.order,
                        UUID.randomUUID(),
                        1,
                        CaseEvents.UNIT,
                        Disposition.PLANNED,
                        "列入2028年老旧小区改造计划。",
                        null,
                        at("2026-04-20T08:50"),
                        LocalDate.parse("2028-06-01"),
                        "handler",
                        at("2026-04-20T09:00")),
                at("2026-04-20T09:00"));
        stage.awaitCallback(events);
        answer(claim(events), "{\"reached\": true, \"resolved\": false, \"satisfaction\": \"SATISFIED\"}");
        assertThat(stage.await(events, CaseClosed.class).reason()).isEqualTo(CloseReason.SATISFIED);
        reviews("2028-05-31").body("items.caseId", not(hasItem(events.caseId.toString())));
        reviews("2028-06-01").body("items.caseId", hasItem(events.caseId.toString()));
        String path = "/api/v1/cases/" + events.caseId + "/review-decision";
        MovableClock.set("2028-06-01T10:00");
        as("supervisor")
                .body("{\"outcome\": \"LATER\", \"note\": \"x\", \"reviewDate\": \"2028-06-01\"}")
                .post(path)
                .then()
                .statusCode(400);
        as("supervisor")
                .body("{\"outcome\": \"HANDLE_AGAIN\", \"note\": \"工程已开工，请继续办理\"}")
                .post(path)
                .then()
                .statusCode(200)
                .body("phase", equalTo("AWAITING_DISPATCH"));
        assertThat(stage.await(events, ReworkOrdered.class).reason()).isEqualTo("工程已开工，请继续办理");
        as("supervisor")
                .body("{\"outcome\": \"DONE\", \"note\": \"x\"}")
                .post(path)
                .then()
                .statusCode(404);
        MovableClock.set("2026-04-20T10:00");
    }

    @Test
    void agents_call_within_the_hours_and_the_centre_alone_about_confidential_cases() {
        stage.happens(events.registered("2026-04-21T08:00", Anonymity.HIDDEN_FROM_UNIT), at("2026-04-21T08:00"));
        stage.happens(events.dispatched("2026-04-21T08:10"), at("2026-04-21T08:10"));
        stage.happens(events.reply("2026-04-21T08:30"), at("2026-04-21T08:30"));
        MovableClock.set("2026-04-21T20:30");
        stage.awaitCallback(events);
        assertThat(claimed("{\"max\": 200}", TestTokens.of("callback-agent"))).doesNotContain(events.caseId.toString());
        assertThat(claimed("{\"max\": 200, \"anyHour\": true}", TestTokens.of("callback-agent", CaseEvents.UNIT)))
                .doesNotContain(events.caseId.toString());
        String unitsAgent = TestTokens.of("callback-agent", CaseEvents.UNIT);
        assertThat(shown(unitsAgent)).doesNotContain(events.caseId.toString());
        assertThat(shown(TestTokens.of("callback-agent"))).contains(events.caseId.toString());
        assertThat(claimed("{\"max\": 200, \"anyHour\": true}", TestTokens.of("callback-agent")))
                .contains(events.caseId.toString());
    }

    @Test
    void an_agent_of_a_unit_sees_and_makes_the_callbacks_about_that_unit_alone() {
        MovableClock.set("2026-04-23T10:00");
        stage.answered(events, "2026-04-23T09:00");
        String stranger = TestTokens.of("callback-agent", "U2");
        String own = TestTokens.of("callback-agent", CaseEvents.UNIT);
        assertThat(claimed("{\"max\": 200}", stranger)).isEmpty();
        String id = claim(events);
        String path = "/api/v1/callbacks/" + id;
        as("callback-agent").auth().oauth2(own).get(path).then().statusCode(200);
        as("callback-agent").auth().oauth2(stranger).get(path).then().statusCode(404);
        as("callback-agent")
                .auth()
                .oauth2(stranger)
                .queryParam("state", "CLAIMED")
                .get("/api/v1/callbacks")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        // a second role does not lead out of the unit
        as("supervisor")
                .auth()
                .oauth2(TestTokens.role("supervisor", "unit-handler").unit("U2").build())
                .get(path)
                .then()
                .statusCode(404);
    }

    @Test
    void an_answer_on_the_spot_is_asked_about() {
        String id = claimedOnTheSpot("2026-04-22T09:00");
        as("callback-agent")
                .body(satisfied())
                .post("/api/v1/callbacks/" + id + "/result")
                .then()
                .statusCode(200)
                .body("origin", equalTo("ON_THE_SPOT"))
                .body("workOrderId", nullValue());
        assertThat(stage.await(events, CallbackCompleted.class).round()).isZero();
        onTheSpot().body("items.callbackId", not(hasItem(id)));
    }

    @Test
    void a_dissatisfied_answer_on_the_spot_waits_for_a_person_who_registers_a_case_or_explains() {
        String id = claimedOnTheSpot("2026-04-29T09:00");
        as("callback-agent")
                .body("{\"reached\": true, \"satisfaction\": \"DISSATISFIED\", \"reason\": \"电话打不通\"}")
                .post("/api/v1/callbacks/" + id + "/result")
                .then()
                .statusCode(200);
        String mine = "items.find { it.callbackId == '%s' }.".formatted(id);
        onTheSpot()
                .body(mine + "reason", equalTo("电话打不通"))
                .body(mine + "reply", equalTo("办理地点在政务大厅"))
                .body(mine + "overdue", equalTo(false));
        String decision = "/api/v1/on-the-spot-reviews/" + id + "/decision";
        as("callback-agent").body("{\"note\": \" \"}").post(decision).then().statusCode(400);
        as("evaluator").body("{\"note\": \"x\"}").post(decision).then().statusCode(403);
        as("callback-agent")
                .body("{\"note\": \"x\", \"newCaseId\": \"%s\"}".formatted(UUID.randomUUID()))
                .post(decision)
                .then()
                .statusCode(404);
        as("callback-agent")
                .body("{\"note\": \"已另行登记，请联系13912345678\", \"newCaseId\": \"%s\"}".formatted(events.caseId))
                .post(decision)
                .then()
                .statusCode(200)
                .body("note", equalTo("已另行登记，请联系139****5678"))
                .body("newCaseId", equalTo(events.caseId.toString()));
        as("callback-agent").body("{\"note\": \"x\"}").post(decision).then().statusCode(409);
        onTheSpot().body("items.callbackId", not(hasItem(id)));
    }

    private static List<String> shown(String token) {
        return given().auth()
                .oauth2(token)
                .queryParam("limit", 200)
                .get("/api/v1/callbacks")
                .then()
                .statusCode(200)
                .extract()
                .path("items.caseId");
    }

    private static ValidatableResponse onTheSpot() {
        return as("callback-agent")
                .queryParam("limit", 200)
                .get("/api/v1/on-the-spot-reviews")
                .then()
                .statusCode(200);
    }

    private String claimedOnTheSpot(String when) {
        MovableClock.set(when.replace("T09", "T10"));
        stage.happens(
                events.registered(when, Anonymity.NAMED, true, null, null, IntakeOutcome.ANSWERED, events.citizen),
                at(when));
        stage.happens(new CaseAnsweredDirectly(events.caseId, "办理地点在政务大厅", AnsweredBy.AGENT, null, at(when)), at(when));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> claimed("{\"max\": 200, \"origin\": \"ON_THE_SPOT\"}", TestTokens.of("callback-agent"))
                        .contains(events.caseId.toString()));
        return as("supervisor")
                .queryParam("state", "CLAIMED")
                .queryParam("origin", "ON_THE_SPOT")
                .queryParam("limit", 200)
                .get("/api/v1/callbacks")
                .then()
                .extract()
                .path("items.find { it.caseId == '%s' }.id".formatted(events.caseId));
    }

    @Test
    void a_lease_that_ran_out_keeps_no_other_callback_of_the_citizen_from_being_claimed() {
        MovableClock.set("2026-04-22T14:00");
        stage.happens(
                events.registered(
                        "2026-04-22T13:00", Anonymity.NAMED, true, null, null, IntakeOutcome.ANSWERED, events.citizen),
                at("2026-04-22T13:00"));
        stage.happens(
                new CaseAnsweredDirectly(events.caseId, "办理地点在政务大厅", AnsweredBy.AGENT, null, at("2026-04-22T13:00")),
                at("2026-04-22T13:00"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> claimed("{\"max\": 200, \"origin\": \"ON_THE_SPOT\"}", TestTokens.of("callback-agent"))
                        .contains(events.caseId.toString()));
        var other = stage.anotherRepliedCase(events.citizen, "2026-04-22T13:00");
        assertThat(claimed("{\"max\": 200}", TestTokens.of("callback-agent")))
                .as("the citizen is being called")
                .doesNotContain(other.caseId.toString());
        MovableClock.set("2026-04-22T14:30");
        assertThat(claimed("{\"max\": 200}", TestTokens.of("callback-agent"))).contains(other.caseId.toString());
    }

    @Test
    void the_callback_plan_is_data() {
        MovableClock.set("2026-04-23T10:00");
        var shipped =
                as("admin").get("/api/v1/survey-plan").then().statusCode(200).extract();
        String document = shipped.path("document");
        int version = shipped.path("version");
        var yaml = as("admin").contentType("text/plain; charset=UTF-8");
        yaml.body(document.replace("share: 100", "share: 200"))
                .put("/api/v1/survey-plan")
                .then()
                .statusCode(400)
                .body("violations.field", contains("onTheSpot.share"));
        as("evaluator")
                .contentType("text/plain; charset=UTF-8")
                .body(document)
                .put("/api/v1/survey-plan")
                .then()
                .statusCode(403);
        yaml.body(document.replace("SLOW, fault: UNIT, text: {zh: \"办理不及时", "SLOW, fault: UNIT, text: {zh: \"拖延"))
                .put("/api/v1/survey-plan")
                .then()
                .statusCode(200)
                .body("version", equalTo(version + 1));
        stage.answered(events, "2026-04-23T09:00");
        answer(claim(events), "{\"reached\": true, \"satisfaction\": \"DISSATISFIED\", \"reasons\": [\"SLOW\"]}");
        assertThat(stage.await(events, ReworkOrdered.class).reason()).isEqualTo("拖延");
        yaml.body(document).put("/api/v1/survey-plan").then().statusCode(200);
        as("callback-agent")
                .queryParam("from", "2026-04-23")
                .queryParam("to", "2026-04-23")
                .get("/api/v1/callbacks/figures")
                .then()
                .statusCode(200)
                .body("items.find { it.instrument == 'AGENT' }.answered", equalTo(1))
                .body("items.find { it.instrument == 'AGENT' }.satisfactionRate", equalTo(0.00f))
                .body("items.find { it.instrument == 'SOCIAL_SURVEY' }.satisfactionRate", nullValue());
    }

    private static ValidatableResponse informing(boolean overdue) {
        return as("supervisor")
                .queryParam("overdue", overdue)
                .queryParam("limit", 200)
                .get("/api/v1/informing")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse reviews(String until) {
        return as("supervisor")
                .queryParam("until", until)
                .queryParam("limit", 200)
                .get("/api/v1/planned-reviews")
                .then()
                .statusCode(200);
    }

    private static void notice(CaseEvents events, int status) {
        ofUnit("unit-handler", CaseEvents.UNIT)
                .body("{\"by\": \"UNIT_CALL\", \"reached\": true}")
                .post("/api/v1/cases/" + events.caseId + "/result-notices")
                .then()
                .statusCode(status);
    }

    private static List<String> claimed(String wish, String token) {
        return as("callback-agent")
                .auth()
                .oauth2(token)
                .body(wish)
                .post("/api/v1/callbacks/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("items.caseId");
    }

    private static String claim(CaseEvents events) {
        List<Map<String, Object>> items = as("callback-agent", "anna")
                .body("{\"max\": 200}")
                .post("/api/v1/callbacks/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        String found = items.stream()
                .filter(item -> item.get("caseId").equals(events.caseId.toString()))
                .map(item -> item.get("id").toString())
                .findFirst()
                .orElse(null);
        return found != null
                ? found
                : as("supervisor")
                        .queryParam("state", "CLAIMED")
                        .queryParam("limit", 200)
                        .get("/api/v1/callbacks")
                        .then()
                        .body("items.find { it.caseId == '%s' }".formatted(events.caseId), notNullValue())
                        .extract()
                        .path("items.find { it.caseId == '%s' }.id".formatted(events.caseId));
    }

    private static void answer(String callback, String result) {
        as("callback-agent", "anna")
                .body(result)
                .post("/api/v1/callbacks/" + callback + "/result")
                .then()
                .statusCode(200);
    }

    private static String satisfied() {
        return "{\"reached\": true, \"informed\": true, \"resolved\": true, \"satisfaction\": \"SATISFIED\"}";
    }
}
