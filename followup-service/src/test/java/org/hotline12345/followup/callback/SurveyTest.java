package org.hotline12345.followup.callback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hotline12345.followup.Stage.as;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SurveyTest extends FollowupTest {
    @Inject
    Pool pool;

    private final CaseEvents events = new CaseEvents();

    @BeforeEach
    void today() {
        MovableClock.set("2026-03-10T10:00");
    }

    @Test
    void a_citizen_answers_the_form_and_is_thanked() {
        String path = link();
        page().get(path)
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(allOf(
                        containsString("<html lang=\"zh-CN\">"),
                        containsString("您对办理结果是否满意"),
                        containsString("水管已修复"),
                        containsString("name=\"viewport\""),
                        not(containsString("<script"))));
        page().header("Accept-Language", "en")
                .get(path)
                .then()
                .body(allOf(
                        containsString("<html lang=\"en\">"), containsString("Are you satisfied with the result?")));

        page().formParam("informed", "true")
                .post(path)
                .then()
                .statusCode(400)
                .body(allOf(
                        containsString("请回答：您对办理结果是否满意"), containsString("name=\"informed\" value=\"true\" checked")));
        page().formParam("satisfaction", "SATISFIED")
                .formParam("informed", "true")
                .formParam("resolved", "true")
                .formParam("attitude", "")
                .formParam("reason", "")
                .post(path)
                .then()
                .statusCode(303)
                .header("Location", containsString(path));
        page().get(path)
                .then()
                .body(allOf(containsString("谢谢，您的答复已收到"), containsString("value=\"SATISFIED\" required checked")));
        CallbackCompleted completed = stage.await(events, CallbackCompleted.class);
        assertThat(completed.instrument()).isEqualTo(SurveyInstrument.AUTOMATIC);
        assertThat(completed.satisfaction()).isEqualTo(Satisfaction.SATISFIED);
        assertThat(stage.await(events, CaseClosed.class).reason()).isEqualTo(CloseReason.SATISFIED);
    }

    @Test
    void a_second_answer_within_the_window_corrects_the_first() {
        String path = link();
        json().body("{\"satisfaction\": \"VERY_SATISFIED\"}")
                .post(path)
                .then()
                .statusCode(200)
                .body("correction", equalTo(false))
                .body("correctableUntil", equalTo("2026-03-17T10:00:00+08:00"));
        stage.await(events, CaseClosed.class);
        MovableClock.set("2026-03-12T10:00");
        json().body("{\"satisfaction\": \"DISSATISFIED\", \"reason\": \"又停水了\"}")
                .post(path)
                .then()
                .statusCode(200)
                .body("correction", equalTo(true));
        assertThat(stage.await(events, CallbackCompleted.class, CallbackCompleted::correction)
                        .reason())
                .isEqualTo("又停水了");
        assertThat(stage.await(events, ReworkOrdered.class).cause()).isEqualTo(ReworkCause.OBJECTION);
        json().get(path)
                .then()
                .body("answered", equalTo(true))
                .body("answer.satisfaction", equalTo("DISSATISFIED"))
                .body("caseNumber", equalTo("220000-20260304-000001"));
        MovableClock.set("2026-03-17T10:00:01");
        json().body("{\"satisfaction\": \"SATISFIED\"}").post(path).then().statusCode(410);
        page().get(path).then().statusCode(200).body(not(containsString("<form")));
    }

    @Test
    void a_corrected_answer_is_kept_the_last_one_counts_and_another_round_has_an_answer_of_its_own() {
        MovableClock.set("2031-05-12T10:00");
        String path = link("2031-05-12T09:00");
        json().body("{\"satisfaction\": \"VERY_SATISFIED\"}").post(path).then().statusCode(200);
        MovableClock.set("2031-05-13T10:00");
        json().body("{\"satisfaction\": \"DISSATISFIED\", \"reason\": \"又停水了\"}")
                .post(path)
                .then()
                .statusCode(200)
                .body("correction", equalTo(true));
        stage.await(events, ReworkOrdered.class);
        assertThat(kept()).containsExactly("VERY_SATISFIED corrected", "DISSATISFIED in force");
        figures(1, 0);

        stage.happens(
                events.dispatchedAgain("2031-05-13T11:00", DispatchCause.REWORK), TestOffice.at("2031-05-13T11:00"));
        stage.happens(events.reply("2031-05-14T09:00", "2031-05-14T09:00"), TestOffice.at("2031-05-14T09:00"));
        stage.awaitCallback(events);
        MovableClock.set("2031-05-14T10:00");
        json().body("{\"satisfaction\": \"SATISFIED\"}")
                .post(claimedLink())
                .then()
                .statusCode(200)
                .body("correction", equalTo(false));
        assertThat(kept()).containsExactly("VERY_SATISFIED corrected", "DISSATISFIED in force", "SATISFIED in force");
        figures(2, 1);
        CallbackCompleted second = stage.await(events, CallbackCompleted.class, completed -> completed.round() == 2);
        assertThat(second.correction()).isFalse();
    }

    private List<String> kept() {
        return Sql.on(pool)
                .select("""
                        select a.satisfaction, a.corrected
                        from callback_answer a
                        join callback cb on cb.id = a.callback_id
                        where cb.case_id = $1
                        order by a.answered_at
                        """, events.caseId)
                .map(rows -> rows.stream()
                        .map(row -> row.getString("satisfaction")
                                + (row.getBoolean("corrected") ? " corrected" : " in force"))
                        .toList())
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static void figures(int answered, int satisfied) {
        String automatic = "items.find { it.instrument == 'AUTOMATIC' }.";
        as("evaluator")
                .queryParam("from", "2031-05-12")
                .queryParam("to", "2031-05-14")
                .get("/api/v1/callbacks/figures")
                .then()
                .statusCode(200)
                .body(automatic + "answered", equalTo(answered))
                .body(automatic + "satisfied", equalTo(satisfied))
                .body(automatic + "grades.VERY_SATISFIED", equalTo(0));
    }

    @Test
    void when_it_can_no_longer_be_corrected_the_closed_case_can_still_be_objected_to_by_the_link() {
        String path = link();
        json().body("{\"satisfaction\": \"VERY_SATISFIED\"}").post(path).then().statusCode(200);
        stage.await(events, CaseClosed.class);
        MovableClock.set("2026-03-20T10:00");
        json().get(path).then().statusCode(200).body("objectionUntil", equalTo("2026-03-25T10:00:00+08:00"));
        page().get(path)
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("如对办理结果有异议（不满意或问题没有解决），可在此时间之前提出 2026-03-25 10:00"),
                        containsString("提出异议</button>")));
        json().body("{\"satisfaction\": \"SATISFIED\"}")
                .post(path)
                .then()
                .statusCode(410)
                .body("type", equalTo("https://hotline12345.org/problems/survey-expired"));
        page().formParam("satisfaction", "SATISFIED")
                .post(path)
                .then()
                .statusCode(400)
                .body(containsString("更正期限已过，只能提出异议"));
        page().formParam("satisfaction", "DISSATISFIED")
                .formParam("reason", "no water again")
                .post(path)
                .then()
                .statusCode(303);
        ReworkOrdered rework = stage.await(events, ReworkOrdered.class);
        assertThat(rework.cause()).isEqualTo(ReworkCause.OBJECTION);
        assertThat(rework.reason()).isEqualTo("no water again");
        page().get(path).then().statusCode(200).body(not(containsString("<form")));
    }

    @Test
    void who_answered_late_may_object_by_the_link_after_its_own_days() {
        String path = link();
        MovableClock.set("2026-03-24T10:00");
        json().body("{\"satisfaction\": \"SATISFIED\", \"resolved\": true}")
                .post(path)
                .then()
                .statusCode(200);
        stage.await(events, CaseClosed.class);
        MovableClock.set("2026-04-07T10:00");
        json().get(path).then().statusCode(200).body("expiresAt", equalTo("2026-04-08T10:00:00+08:00"));
        json().body("{\"satisfaction\": \"SATISFIED\", \"resolved\": false}")
                .post(path)
                .then()
                .statusCode(200);
        assertThat(stage.await(events, ReworkOrdered.class).cause()).isEqualTo(ReworkCause.OBJECTION);
        json().get(path).then().statusCode(410);
    }

    @Test
    void a_link_ends_and_an_unknown_one_opens_nothing() {
        String path = link();
        MovableClock.set("2026-03-25T10:00");
        page().get(path).then().statusCode(410).body(containsString("回访链接已失效"));
        json().get(path)
                .then()
                .statusCode(410)
                .body("type", equalTo("https://hotline12345.org/problems/survey-expired"));
        page().formParam("satisfaction", "SATISFIED").post(path).then().statusCode(410);
        page().get("/api/v1/survey/AAAAAAAAAAAAAAAAAAAAAAAAAAA")
                .then()
                .statusCode(404)
                .body(containsString("回访链接已失效"));
        json().body("{\"satisfaction\": \"SATISFIED\"}")
                .post("/api/v1/survey/nothing")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_%25_%25", "%27%3B%20drop%20table%20x%3B%20--"})
    void a_form_sent_to_an_address_that_is_none_opens_nothing(String token) {
        page().urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded")
                .post("/api/v1/survey/" + token)
                .then()
                .statusCode(404);
    }

    @Test
    void a_thousand_characters_of_a_form_are_taken_and_many_more_are_refused() {
        String path = link();
        page().formParam("satisfaction", "DISSATISFIED")
                .formParam("reason", "水".repeat(1_000))
                .post(path)
                .then()
                .statusCode(303);
        page().formParam("reason", "a".repeat(100_000))
                .post(path)
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void a_withdrawn_case_asks_no_more() {
        String path = link();
        stage.happens(
                new CaseWithdrawn(events.caseId, "不必", TestOffice.at("2026-03-10T10:10")),
                TestOffice.at("2026-03-10T10:10"));
        Awaitility.await("closed")
                .atMost(Duration.ofSeconds(30))
                .until(() -> page().get(path).statusCode() == 409);
        page().header("Accept-Language", "en").get(path).then().body(containsString("The survey is over"));
        json().body("{\"satisfaction\": \"SATISFIED\"}").post(path).then().statusCode(409);
    }

    @Test
    void script_and_numbers_in_an_answer_do_no_harm() {
        String path = link();
        page().formParam("satisfaction", "DISSATISFIED")
                .formParam("reason", "<script>alert(1)</script>'; drop table callback; -- 13912345678")
                .post(path)
                .then()
                .statusCode(303);
        page().get(path)
                .then()
                .body(allOf(
                        not(containsString("<script>")),
                        containsString("&lt;script&gt;alert(1)"),
                        containsString("139****5678"),
                        not(containsString("13912345678"))));
        stage.await(events, ReworkOrdered.class);
        json().body("{\"satisfaction\": \"SATISFIED\", \"note\": \"x\"}")
                .post(path)
                .then()
                .statusCode(400);
        json().body("{\"satisfaction\": \"SATISFIED\", \"reason\": \"" + "长".repeat(1001) + "\"}")
                .post(path)
                .then()
                .statusCode(400);
        json().body("{}").post(path).then().statusCode(400);
    }

    private String link() {
        return link("2026-03-10T09:00");
    }

    private String link(String when) {
        stage.answered(events, when);
        stage.await(events, DeadlineMet.class);
        return claimedLink();
    }

    private String claimedLink() {
        List<Map<String, Object>> items = as("callback-agent", "robot")
                .body("{\"max\": 200}")
                .post("/api/v1/callbacks/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        String url = items.stream()
                .filter(item -> item.get("caseId").equals(events.caseId.toString()))
                .findFirst()
                .orElseThrow()
                .get("surveyUrl")
                .toString();
        return URI.create(url).getPath();
    }

    private static RequestSpecification page() {
        return given().redirects().follow(false).header("Accept", "text/html");
    }

    private static RequestSpecification json() {
        return given().header("Accept", "application/json").contentType("application/json");
    }
}
