package org.hotline12345.followup.survey.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.Stage.ofUnit;
import static org.hotline12345.testing.AtOnce.atOnce;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.junit.jupiter.api.Test;

/** Surveys that the centre's own agents ask. */
@QuarkusTest
class SurveyCallsTest extends FollowupTest {
    private static final String CALLS = "/api/v1/survey-calls";

    private final List<CaseEvents> cases = List.of(new CaseEvents(), new CaseEvents());

    /** A month of its own for each test. */
    private void answered(String month) {
        MovableClock.set(month + "-12T10:00");
        cases.forEach(life -> stage.answered(life, month + "-11T09:00"));
    }

    private static String draw(String month, boolean byAgents) {
        return as("evaluator")
                .body("""
                        {"title": "供热季专项回访", "surveyor": "热线中心", "from": "%s-11", "to": "%s-11", "size": 2, "byAgents": %s}""".formatted(month, month, byAgents))
                .post("/api/v1/social-surveys")
                .then()
                .statusCode(201)
                .body("byAgents", equalTo(byAgents))
                .extract()
                .path("id");
    }

    private static List<String> claim(String body) {
        return as("callback-agent")
                .body(body)
                .post(CALLS + "/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private static void result(String id, String body, int status) {
        as("callback-agent")
                .body(body)
                .post(CALLS + "/" + id + "/result")
                .then()
                .statusCode(status);
    }

    @Test
    void citizens_of_a_sample_are_called_and_their_answers_are_figures_alone() {
        answered("2027-05");
        String survey = draw("2027-05", true);
        as("callback-agent")
                .get(CALLS + "?limit=200")
                .then()
                .body("items.findAll { it.surveyId == '%s' }.survey".formatted(survey), contains("供热季专项回访", "供热季专项回访"))
                .body("items.find { it.surveyId == '%s' }.nextAttemptAt".formatted(survey), notNullValue());

        var taken = claim("{\"max\": 5}");
        assertThat(taken).hasSize(2);
        assertThat(claim("{\"max\": 5}")).isEmpty();
        as("callback-agent").get(CALLS + "?state=CLAIMED&mine=true").then().body("items", hasSize(2));
        result(taken.get(0), "{\"reached\": true}", 400);
        result(
                taken.get(0),
                "{\"reached\": true, \"satisfaction\": \"DISSATISFIED\", \"reason\": \"慢\", \"explanation\": \"x\"}",
                400);
        result(
                taken.get(0),
                "{\"reached\": true, \"satisfaction\": \"DISSATISFIED\", \"reason\": \"慢\", \"note\": \"电话13900001111\"}",
                200);
        result(taken.get(0), "{\"reached\": true, \"satisfaction\": \"SATISFIED\"}", 409);
        result(taken.get(1), "{\"reached\": false, \"outcome\": \"REFUSED\"}", 200);

        as("callback-agent")
                .get(CALLS + "/" + taken.get(0))
                .then()
                .body("state", equalTo("ENDED"))
                .body("note", equalTo("电话139****1111"));
        as("callback-agent")
                .get(CALLS + "?state=ENDED&limit=200")
                .then()
                .body("items.findAll { it.surveyId == '%s' }".formatted(survey), hasSize(2));
        as("evaluator")
                .get("/api/v1/social-surveys/" + survey)
                .then()
                .body("answered", equalTo(1))
                .body("unreached", equalTo(1));
        // the round goes on as if nobody had asked
        as("supervisor")
                .queryParam("limit", 200)
                .get("/api/v1/callbacks")
                .then()
                .body(
                        "items.findAll { it.caseId in ['%s', '%s'] }"
                                .formatted(cases.get(0).caseId, cases.get(1).caseId),
                        hasSize(2));
    }

    @Test
    void of_two_results_of_one_call_at_once_one_counts() {
        answered("2027-07");
        draw("2027-07", true);
        String id = claim("{\"max\": 1}").get(0);

        var results = atOnce(i -> as("callback-agent")
                .body("{\"reached\": false, \"outcome\": \"NO_ANSWER\"}")
                .post(CALLS + "/" + id + "/result"));

        assertThat(results).filteredOn(result -> result.statusCode() == 200).hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.statusCode() != 200)
                .allSatisfy(result -> result.then().statusCode(409));
        as("callback-agent").get(CALLS + "/" + id).then().body("attempts", equalTo(1));
    }

    @Test
    void only_agents_of_the_centre_call_and_only_for_surveys_that_are_theirs() {
        answered("2027-06");
        draw("2027-06", false);
        int before = as("callback-agent")
                .get(CALLS + "?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .path("items.size()");
        ofUnit("callback-agent", CaseEvents.UNIT).get(CALLS).then().statusCode(403);
        as("agent").get(CALLS).then().statusCode(403);
        as("callback-agent").get(CALLS + "/" + UUID.randomUUID()).then().statusCode(404);

        draw("2027-06", true);

        as("callback-agent").get(CALLS + "?limit=200").then().body("items", hasSize(before + 2));
        MovableClock.set("2027-06-12T23:00");
        assertThat(claim("{\"max\": 1}")).isEmpty();
        assertThat(claim("{\"max\": 1, \"anyHour\": true}")).hasSize(1);
    }
}
