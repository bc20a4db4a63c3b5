package org.hotline12345.followup.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.Stage.ofUnit;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a unit says about its own clocks. The policy of this test is in force in the years 2034 and 2035 only. */
@QuarkusTest
class UnitClocksTest extends FollowupTest {
    private static final RestAssuredConfig YAML = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .defaultContentCharset("UTF-8")
                    .encodeContentTypeAs("application/yaml", ContentType.TEXT));

    private static boolean inForce;

    private final CaseEvents events = new CaseEvents();

    @BeforeEach
    void policy() {
        if (inForce) {
            return;
        }
        inForce = true;
        MovableClock.set("2033-12-01T09:00");
        String yaml = TestOffice.example("shandong-2020")
                .replace("id: shandong-2020", "id: unit-clocks")
                .replace("deadlines:\n", """
                        deadlines:
                          FIRST_CONTACT:
                            terms:
                              - within: {amount: 1, unit: WORKING_DAYS}
                        """);
        as("supervisor")
                .config(YAML)
                .contentType("application/yaml")
                .body(yaml)
                .put("/api/v1/policies/unit-clocks")
                .then()
                .statusCode(200);
        activate("unit-clocks", "2034-01-01");
        activate("default", "2036-01-01");
    }

    private static void activate(String policy, String from) {
        as("supervisor")
                .body("{\"from\": \"" + from + "T00:00:00+08:00\"}")
                .post("/api/v1/policies/" + policy + "/activation")
                .then()
                .statusCode(200);
    }

    @Test
    void a_unit_waits_for_the_citizen_and_goes_on() {
        dispatched("2034-03-06T10:00");
        String pauses = "/api/v1/work-orders/" + events.order + "/pauses";
        MovableClock.set("2034-03-07T10:00");
        ofUnit("unit-handler", "U9")
                .body("{\"reason\": \"发票\"}")
                .post(pauses)
                .then()
                .statusCode(404);
        ofUnit("unit-handler", CaseEvents.UNIT).body("{}").post(pauses).then().statusCode(400);
        ofUnit("unit-handler", CaseEvents.UNIT)
                .body("{\"reason\": \"发票\"}")
                .post(pauses)
                .then()
                .statusCode(200)
                .body("running", equalTo(true))
                .body("dueAt", equalTo("2034-03-20T17:30:00+08:00"));
        DeadlineSet later = stage.await(events, DeadlineSet.class, set -> set.moveCause() == DeadlineMoveCause.PAUSE);
        assertThat(local(later.dueAt())).isEqualTo("2034-03-20T17:30");
        ofUnit("unit-handler", CaseEvents.UNIT)
                .body("{\"reason\": \"再等\"}")
                .post(pauses)
                .then()
                .statusCode(400)
                .body("violations[0].message", containsString("不能（再）暂停"));
        MovableClock.set("2034-03-08T15:00");
        ofUnit("unit-handler", CaseEvents.UNIT)
                .post(pauses + "/end")
                .then()
                .statusCode(200)
                .body("running", equalTo(false))
                .body("dueAt", equalTo("2034-03-14T17:30:00+08:00"));
        as("supervisor")
                .get("/api/v1/cases/" + events.caseId + "/deadlines")
                .then()
                .body(
                        "items.find { it.kind == 'REPLY' }.explanation.text",
                        hasItem(containsString("等待诉求人（发票），扣除 1 个工作日")));
        ofUnit("unit-handler", CaseEvents.UNIT).post(pauses + "/end").then().statusCode(400);
    }

    @Test
    void a_unit_says_when_it_first_spoke_to_the_citizen() {
        dispatched("2034-03-06T10:00");
        MovableClock.set("2034-03-07T10:00");
        String id = as("supervisor")
                .get("/api/v1/cases/" + events.caseId + "/deadlines")
                .then()
                .extract()
                .path("items.find { it.kind == 'FIRST_CONTACT' }.id");
        String reply = as("supervisor")
                .get("/api/v1/cases/" + events.caseId + "/deadlines")
                .then()
                .extract()
                .path("items.find { it.kind == 'REPLY' }.id");
        ofUnit("unit-handler", CaseEvents.UNIT)
                .body("{\"at\": \"2034-03-07T11:00:00+08:00\"}")
                .post("/api/v1/deadlines/" + id + "/done")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("at"));
        ofUnit("unit-handler", CaseEvents.UNIT)
                .body("{}")
                .post("/api/v1/deadlines/" + reply + "/done")
                .then()
                .statusCode(400);
        ofUnit("unit-handler", "U9")
                .body("{}")
                .post("/api/v1/deadlines/" + id + "/done")
                .then()
                .statusCode(404);
        ofUnit("unit-handler", CaseEvents.UNIT)
                .body("{\"at\": \"2034-03-06T16:00:00+08:00\", \"note\": \"电话联系\"}")
                .post("/api/v1/deadlines/" + id + "/done")
                .then()
                .statusCode(200)
                .body("state", equalTo("MET"));
        stage.await(events, DeadlineMet.class, met -> met.kind() == DeadlineKind.FIRST_CONTACT);
        as("supervisor")
                .get("/api/v1/cases/" + events.caseId + "/deadlines")
                .then()
                .body("items.find { it.kind == 'FIRST_CONTACT' }.doneNote", equalTo("电话联系"));
    }

    private void dispatched(String when) {
        MovableClock.set(when);
        stage.happens(events.registered(when), at(when));
        stage.happens(events.dispatched(when), at(when));
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
    }
}
