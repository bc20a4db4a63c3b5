package org.hotline12345.followup.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.Stage.ofUnit;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CallbacksTest extends FollowupTest {
    private final CaseEvents events = new CaseEvents();

    @BeforeEach
    void today() {
        MovableClock.set("2026-03-10T10:00");
    }

    @Test
    void an_agent_claims_calls_and_the_satisfied_citizens_case_is_closed() {
        stage.answered(events, "2026-03-10T09:00");
        Map<String, Object> claimed = claim("anna");
        assertThat(claimed)
                .containsEntry("state", "CLAIMED")
                .containsEntry("claimedBy", "anna")
                .containsEntry("claimedUntil", "2026-03-10T10:30:00+08:00")
                .containsEntry("reply", "水管已修复，恢复供水。");
        assertThat(claimed.get("surveyUrl").toString()).contains("/api/v1/survey/");
        String result = "/api/v1/callbacks/" + claimed.get("id") + "/result";

        as("callback-agent", "bert").body(satisfied()).post(result).then().statusCode(409);
        as("callback-agent", "anna")
                .header("If-Match", "\"99\"")
                .body(satisfied())
                .post(result)
                .then()
                .statusCode(412);
        as("callback-agent", "anna")
                .header("If-Match", "\"" + claimed.get("version") + "\"")
                .body(satisfied())
                .post(result)
                .then()
                .statusCode(200)
                .body("state", equalTo("ANSWERED"))
                .body("attempts", equalTo(1))
                .body("allowed", equalTo(List.of()));
        CallbackCompleted completed = stage.await(events, CallbackCompleted.class);
        assertThat(completed.instrument()).isEqualTo(SurveyInstrument.AGENT);
        assertThat(completed.resolved()).isTrue();
        assertThat(completed.round()).isEqualTo(1);
        assertThat(stage.await(events, CaseClosed.class).reason()).isEqualTo(CloseReason.SATISFIED);
        as("callback-agent", "anna")
                .body(satisfied())
                .post(result)
                .then()
                .statusCode(409)
                .body("state", equalTo("ANSWERED"));
    }

    @Test
    void three_calls_in_vain_end_it_as_no_answer() {
        stage.answered(events, "2026-03-10T09:00");
        for (String when : List.of("2026-03-10T10:00", "2026-03-10T14:00", "2026-03-10T18:00")) {
            MovableClock.set(when);
            Map<String, Object> claimed = claim("anna");
            as("callback-agent", "anna")
                    .body("{\"reached\": false, \"note\": \"无人接听\"}")
                    .post("/api/v1/callbacks/" + claimed.get("id") + "/result")
                    .then()
                    .statusCode(200);
            assertThat(tryClaim("bert")).as("spacing after %s", when).isNull();
        }
        assertThat(stage.await(events, CallbackCompleted.class).outcome()).isEqualTo(CallbackOutcome.NO_ANSWER);
        assertThat(stage.await(events, CaseClosed.class).reason()).isEqualTo(CloseReason.NO_ANSWER);
    }

    @Test
    void a_citizen_who_names_another_time_is_called_then() {
        stage.answered(events, "2026-03-10T09:00");
        String id = claim("anna").get("id").toString();

        as("callback-agent", "anna")
                .body("""
                        {"reached": false, "outcome": "CALL_AGAIN", "callAgainAt": "2026-03-11T19:30:00+08:00", "note": "晚上再打"}""")
                .post("/api/v1/callbacks/" + id + "/result")
                .then()
                .statusCode(200)
                .body("attempts", equalTo(0))
                .body("nextAttemptAt", equalTo("2026-03-11T19:30:00+08:00"));

        MovableClock.set("2026-03-11T19:29");
        assertThat(tryClaim("bert")).isNull();
        MovableClock.set("2026-03-11T19:30");
        assertThat(claim("bert")).containsEntry("id", id);
        as("callback-agent", "bert")
                .get("/api/v1/callbacks/" + id)
                .then()
                .body("calls.outcome", contains("CALL_AGAIN"))
                .body("calls.by", contains("anna"))
                .body("calls.note", contains("晚上再打"));
    }

    @Test
    void what_was_agreed_on_is_called_before_those_who_wait_longer() {
        stage.answered(events, "2026-03-10T09:00");
        String agreed = claim("anna").get("id").toString();
        as("callback-agent", "anna")
                .body("""
                        {"reached": false, "outcome": "SOMEBODY_ELSE", "callAgainAt": "2026-03-11T10:00:00+08:00"}""")
                .post("/api/v1/callbacks/" + agreed + "/result")
                .then()
                .statusCode(200)
                .body("attempts", equalTo(1))
                .body("appointmentAt", equalTo("2026-03-11T10:00:00+08:00"));
        stage.anotherRepliedCase(UUID.randomUUID(), "2026-03-10T09:05");

        MovableClock.set("2026-03-11T10:00");
        assertThat(claim("bert")).containsEntry("id", agreed);
    }

    @Test
    void a_wrong_number_ends_the_calls_at_once() {
        stage.answered(events, "2026-03-10T09:00");
        String id = claim("anna").get("id").toString();

        as("callback-agent", "anna")
                .body("{\"reached\": false, \"outcome\": \"WRONG_NUMBER\"}")
                .post("/api/v1/callbacks/" + id + "/result")
                .then()
                .statusCode(200)
                .body("state", equalTo("NO_ANSWER"));

        assertThat(stage.await(events, CaseClosed.class).reason()).isEqualTo(CloseReason.NO_ANSWER);
    }

    @Test
    void a_time_to_call_again_is_asked_for_and_lies_ahead() {
        stage.answered(events, "2026-03-10T09:00");
        String result = "/api/v1/callbacks/" + claim("anna").get("id") + "/result";

        for (String wrong : List.of(
                "{\"reached\": false, \"outcome\": \"CALL_AGAIN\"}",
                "{\"reached\": false, \"outcome\": \"CALL_AGAIN\", \"callAgainAt\": \"2026-03-10T09:00:00+08:00\"}",
                "{\"reached\": false, \"outcome\": \"CALL_AGAIN\", \"callAgainAt\": \"2026-05-10T09:00:00+08:00\"}",
                "{\"reached\": false, \"callAgainAt\": \"2026-03-11T09:00:00+08:00\"}")) {
            as("callback-agent", "anna")
                    .body(wrong)
                    .post(result)
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains("callAgainAt"));
        }
    }

    @Test
    void two_agents_never_call_the_same_citizen() {
        stage.answered(events, "2026-03-10T09:00");
        var other = stage.anotherRepliedCase(events.citizen, "2026-03-10T09:00");

        Map<String, Object> first = claim("anna");
        assertThat(tryClaim("bert", other)).isNull();
        as("callback-agent", "anna")
                .body(satisfied())
                .post("/api/v1/callbacks/" + first.get("id") + "/result")
                .then()
                .statusCode(200);
        assertThat(tryClaim("bert", other)).isNotNull();
    }

    @Test
    void a_lease_that_ran_out_goes_to_the_next_agent() {
        stage.answered(events, "2026-03-10T09:00");
        Map<String, Object> first = claim("anna");
        MovableClock.set("2026-03-10T10:29:59");
        assertThat(tryClaim("bert")).isNull();
        MovableClock.set("2026-03-10T10:30");
        assertThat(claim("bert")).containsEntry("id", first.get("id")).containsEntry("claimedBy", "bert");
        as("callback-agent", "anna")
                .body(satisfied())
                .post("/api/v1/callbacks/" + first.get("id") + "/result")
                .then()
                .statusCode(409);
    }

    @Test
    void dissatisfaction_is_heard_reworked_and_at_the_second_time_decided() {
        stage.answered(events, "2026-03-10T09:00");
        String first = "/api/v1/callbacks/" + claim("anna").get("id") + "/result";
        as("callback-agent", "anna")
                .body("{\"reached\": true, \"satisfaction\": \"DISSATISFIED\"}")
                .post(first)
                .then()
                .statusCode(400)
                .body("violations.field", contains("reason"));
        as("callback-agent", "anna").body("""
                        {"reached": true, "informed": true, "resolved": false, "satisfaction": "VERY_DISSATISFIED",
                         "attitude": "SATISFIED", "reason": "还在漏水，请打13912345678", "objective": false,
                         "note": "市民电话13912345678"}
                        """).post(first).then().statusCode(200);
        ReworkOrdered rework = stage.await(events, ReworkOrdered.class);
        assertThat(rework.cause()).isEqualTo(ReworkCause.DISSATISFIED);
        assertThat(rework.reason()).isEqualTo("还在漏水，请打139****5678");
        assertThat(stage.told(events.caseId)).noneMatch(told -> told.json().contains("13912345678"));
        String decision = "/api/v1/cases/" + events.caseId + "/rework-decision";
        as("supervisor")
                .body("{\"rework\": false, \"reason\": \"x\"}")
                .post(decision)
                .then()
                .statusCode(409)
                .body("state", equalTo("AWAITING_DISPATCH"))
                .body("allowed", equalTo(List.of()));

        stage.happens(events.dispatchedAgain("2026-03-10T09:30", DispatchCause.REWORK), at("2026-03-10T09:30"));
        stage.happens(events.reply("2026-03-10T09:50", "2026-03-10T09:50"), at("2026-03-10T09:50"));
        stage.awaitCallback(events);
        as("callback-agent", "anna")
                .body("{\"reached\": true, \"satisfaction\": \"DISSATISFIED\", \"reason\": \"仍未解决\"}")
                .post("/api/v1/callbacks/" + claim("anna").get("id") + "/result")
                .then()
                .statusCode(200);
        stage.await(events, SupervisionOpened.class);
        as("agent")
                .body("{\"rework\": true, \"reason\": \"x\"}")
                .post(decision)
                .then()
                .statusCode(403);
        as("supervisor").body("{\"rework\": true}").post(decision).then().statusCode(400);
        as("supervisor")
                .body("{\"rework\": true, \"reason\": \"现场核实后重办\"}")
                .post(decision)
                .then()
                .statusCode(200)
                .body("phase", equalTo("AWAITING_DISPATCH"))
                .body("reworks", equalTo(2));
        ReworkOrdered again = stage.await(events, ReworkOrdered.class, r -> r.cause() == ReworkCause.SUPERVISOR);
        assertThat(again.orderedBy()).isEqualTo("supervisor-1");
        assertThat(again.round()).isEqualTo(2);
    }

    @Test
    void an_objective_reason_is_explained_and_closed() {
        stage.answered(events, "2026-03-10T09:00");
        as("callback-agent", "anna")
                .body(
                        "{\"reached\": true, \"satisfaction\": \"DISSATISFIED\", \"objective\": true, \"reason\": \"政策不允许\","
                                + " \"explanation\": \"已说明政策规定\"}")
                .post("/api/v1/callbacks/" + claim("anna").get("id") + "/result")
                .then()
                .statusCode(200);
        assertThat(stage.await(events, CaseClosed.class).reason()).isEqualTo(CloseReason.EXPLAINED);
    }

    @Test
    void who_refused_contact_is_not_called() {
        stage.happens(events.registered("2026-03-10T08:00", Anonymity.NO_CONTACT), at("2026-03-10T08:00"));
        stage.happens(events.dispatched("2026-03-10T08:10"), at("2026-03-10T08:10"));
        stage.happens(events.reply("2026-03-10T08:20", "2026-03-10T08:15"), at("2026-03-10T08:20"));
        assertThat(stage.await(events, CaseClosed.class).reason()).isEqualTo(CloseReason.NOT_CALLED);
        CitizenInformed informed = stage.await(events, CitizenInformed.class);
        assertThat(informed.by()).isEqualTo(NoticeChannel.UNIT_CALL);
        assertThat(local(informed.informedAt())).as("with the issue").isEqualTo("2026-03-10T08:20");
    }

    @Test
    void wrong_results_are_refused() {
        String path = "/api/v1/callbacks/" + UUID.randomUUID() + "/result";
        as("callback-agent").body(satisfied()).post(path).then().statusCode(404);
        as("callback-agent").body("{}").post(path).then().statusCode(400).body("violations.field", contains("reached"));
        as("callback-agent")
                .body("{\"reached\": true}")
                .post(path)
                .then()
                .statusCode(400)
                .body("violations.field", contains("satisfaction"));
        as("callback-agent")
                .body("{\"reached\": false, \"satisfaction\": \"SATISFIED\"}")
                .post(path)
                .then()
                .statusCode(400)
                .body("violations.field", contains("satisfaction"));
        as("callback-agent")
                .body("{\"reached\": true, \"satisfaction\": \"GREAT\"}")
                .post(path)
                .then()
                .statusCode(400);
        as("callback-agent")
                .body("{\"reached\": true, \"sms\": 1}")
                .post(path)
                .then()
                .statusCode(400)
                .body("type", equalTo("https://hotline12345.org/problems/unknown-field"));
        as("callback-agent")
                .body("{\"reached\": true, \"satisfaction\": \"SATISFIED\", \"note\": \"" + "长".repeat(1001) + "\"}")
                .post(path)
                .then()
                .statusCode(400)
                .body("violations.field", contains("note"));
        as("agent").body(satisfied()).post(path).then().statusCode(403);
        as("callback-agent")
                .body("{\"max\": 0}")
                .post("/api/v1/callbacks/claim")
                .then()
                .statusCode(400);
        as("supervisor").get("/api/v1/callbacks/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void a_citizen_is_told_the_result() {
        String path = "/api/v1/cases/" + events.caseId + "/result-notices";
        stage.happens(events.registered("2026-03-10T08:00"), at("2026-03-10T08:00"));
        Awaitility.await("the case")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> as("callback-agent")
                        .body("{\"by\": \"ROBOT\", \"reached\": true}")
                        .post(path)
                        .then()
                        .statusCode(409));
        ofUnit("unit-handler", CaseEvents.UNIT)
                .body("{\"by\": \"UNIT_CALL\", \"reached\": true}")
                .post(path)
                .then()
                .statusCode(404)
                .header("Retry-After", "1");
        stage.happens(events.dispatched("2026-03-10T08:10"), at("2026-03-10T08:10"));
        stage.happens(events.reply("2026-03-10T09:00"), at("2026-03-10T09:00"));
        stage.awaitCallback(events);
        ofUnit("unit-handler", "U9")
                .body("{\"by\": \"UNIT_CALL\", \"reached\": true}")
                .post(path)
                .then()
                .statusCode(404);
        ofUnit("unit-handler", CaseEvents.UNIT)
                .body("{\"by\": \"UNIT_CALL\", \"reached\": true, \"at\": \"2026-03-10T08:59:00+08:00\"}")
                .post(path)
                .then()
                .statusCode(400)
                .body("violations.field", contains("at"));
        for (int i = 0; i < 2; i++) {
            ofUnit("unit-handler", CaseEvents.UNIT)
                    .header("Idempotency-Key", "told-" + events.caseId)
                    .body("{\"by\": \"UNIT_CALL\", \"reached\": true, \"at\": \"2026-03-10T09:30:00+08:00\"}")
                    .post(path)
                    .then()
                    .statusCode(201)
                    .header("Location", startsWith("http"))
                    .body("unit", equalTo(CaseEvents.UNIT));
        }
        as("callback-agent")
                .body("{\"by\": \"ROBOT\", \"reached\": false}")
                .post(path)
                .then()
                .statusCode(201);
        as("supervisor").get(path).then().body("items.by", contains("UNIT_CALL", "ROBOT"));
        CitizenInformed informed = stage.await(events, CitizenInformed.class);
        assertThat(local(informed.informedAt())).isEqualTo("2026-03-10T09:30");
        as("callback-agent")
                .body("{\"by\": \"PIGEON\", \"reached\": true}")
                .post(path)
                .then()
                .statusCode(400);
        as("callback-agent").body("{\"by\": \"SMS\"}").post(path).then().statusCode(400);
        as("callback-agent")
                .body("{\"by\": \"SMS\", \"reached\": true}")
                .post("/api/v1/cases/" + UuidV7.next() + "/result-notices")
                .then()
                .statusCode(404)
                .header("Retry-After", "1");
    }

    @Test
    void callbacks_are_listed_by_state() {
        stage.answered(events, "2026-03-10T09:00");
        as("supervisor")
                .queryParam("state", "OPEN")
                .queryParam("limit", 200)
                .get("/api/v1/callbacks")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(events.caseId.toString()))
                .body("items[0].surveyUrl", nullValue());
        String id = claim("anna").get("id").toString();
        as("callback-agent")
                .get("/api/v1/callbacks/" + id)
                .then()
                .statusCode(200)
                .body("allowed", contains("result"));
        as("supervisor").get("/api/v1/callbacks/" + id).then().statusCode(200).body("allowed", hasSize(0));
        as("supervisor")
                .queryParam("state", "SLEEPING")
                .get("/api/v1/callbacks")
                .then()
                .statusCode(400);
    }

    @Test
    void the_share_of_a_month_that_was_surveyed_is_held_against_the_plan() {
        MovableClock.set("2028-07-12T10:00");
        var other = new CaseEvents();
        stage.answered(events, "2028-07-10T09:00");
        stage.answered(other, "2028-07-11T09:00");
        Map<String, Object> claimed = claim("anna");
        as("callback-agent", "anna")
                .body(satisfied())
                .post("/api/v1/callbacks/" + claimed.get("id") + "/result")
                .then()
                .statusCode(200);
        month("2028-07")
                .body("finished", equalTo(2))
                .body("surveyed", equalTo(1))
                .body("waiting", equalTo(1))
                .body("percent", equalTo(50.0f))
                .body("aimPercent", nullValue())
                .body("missing", equalTo(0));
        String plan = as("admin").get("/api/v1/survey-plan").then().extract().path("document");
        putPlan(plan + "monthlyPercent: 60\n");
        month("2028-07").body("aimPercent", equalTo(60)).body("missing", equalTo(1));
        putPlan(plan);
        month("2028-06").body("finished", equalTo(0)).body("percent", nullValue());
        as("evaluator")
                .queryParam("month", "July")
                .get("/api/v1/callbacks/figures/monthly")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("month"));
    }

    @Test
    void what_accuses_a_unit_is_in_none_of_its_lists_and_figures_whatever_the_role() {
        MovableClock.set("2028-09-12T10:00");
        stage.answered(events, "2028-09-11T09:00");
        var report = new CaseEvents();
        String when = "2028-09-11T10:00";
        stage.happens(CaseEvents.accusing(report.registered(when), CaseEvents.UNIT), at(when));
        stage.happens(report.dispatched(when), at(when));
        stage.happens(report.reply(when, when), at(when));
        stage.awaitCallback(report);

        month("2028-09").body("finished", equalTo(2));
        month(ofUnit("evaluator", CaseEvents.UNIT), "2028-09").body("finished", equalTo(1));
        informed(as("evaluator"), 2);
        for (String role : List.of("unit-leader", "evaluator", "supervisor")) {
            informed(ofUnit(role, CaseEvents.UNIT), 1);
        }
        var id = as("supervisor")
                .queryParam("limit", 200)
                .get("/api/v1/callbacks")
                .then()
                .body("items.caseId", hasItem(report.caseId.toString()))
                .extract()
                .path("items.find { it.caseId == '%s' }.id".formatted(report.caseId));
        ofUnit("callback-agent", CaseEvents.UNIT)
                .queryParam("limit", 200)
                .get("/api/v1/callbacks")
                .then()
                .body("items.caseId", hasItem(events.caseId.toString()))
                .body("items.caseId", not(hasItem(report.caseId.toString())));
        ofUnit("callback-agent", CaseEvents.UNIT)
                .get("/api/v1/callbacks/" + id)
                .then()
                .statusCode(404);
        ofUnit("callback-agent", CaseEvents.UNIT)
                .body(satisfied())
                .post("/api/v1/callbacks/" + id + "/result")
                .then()
                .statusCode(404);
        ofUnit("callback-agent", CaseEvents.UNIT)
                .body("{\"max\": 200}")
                .post("/api/v1/callbacks/claim")
                .then()
                .body("items.caseId", hasItem(events.caseId.toString()))
                .body("items.caseId", not(hasItem(report.caseId.toString())));
    }

    private static void informed(RequestSpecification who, int answered) {
        who.queryParam("from", "2028-09-11")
                .queryParam("to", "2028-09-11")
                .get("/api/v1/informing/figures")
                .then()
                .statusCode(200)
                .body("answered", equalTo(answered));
    }

    private static ValidatableResponse month(String month) {
        return month(as("evaluator"), month);
    }

    private static ValidatableResponse month(RequestSpecification who, String month) {
        return who.queryParam("month", month)
                .get("/api/v1/callbacks/figures/monthly")
                .then()
                .statusCode(200);
    }

    private static void putPlan(String document) {
        as("admin")
                .contentType("text/plain; charset=UTF-8")
                .body(document)
                .put("/api/v1/survey-plan")
                .then()
                .statusCode(200);
    }

    private Map<String, Object> claim(String agent) {
        Map<String, Object> found = tryClaim(agent);
        assertThat(found).as("claimed by %s", agent).isNotNull();
        return found;
    }

    private Map<String, Object> tryClaim(String agent) {
        return tryClaim(agent, events);
    }

    private static Map<String, Object> tryClaim(String agent, CaseEvents events) {
        List<Map<String, Object>> items = as("callback-agent", agent)
                .body("{\"max\": 200}")
                .post("/api/v1/callbacks/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        return items.stream()
                .filter(item -> item.get("caseId").equals(events.caseId.toString()))
                .findFirst()
                .orElse(null);
    }

    private static String satisfied() {
        return "{\"reached\": true, \"informed\": true, \"resolved\": true, \"satisfaction\": \"SATISFIED\"}";
    }
}
