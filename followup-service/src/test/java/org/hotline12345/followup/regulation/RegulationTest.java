package org.hotline12345.followup.regulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.Stage.ofUnit;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.CalendarChanged;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.PolicyActivated;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegulationTest extends FollowupTest {
    private static final String NOTICE = """
            {"year": 2027, "source": "国办发明电〔2026〕7号",
             "days": [{"date": "2027-01-01", "name": "元旦", "workday": false}]}
            """;
    private static final String NO_NOTICE = """
            {"days": []}
            """;

    private static final RestAssuredConfig PLAIN_UTF8 = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset("UTF-8"));

    @Inject
    Pool pool;

    @Inject
    ChangePolicy changePolicy;

    private final CaseEvents events = new CaseEvents();

    @Test
    void the_shipped_notices_are_there_and_were_told() {
        as("agent")
                .get("/api/v1/calendars/2026")
                .then()
                .statusCode(200)
                .body("provisional", equalTo(false))
                .body("days", hasSize(39))
                .body("days.name", hasItems("春节", "国庆节"));
        as("agent").get("/api/v1/calendars/2031").then().statusCode(200).body("provisional", equalTo(true));
        CalendarChanged told = stage.probe()
                .await(e -> e.event() instanceof CalendarChanged c && c.year() == 2024, "CalendarChanged of 2024")
                .as(CalendarChanged.class);
        assertThat(told.days()).hasSize(36);
        PolicyActivated policy = stage.probe()
                .await(
                        e -> e.event() instanceof PolicyActivated p
                                && p.policyId().equals("default")
                                && p.version() == 1,
                        "PolicyActivated")
                .as(PolicyActivated.class);
        assertThat(policy.policyId()).isEqualTo("default");
        assertThat(policy.document()).contains("returnWithin");
    }

    @Test
    void a_new_notice_moves_open_deadlines_visibly_and_only_once() {
        MovableClock.set("2026-12-31T11:00");
        stage.happens(events.registered("2026-12-31T09:00"), at("2026-12-31T09:00"));
        stage.happens(events.dispatched("2026-12-31T10:00"), at("2026-12-31T10:00"));
        DeadlineSet before = stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
        assertThat(before.provisional()).isTrue();

        as("admin")
                .body(NOTICE)
                .put("/api/v1/calendars/2027")
                .then()
                .statusCode(200)
                .body("moved", greaterThanOrEqualTo(2))
                .body("recomputed", greaterThanOrEqualTo(1))
                .body("revision", greaterThanOrEqualTo(2))
                .body("provisional", equalTo(false));
        DeadlineSet moved = stage.await(
                events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY && set.previousDueAt() != null);
        assertThat(local(moved.previousDueAt())).isEqualTo("2027-01-07T17:30");
        assertThat(local(moved.dueAt())).isEqualTo("2027-01-08T17:30");
        assertThat(moved.deadlineId()).isEqualTo(before.deadlineId());
        assertThat(moved.movedBecause()).contains("2027年放假安排", "国办发明电〔2026〕7号");

        as("admin")
                .body(NOTICE)
                .put("/api/v1/calendars/2027")
                .then()
                .statusCode(200)
                .body("moved", equalTo(0));
        as("admin")
                .body(NO_NOTICE)
                .put("/api/v1/calendars/2027")
                .then()
                .statusCode(200)
                .body("provisional", equalTo(true));
    }

    @Test
    void the_places_own_days_move_deadlines_too_and_stay_with_a_new_notice() {
        MovableClock.set("2029-05-07T11:00");
        stage.happens(events.registered("2029-05-07T09:00"), at("2029-05-07T09:00"));
        stage.happens(events.dispatched("2029-05-07T10:00"), at("2029-05-07T10:00"));
        DeadlineSet before = stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
        as("admin")
                .body("""
                        {"days": [
                          {"date": "2029-05-09", "name": "城市节", "workday": false, "source": "市政府通知〔2029〕3号"},
                          {"date": "2029-05-15", "name": "运动会", "workday": true, "off": "AFTERNOON", "source": "市政府通知〔2029〕4号"}]}
                        """)
                .put("/api/v1/calendars/2029/local-days")
                .then()
                .statusCode(200)
                .body("provisional", equalTo(true))
                .body("localDays.off", hasItem("AFTERNOON"))
                .body("recalculation.percent", equalTo(100))
                .body("recalculation.because", containsString("2029年本地工作日安排更新"));
        DeadlineSet moved = stage.await(
                events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY && set.previousDueAt() != null);
        assertThat(local(before.dueAt())).isEqualTo("2029-05-14T17:30");
        // the last day is a working day with the afternoon off
        assertThat(local(moved.dueAt())).isEqualTo("2029-05-15T12:00");
        as("admin")
                .body("{\"source\": \"通知\", \"days\": [{\"date\": \"2029-05-01\", \"name\": \"劳动节\", \"workday\":"
                        + " false}]}")
                .put("/api/v1/calendars/2029")
                .then()
                .statusCode(200)
                .body("localDays", hasSize(2));
        as("agent").get("/api/v1/calendars/2029").then().body("localDays.name", hasItems("城市节", "运动会"));
        as("supervisor")
                .header("Accept-Language", "en")
                .get("/api/v1/cases/" + events.caseId + "/deadlines")
                .then()
                .body("items[1].movedFrom", equalTo("2029-05-14T17:30:00+08:00"))
                .body("items[1].explanation.step", hasItem("MOVED"))
                .body("items[1].explanation.source", hasItem("市政府通知〔2029〕3号"))
                .body("items[1].explanation.text", hasItem(containsString("the local days of 2029 changed")))
                .body("citizensClock.explanation.text", hasItem(containsString("registration")));
        as("admin")
                .body("""
                        {"days": [
                          {"date": "2030-05-09", "name": "城市节", "workday": false, "source": "通知"},
                          {"date": "2029-05-10", "name": "城市节", "workday": false, "off": "MORNING", "source": "通知"},
                          {"date": "2029-05-11", "name": "城市节", "workday": false}]}
                        """)
                .put("/api/v1/calendars/2029/local-days")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("days[0].date", "days[1].off", "days[2].source"));
    }

    @Test
    void a_case_of_which_nobody_knows_what_to_make_holds_up_no_other() {
        MovableClock.set("2046-03-05T11:00");
        var broken = new CaseEvents();
        for (CaseEvents one : List.of(events, broken)) {
            stage.happens(one.registered("2046-03-05T09:00"), at("2046-03-05T09:00"));
            stage.happens(one.dispatched("2046-03-05T10:00"), at("2046-03-05T10:00"));
            stage.await(one, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
        }
        sql("update case_file set policy_version = 4711 where case_id = $1", broken.caseId);
        String run = as("admin")
                .body("{\"source\": \"通知\", \"days\": [{\"date\": \"2046-03-06\", \"name\": \"节\", \"workday\":"
                        + " false}]}")
                .put("/api/v1/calendars/2046")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY && set.previousDueAt() != null);
        as("supervisor").get(run).then().body("finishedAt", nullValue());

        sql("update case_file set policy_version = 1 where case_id = $1", broken.caseId);
        sql("update recalculation set touched_at = touched_at - interval '1 minute' where finished_at is null");
        changePolicy.catchUp().await().atMost(Duration.ofSeconds(30));
        stage.await(broken, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY && set.previousDueAt() != null);
        as("supervisor").get(run).then().body("finishedAt", notNullValue());
    }

    private void sql(String statement, Object... args) {
        Sql.on(pool).update(statement, args).await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void the_list_of_citizens_to_be_told_follows_the_calendar_too() {
        MovableClock.set("2045-03-02T11:00");
        stage.answeredUntold(events, "2045-03-02T10:00");
        assertThat(local(stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.INFORM)
                        .dueAt()))
                .isEqualTo("2045-03-03T17:30");
        as("admin")
                .body("{\"source\": \"通知\", \"days\": [{\"date\": \"2045-03-03\", \"name\": \"节\", \"workday\":"
                        + " false}]}")
                .put("/api/v1/calendars/2045")
                .then()
                .statusCode(200);
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.INFORM && set.previousDueAt() != null);
        as("supervisor")
                .queryParam("limit", 200)
                .get("/api/v1/informing")
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.caseId == '%s' }.dueAt".formatted(events.caseId),
                        equalTo("2045-03-06T17:30:00+08:00"));
    }

    @Test
    void the_text_of_a_notice_becomes_days_that_can_be_put() {
        var text = as("admin")
                .config(PLAIN_UTF8)
                .contentType("text/plain")
                .queryParam("source", "国办发明电〔2029〕9号")
                .body("一、元旦:1月1日（周二）放假1天，不调休。")
                .post("/api/v1/calendars/2030/notice")
                .then()
                .statusCode(200)
                .body("days", hasSize(1))
                .body("days[0].workday", equalTo(false))
                .extract()
                .asString();
        as("admin")
                .body(text)
                .put("/api/v1/calendars/2030")
                .then()
                .statusCode(200)
                .body("provisional", equalTo(false));
        as("admin")
                .config(PLAIN_UTF8)
                .contentType("text/plain")
                .body("一、元旦:1月1日（周四）放假1天。")
                .post("/api/v1/calendars/2030/notice")
                .then()
                .statusCode(400)
                .body("violations[0].message", containsString("2030-01-01 是周二"));
        as("admin")
                .body("""
                        {"year": 2030, "papers": ["https://www.gov.cn/x"],
                         "days": [{"name": "元旦", "date": "2030-01-01", "isOffDay": true}]}
                        """)
                .post("/api/v1/calendars/2030/notice")
                .then()
                .statusCode(200)
                .body("source", equalTo("https://www.gov.cn/x"));
        as("admin").body("[]").post("/api/v1/calendars/2030/notice").then().statusCode(400);
    }

    @Test
    void a_change_answered_at_once_shows_how_far_it_is() {
        MovableClock.set("2032-03-01T11:00");
        stage.happens(events.registered("2032-03-01T09:00"), at("2032-03-01T09:00"));
        stage.happens(events.dispatched("2032-03-01T10:00"), at("2032-03-01T10:00"));
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
        String run = as("admin")
                .header("Prefer", "respond-async")
                .body("{\"source\": \"通知\", \"days\": [{\"date\": \"2032-03-02\", \"name\": \"节\", \"workday\":"
                        + " false}]}")
                .put("/api/v1/calendars/2032")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        Awaitility.await("the run's end")
                .atMost(Duration.ofSeconds(30))
                .until(() -> as("supervisor")
                                .get(run)
                                .then()
                                .statusCode(200)
                                .extract()
                                .path("finishedAt")
                        != null);
        as("supervisor")
                .header("Accept-Language", "en")
                .get(run)
                .then()
                .body("percent", equalTo(100))
                .body("moved", greaterThanOrEqualTo(2))
                .body("because", containsString("the notice for 2032 changed"));
        as("supervisor").get("/api/v1/recalculations?limit=1").then().body("items", hasSize(1));
        as("supervisor")
                .get("/api/v1/recalculations/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        as("agent").get("/api/v1/recalculations").then().statusCode(403);
    }

    @Test
    void no_deadline_stays_behind_while_events_are_read_and_the_calendar_changes() {
        MovableClock.set("2033-03-01T11:00");
        List<CaseEvents> cases =
                IntStream.range(0, 60).mapToObj(i -> new CaseEvents()).toList();
        for (int i = 0; i < cases.size(); i++) {
            CaseEvents one = cases.get(i);
            stage.happens(one.registered("2033-03-01T09:00"), at("2033-03-01T09:00"));
            stage.happens(one.dispatched("2033-03-01T10:00"), at("2033-03-01T10:00"));
            if (i % 20 == 10) {
                String days = i < 40 ? "{\"date\": \"2033-03-02\", \"name\": \"节\", \"workday\": false}" : "";
                as("admin")
                        .body("{\"source\": \"通知\", \"days\": [" + days + "]}")
                        .put("/api/v1/calendars/2033")
                        .then()
                        .statusCode(200);
            }
        }
        cases.forEach(one -> stage.await(one, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY));
        assertThat(count("""
                        select count(*) as found
                        from deadline
                        where ended_at is null
                          and calendar_revision < (select calendar_revision from office_state)
                        """)).isZero();
        assertThat(count("""
                        select count(*) as found
                        from deadline
                        where kind = 'REPLY'
                          and started_at = '2033-03-01T10:00:00+08:00'
                          and due_at <> '2033-03-08T17:30:00+08:00'
                        """)).isZero();
    }

    private long count(String sql) {
        return Sql.on(pool).first(sql).await().atMost(Duration.ofSeconds(10)).getLong("found");
    }

    @Test
    void published_policies_and_the_schema_are_there_to_start_from() {
        as("agent")
                .header("Accept-Language", "en")
                .get("/api/v1/policies/examples")
                .then()
                .statusCode(200)
                .body("items", hasSize(9))
                .body("items.title", hasItem("Bengbu, deadlines of 2019"));
        as("agent").get("/api/v1/policies/schema").then().statusCode(200).body(containsString("statutory"));
        String yaml = as("agent")
                .get("/api/v1/policies/examples")
                .then()
                .extract()
                .path("items.find { it.id == 'market-complaints' }.yaml");
        yaml("supervisor")
                .body(yaml)
                .put("/api/v1/policies/market-complaints")
                .then()
                .statusCode(200);
        as("supervisor")
                .body("""
                        {"type": "COMPLAINT", "channel": "PHONE", "category": "C110401",
                         "registeredAt": "2026-03-04T09:00:00+08:00", "dispatchedAt": "2026-03-04T10:00:00+08:00",
                         "reviewDate": "2027-03-06",
                         "waiting": [{"from": "2026-03-05T10:00:00+08:00", "until": "2026-03-06T10:00:00+08:00"}]}
                        """)
                .post("/api/v1/policies/market-complaints/preview")
                .then()
                .statusCode(200)
                .body("deadlines.kind", hasItems("FIRST_CONTACT", "INFORM", "REVIEW", "STATUTORY"))
                .body("deadlines.find { it.kind == 'STATUTORY' }.title", equalTo("投诉受理决定"))
                .body("deadlines.find { it.kind == 'STATUTORY' }.dueAt", equalTo("2026-03-13T17:30:00+08:00"))
                .body("deadlines.find { it.kind == 'REVIEW' }.dueAt", equalTo("2027-03-08T17:30:00+08:00"))
                .body("deadlines.find { it.kind == 'INFORM' }.startedAt", equalTo("2026-03-19T17:30:00+08:00"));
        yaml("supervisor")
                .body(yaml.replace("amount: 7", "amount: -7"))
                .put("/api/v1/policies/market-complaints")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("statutory[0].terms[0].within.amount"))
                .body("violations[0].line", greaterThanOrEqualTo(50))
                .body("violations[0].message", equalTo("不得小于 0"));
    }

    @Test
    void a_wrong_calendar_is_refused_with_what_is_wrong() {
        as("supervisor").body(NOTICE).put("/api/v1/calendars/2027").then().statusCode(403);
        as("admin")
                .body(NOTICE)
                .put("/api/v1/calendars/2028")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("year"));
        as("admin")
                .body("""
                        {"source": "x", "days": [
                          {"date": "2026-05-01", "name": "劳动节", "workday": false},
                          {"date": "2027-05-01", "name": "劳动节", "workday": false},
                          {"date": "2027-05-01", "name": "劳动节", "workday": true},
                          {"date": "2027-05-02", "name": "", "workday": true},
                          {"name": "x"}]}
                        """)
                .put("/api/v1/calendars/2027")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("days[0].date", "days[2].date", "days[3].name", "days[4]"));
        as("admin")
                .body("{\"days\": [{\"date\": \"2027-13-01\"}]}")
                .put("/api/v1/calendars/2027")
                .then()
                .statusCode(400);
        as("admin").put("/api/v1/calendars/2027").then().statusCode(400);
    }

    @Test
    void a_policy_is_written_previewed_and_activated() {
        MovableClock.set("2026-06-01T09:00");
        String yaml = as("evaluator")
                .get("/api/v1/policies/default")
                .then()
                .statusCode(200)
                .extract()
                .path("yaml");
        String strict = yaml.replace("id: default", "id: strict")
                .replace("within: {amount: 5, unit: WORKING_DAYS}", "within: {amount: 2, unit: WORKING_DAYS}");
        yaml("supervisor")
                .body(strict)
                .put("/api/v1/policies/strict")
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("active", equalTo(false))
                .body("document.deadlines.REPLY.terms", hasSize(6));
        as("supervisor")
                .body("""
                        {"type": "COMPLAINT", "channel": "PHONE", "dispatchedAt": "2026-06-05T10:00:00+08:00",
                         "extensions": [1], "pauses": [1]}
                        """)
                .post("/api/v1/policies/strict/preview")
                .then()
                .statusCode(200)
                .body("deadlines.kind", hasItems("SIGN", "REPLY"))
                .body("deadlines.find { it.kind == 'REPLY' }.dueAt", equalTo("2026-06-11T17:30:00+08:00"))
                .body("deadlines.find { it.kind == 'REPLY' }.explanation.step", hasItems("EXTENSION", "PAUSE"));
        String often = String.join(",", Collections.nCopies(1200, "1000"));
        as("supervisor")
                .body("{\"type\": \"COMPLAINT\", \"extensions\": [" + often + "]}")
                .post("/api/v1/policies/strict/preview")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("extensions"));

        as("supervisor")
                .body("{\"from\": \"2026-06-01T09:00:00+08:00\"}")
                .post("/api/v1/policies/strict/activation")
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("openCases", equalTo("KEEP"));
        as("agent")
                .get("/api/v1/policies")
                .then()
                .body("items.find { it.id == 'strict' }.activeVersion", equalTo(1))
                .body("items.id", hasItems("default", "strict"));
        stage.happens(events.registered("2026-06-01T09:30"), at("2026-06-01T09:30"));
        stage.happens(events.dispatched("2026-06-01T10:00"), at("2026-06-01T10:00"));
        DeadlineSet reply = stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
        assertThat(local(reply.dueAt())).isEqualTo("2026-06-03T17:30");
        assertThat(reply.policyId()).isEqualTo("strict");

        MovableClock.set("2026-06-01T11:00");
        as("supervisor")
                .body("{\"openCases\": \"APPLY\"}")
                .post("/api/v1/policies/default/activation")
                .then()
                .statusCode(403);
        as("admin")
                .body("{\"openCases\": \"APPLY\"}")
                .post("/api/v1/policies/default/activation")
                .then()
                .statusCode(200);
        DeadlineSet back = stage.await(
                events,
                DeadlineSet.class,
                set -> set.kind() == DeadlineKind.REPLY && set.policyId().equals("default"));
        assertThat(local(back.dueAt())).isEqualTo("2026-06-08T17:30");
        assertThat(back.movedBecause()).contains("默认办理时限");
    }

    @Test
    void a_policy_applied_to_open_cases_sets_the_kinds_that_only_it_knows_and_ends_those_it_does_not() {
        MovableClock.set("2026-06-15T10:30");
        var told = new CaseEvents();
        for (CaseEvents one : List.of(events, told)) {
            stage.happens(one.registered("2026-06-15T09:30"), at("2026-06-15T09:30"));
            stage.happens(one.dispatched("2026-06-15T10:00"), at("2026-06-15T10:00"));
            stage.await(one, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
        }
        String bengbu = as("agent")
                .get("/api/v1/policies/examples")
                .then()
                .extract()
                .path("items.find { it.id == 'bengbu-2019' }.yaml");
        yaml("supervisor")
                .body(bengbu)
                .put("/api/v1/policies/bengbu-2019")
                .then()
                .statusCode(200);
        apply("bengbu-2019");
        DeadlineSet contact = stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.FIRST_CONTACT);
        assertThat(local(contact.dueAt())).isEqualTo("2026-06-16T17:30");
        assertThat(local(contact.startedAt())).isEqualTo("2026-06-15T10:00");
        assertThat(contact.explanation().get(0).text()).startsWith("因启用办理时限“蚌埠市12345办理时限(2019)”第 1 版而设");
        DeadlineSet done = stage.await(told, DeadlineSet.class, set -> set.kind() == DeadlineKind.FIRST_CONTACT);
        ofUnit("unit-handler", CaseEvents.UNIT)
                .body("{\"at\": \"2026-06-15T10:20:00+08:00\", \"note\": \"已电话联系\"}")
                .post("/api/v1/deadlines/" + done.deadlineId() + "/done")
                .then()
                .statusCode(200);
        stage.happens(told.signed("2026-06-15T10:25"), at("2026-06-15T10:25"));
        stage.await(told, DeadlineMet.class, met -> met.kind() == DeadlineKind.SIGN);

        MovableClock.set("2026-06-15T11:00");
        apply("default");
        stage.await(events, DeadlineCancelled.class, ended -> ended.deadlineId().equals(contact.deadlineId()));
        String first = "items.find { it.id == '" + contact.deadlineId() + "' }.";
        deadlines(events)
                .body(first + "state", equalTo("CANCELLED"))
                .body(first + "cancelReason", equalTo("REPLACED"))
                .body(first + "explanation[0].step", equalTo("SET"))
                .body(first + "explanation[-1].step", equalTo("ENDED"))
                .body(first + "explanation[-1].text", containsString("2026年6月15日 11:00 起不再计算，因启用办理时限“默认办理时限”"));

        MovableClock.set("2026-06-15T11:30");
        apply("bengbu-2019");
        stage.await(
                events,
                DeadlineSet.class,
                set -> set.kind() == DeadlineKind.FIRST_CONTACT
                        && !set.deadlineId().equals(contact.deadlineId()));
        deadlines(events).body("items.findAll { it.kind == 'FIRST_CONTACT' }.state", contains("CANCELLED", "OPEN"));
        // what was done is not asked again
        deadlines(told)
                .body("items.findAll { it.kind == 'FIRST_CONTACT' }.state", contains("MET"))
                .body("items.findAll { it.kind == 'SIGN' }.state", contains("MET"));
        MovableClock.set("2026-06-15T12:00");
        apply("default");
    }

    private static void apply(String policy) {
        as("admin")
                .body("{\"openCases\": \"APPLY\"}")
                .post("/api/v1/policies/" + policy + "/activation")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse deadlines(CaseEvents of) {
        return as("supervisor")
                .get("/api/v1/cases/" + of.caseId + "/deadlines")
                .then()
                .statusCode(200);
    }

    @Test
    void a_wrong_policy_is_refused_with_what_is_wrong() {
        String yaml =
                as("evaluator").get("/api/v1/policies/default").then().extract().path("yaml");
        yaml("supervisor")
                .body(yaml.replace("dissatisfactions: 2", "dissatisfactions: none"))
                .put("/api/v1/policies/default")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("supervision.dissatisfactions"))
                .body("violations.message", hasItem(not("")));
        yaml("supervisor")
                .body(yaml)
                .put("/api/v1/policies/other")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("id"));
        yaml("agent").body(yaml).put("/api/v1/policies/default").then().statusCode(403);
        as("supervisor")
                .body("{}")
                .post("/api/v1/policies/nowhere/activation")
                .then()
                .statusCode(404);
        as("supervisor")
                .body("{\"from\": \"2001-01-01T00:00:00+08:00\"}")
                .post("/api/v1/policies/default/activation")
                .then()
                .statusCode(400);
        as("supervisor")
                .body("{}")
                .post("/api/v1/policies/default/preview")
                .then()
                .statusCode(400);
        as("evaluator").get("/api/v1/policies/default?version=99").then().statusCode(404);
    }

    private static RequestSpecification yaml(String role) {
        return as(role).config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .defaultContentCharset("UTF-8")
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                .contentType("application/yaml");
    }
}
