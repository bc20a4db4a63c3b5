package org.hotline12345.followup.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.Stage.ofUnit;
import static org.hotline12345.followup.TestOffice.at;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionClosed;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SupervisionRaised;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.followup.deadline.DeadlineTimer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SupervisionTest extends FollowupTest {
    @Inject
    DeadlineTimer timer;

    @Inject
    OfficeCopy office;

    private final CaseEvents events = new CaseEvents();

    @BeforeEach
    void dispatched() {
        MovableClock.set("2026-03-05T10:00");
        stage.happens(events.registered("2026-03-04T09:00"), at("2026-03-04T09:00"));
        stage.happens(events.dispatched("2026-03-04T10:00"), at("2026-03-04T10:00"));
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
    }

    @Test
    void a_supervisor_orders_the_unit_reports_it_is_raised_and_closed() {
        String path = "/api/v1/supervisions/"
                + as("supervisor")
                        .body(order(events.order))
                        .post("/api/v1/supervisions")
                        .then()
                        .statusCode(201)
                        .header("ETag", "\"0\"")
                        .body("dueAt", equalTo("2026-03-09T17:30:00+08:00"))
                        .body("state", equalTo("OPEN"))
                        .body("openedBy", equalTo("supervisor-1"))
                        .body("allowed", contains("raise", "close"))
                        .extract()
                        .path("id");
        SupervisionOpened opened = stage.await(events, SupervisionOpened.class);
        assertThat(opened.cause()).isEqualTo(SupervisionCause.SUPERVISOR);
        assertThat(opened.level()).isEqualTo(1);

        String report = "{\"text\": \"正在抢修，明日完成\"}";
        ofUnit("unit-handler", "U9")
                .body(report)
                .post(path + "/feedback")
                .then()
                .statusCode(404);
        ofUnit("unit-handler", "U9").get(path).then().statusCode(404);
        as("supervisor").body(report).post(path + "/feedback").then().statusCode(403);
        ofUnit("unit-handler", CaseEvents.UNIT)
                .header("If-Match", "\"7\"")
                .body(report)
                .post(path + "/feedback")
                .then()
                .statusCode(412);
        ofUnit("unit-handler", CaseEvents.UNIT)
                .header("If-Match", "\"0\"")
                .body(report)
                .post(path + "/feedback")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("state", equalTo("REPORTED"))
                .body("feedbackBy", equalTo("unit-handler-" + CaseEvents.UNIT));
        as("supervisor")
                .body("{\"note\": \"报告不实\", \"dueWorkingDays\": 0}")
                .post(path + "/raise")
                .then()
                .statusCode(400)
                .body("violations.field", contains("dueWorkingDays"));
        as("supervisor")
                .body("{\"note\": \"报告不实\", \"dueWorkingDays\": 3}")
                .post(path + "/raise")
                .then()
                .statusCode(200)
                .body("level", equalTo(2))
                .body("dueAt", equalTo("2026-03-10T17:30:00+08:00"))
                .body("state", equalTo("OPEN"));
        SupervisionRaised raised = stage.await(events, SupervisionRaised.class);
        assertThat(raised.level()).isEqualTo(2);
        assertThat(raised.dueAt()).isEqualTo(at("2026-03-10T17:30"));
        as("supervisor").body("{}").post(path + "/close").then().statusCode(400);
        as("supervisor")
                .body("{\"finding\": \"已整改\"}")
                .post(path + "/close")
                .then()
                .statusCode(200)
                .body("state", equalTo("CLOSED"));
        assertThat(stage.await(events, SupervisionClosed.class).finding()).isEqualTo("已整改");
        as("supervisor")
                .body("{\"note\": \"再\"}")
                .post(path + "/raise")
                .then()
                .statusCode(409)
                .body("state", equalTo("CLOSED"));
        ofUnit("unit-handler", CaseEvents.UNIT)
                .get(path + "/course")
                .then()
                .statusCode(200)
                .body("items.step", contains("OPENED", "REPORTED", "RAISED", "CLOSED"))
                .body("items.text", contains("请说明停水原因", "正在抢修，明日完成", "报告不实", "已整改"));
        ofUnit("unit-handler", "U9").get(path + "/course").then().statusCode(404);
        String page = as("supervisor")
                .get(path + "/notice")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Language", "zh-CN")
                .extract()
                .asString();
        assertThat(page).contains("提级督办通知单", "督〔2026〕", "请说明停水原因", "2026年3月10日 17:30", "督办经过", "正在抢修，明日完成", "小区停水");
        assertThat(as("supervisor")
                        .header("Accept-Language", "en")
                        .get(path + "/notice")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("Supervision Order, Raised", "decision of a supervisor", "2026-03-10 17:30");
        ofUnit("unit-handler", "U9").get(path + "/notice").then().statusCode(404);
        as("supervisor")
                .queryParam("state", "CLOSED")
                .queryParam("limit", 200)
                .get("/api/v1/supervisions")
                .then()
                .body("items.caseId", hasItem(events.caseId.toString()));
        ofUnit("unit-leader", CaseEvents.UNIT)
                .queryParam("state", "CLOSED")
                .get("/api/v1/supervisions")
                .then()
                .statusCode(200);
        ofUnit("unit-leader", "U9")
                .queryParam("unit", CaseEvents.UNIT)
                .get("/api/v1/supervisions")
                .then()
                .statusCode(404);
    }

    @Test
    void wrong_orders_are_refused() {
        as("supervisor")
                .body("{}")
                .post("/api/v1/supervisions")
                .then()
                .statusCode(400)
                .body("violations.field", contains("workOrderId", "order", "dueWorkingDays"));
        as("supervisor")
                .body(order(UuidV7.next()))
                .post("/api/v1/supervisions")
                .then()
                .statusCode(404)
                .header("Retry-After", "1");
        as("dispatcher")
                .body(order(events.order))
                .post("/api/v1/supervisions")
                .then()
                .statusCode(403);
        as("supervisor").get("/api/v1/supervisions/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void a_supervisor_urges_the_unit() {
        String path = "/api/v1/work-orders/" + events.order + "/urges";
        as("supervisor")
                .body("{\"note\": \"请今日办结\"}")
                .post(path)
                .then()
                .statusCode(201)
                .body("origin", equalTo("SUPERVISOR"));
        UnitUrged urged = stage.await(events, UnitUrged.class);
        assertThat(urged.note()).isEqualTo("请今日办结");
        ofUnit("unit-handler", CaseEvents.UNIT).get(path).then().body("items.note", contains("请今日办结"));
        as("supervisor")
                .body("{\"note\": \"请领导过问\", \"level\": \"LEADERS\"}")
                .post(path)
                .then()
                .statusCode(201)
                .body("level", equalTo("LEADERS"));
        as("supervisor")
                .body("{\"note\": \"通报\", \"level\": \"CIRCULAR\"}")
                .post(path)
                .then()
                .statusCode(400)
                .body("violations.field", contains("level"));
        ofUnit("unit-leader", CaseEvents.UNIT)
                .queryParam("level", "LEADERS")
                .queryParam("from", "2026-03-05T00:00:00+08:00")
                .get("/api/v1/urges")
                .then()
                .statusCode(200)
                .body("items.note", hasItem("请领导过问"));
        ofUnit("unit-leader", "U9")
                .queryParam("unit", CaseEvents.UNIT)
                .get("/api/v1/urges")
                .then()
                .statusCode(404);
        assertThat(ofUnit("unit-handler", CaseEvents.UNIT)
                        .get("/api/v1/urges/" + urged.urgeId() + "/notice")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("催办通知单", "请今日办结", "催〔2026〕");
        ofUnit("unit-handler", "U9")
                .get("/api/v1/urges/" + urged.urgeId() + "/notice")
                .then()
                .statusCode(404);
        ofUnit("unit-handler", "U9").get(path).then().body("items.size()", equalTo(0));
        as("supervisor").body("{\"note\": \" \"}").post(path).then().statusCode(400);
        stage.happens(events.reply("2026-03-05T09:00"), at("2026-03-05T09:00"));
        stage.awaitCallback(events);
        as("supervisor")
                .body("{\"note\": \"再催\"}")
                .post(path)
                .then()
                .statusCode(409)
                .body("state", equalTo("CALLBACK"));
    }

    @Test
    void the_citizens_third_urge_opens_supervision() {
        for (int n = 1; n <= 3; n++) {
            stage.happens(
                    new CitizenUrged(events.caseId, n, "还没好", at("2026-03-05T10:0" + n)), at("2026-03-05T10:0" + n));
        }
        SupervisionOpened opened = stage.await(events, SupervisionOpened.class);
        assertThat(opened.cause()).isEqualTo(SupervisionCause.THIRD_CITIZEN_URGE);
        assertThat(stage.await(events, UnitUrged.class).origin()).isEqualTo(UrgeOrigin.CITIZEN);
        as("supervisor")
                .get("/api/v1/supervisions/" + opened.supervisionId())
                .then()
                .body("cause", equalTo("THIRD_CITIZEN_URGE"));
    }

    @Test
    void an_urge_and_an_order_at_night_reach_the_unit_in_the_morning() {
        MovableClock.set("2026-03-05T22:00");
        String path = "/api/v1/work-orders/" + events.order + "/urges";
        as("supervisor")
                .body("{\"note\": \"请明早处理\"}")
                .post(path)
                .then()
                .statusCode(201)
                .body("deliverAt", equalTo("2026-03-06T08:00:00+08:00"))
                .body("deliveredAt", nullValue());
        String supervision = "/api/v1/supervisions/"
                + as("supervisor")
                        .body(order(events.order))
                        .post("/api/v1/supervisions")
                        .then()
                        .statusCode(201)
                        .body("notifyAt", equalTo("2026-03-06T08:00:00+08:00"))
                        .extract()
                        .path("id");
        ofUnit("unit-handler", CaseEvents.UNIT).get(path).then().body("items.size()", equalTo(0));
        ofUnit("unit-handler", CaseEvents.UNIT).get(supervision).then().statusCode(404);
        as("supervisor").get(path).then().body("items.note", contains("请明早处理"));
        as("supervisor").get(supervision).then().statusCode(200);
        timer.tick(at("2026-03-06T07:59:59")).await().atMost(Duration.ofSeconds(30));
        MovableClock.set("2026-03-06T08:00");
        timer.tick(at("2026-03-06T08:00")).await().atMost(Duration.ofSeconds(30));
        UnitUrged urged = stage.await(events, UnitUrged.class);
        assertThat(urged.urgedAt()).isEqualTo(at("2026-03-06T08:00"));
        assertThat(stage.told(events.caseId))
                .filteredOn(told -> told.event() instanceof UnitUrged)
                .hasSize(1);
        ofUnit("unit-handler", CaseEvents.UNIT).get(path).then().body("items.note", contains("请明早处理"));
        ofUnit("unit-handler", CaseEvents.UNIT).get(supervision).then().statusCode(200);
    }

    @Test
    void a_supervisor_sees_by_unit_what_turns_red_today_and_what_is_under_supervision() {
        MovableClock.set("2026-03-11T10:00");
        as("supervisor")
                .body(order(events.order))
                .post("/api/v1/supervisions")
                .then()
                .statusCode(201);
        as("supervisor")
                .get("/api/v1/supervision-today/turning-red")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(events.caseId.toString()))
                .body(
                        "items.find { it.caseId == '" + events.caseId + "' && it.kind == 'REPLY' }.redAt",
                        equalTo("2026-03-11T17:30:00+08:00"));
        ofUnit("unit-leader", CaseEvents.UNIT)
                .get("/api/v1/supervision-today")
                .then()
                .statusCode(200)
                .body("date", equalTo("2026-03-11"))
                .body("items.unit", contains(CaseEvents.UNIT))
                .body("turnsRed", greaterThanOrEqualTo(1))
                .body("supervisions", greaterThanOrEqualTo(1));
        ofUnit("unit-leader", "U9").get("/api/v1/supervision-today").then().body("items.size()", equalTo(0));
        ofUnit("unit-handler", "U9")
                .queryParam("unit", CaseEvents.UNIT)
                .get("/api/v1/supervision-today/turning-red")
                .then()
                .statusCode(404);
        as("agent").get("/api/v1/supervision-today").then().statusCode(403);
        MovableClock.set("2026-03-11T18:00");
        timer.tick(at("2026-03-11T18:00")).await().atMost(Duration.ofSeconds(30));
        as("supervisor")
                .get("/api/v1/supervision-today")
                .then()
                .statusCode(200)
                .body("items.find { it.unit == '" + CaseEvents.UNIT + "' }.turnedRed", greaterThanOrEqualTo(1));
    }

    @Test
    void six_working_days_overdue_opens_supervision_and_an_open_one_goes_up_a_level() {
        timer.tick(at("2026-03-19T12:00")).await().atMost(Duration.ofSeconds(30));
        SupervisionOpened opened = stage.await(events, SupervisionOpened.class);
        assertThat(opened.cause()).isEqualTo(SupervisionCause.OVERDUE);
        assertThat(stage.told(events.caseId))
                .filteredOn(told -> told.event() instanceof UnitUrged)
                .extracting(told -> told.as(UnitUrged.class).level())
                .containsExactly(
                        UrgeLevel.HANDLERS,
                        UrgeLevel.HANDLERS,
                        UrgeLevel.LEADERS,
                        UrgeLevel.PARENT_UNIT,
                        UrgeLevel.CIRCULAR);
        as("evaluator")
                .queryParam("level", "CIRCULAR")
                .queryParam("limit", 200)
                .get("/api/v1/urges")
                .then()
                .body("items.caseId", hasItem(events.caseId.toString()));

        var other = new CaseEvents();
        stage.happens(other.registered("2026-03-04T09:00"), at("2026-03-04T09:00"));
        stage.happens(other.dispatched("2026-03-04T10:00"), at("2026-03-04T10:00"));
        stage.await(other, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
        String id = as("supervisor")
                .body(order(other.order))
                .post("/api/v1/supervisions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        // A tick leaves out a case that somebody else holds at that moment, here what heard of the new supervision; the
        // next one has it.
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            timer.tick(at("2026-03-19T12:00")).await().atMost(Duration.ofSeconds(30));
            return stage.told(other.caseId).stream().anyMatch(told -> told.event() instanceof SupervisionRaised);
        });
        SupervisionRaised raised = stage.await(other, SupervisionRaised.class);
        assertThat(raised.supervisionId()).hasToString(id);
        as("supervisor")
                .get("/api/v1/supervisions/" + id)
                .then()
                .body("level", equalTo(2))
                .body("dueAt", equalTo("2026-03-24T17:30:00+08:00"))
                .header("ETag", "\"1\"");
        as("supervisor")
                .get("/api/v1/supervisions/" + id + "/course")
                .then()
                .body("items.step", contains("OPENED", "RAISED"));
    }

    @Test
    void what_is_raised_stands_on_the_list_of_the_unit_above_too() {
        stage.probe().produce(unit("SV-ABOVE", null), at("2026-03-01T09:00"));
        stage.probe().produce(unit(CaseEvents.UNIT, "SV-ABOVE"), at("2026-03-01T09:00"));
        await("the unit stands below the other one")
                .atMost(Duration.ofSeconds(30))
                .until(() -> office.withThoseAbove(CaseEvents.UNIT).contains("SV-ABOVE"));
        try {
            String id = as("supervisor")
                    .body(order(events.order))
                    .post("/api/v1/supervisions")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            above().body("items.id", not(hasItem(id)));
            as("supervisor")
                    .body("{\"note\": \"逾期未报告\"}")
                    .post("/api/v1/supervisions/" + id + "/raise")
                    .then()
                    .statusCode(200);
            above().body("items.id", hasItem(id));
            ofUnit("unit-leader", "U9")
                    .queryParam("limit", 200)
                    .get("/api/v1/supervisions")
                    .then()
                    .body("items.id", not(hasItem(id)));
        } finally {
            stage.probe().produce(unit(CaseEvents.UNIT, null), at("2026-03-02T09:00"));
            await("the unit stands alone again")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !office.withThoseAbove(CaseEvents.UNIT).contains("SV-ABOVE"));
        }
    }

    private static ValidatableResponse above() {
        return ofUnit("unit-leader", "SV-ABOVE")
                .queryParam("limit", 200)
                .get("/api/v1/supervisions")
                .then()
                .statusCode(200);
    }

    private static UnitChanged unit(String code, String parent) {
        return new UnitChanged(
                code,
                code + "单位",
                UnitLevel.DISTRICT,
                parent,
                "区直部门",
                List.of(),
                1,
                SignOffLevel.DEPUTY,
                false,
                true,
                at("2020-01-01T00:00"));
    }

    private static String order(UUID workOrderId) {
        return "{\"workOrderId\": \"" + workOrderId + "\", \"order\": \"请说明停水原因\", \"dueWorkingDays\": 2}";
    }

    @Test
    void a_case_that_goes_back_to_the_unit_that_returned_it_is_supervised_and_listed() {
        stage.happens(events.returnRequested("2026-03-04T11:00"), at("2026-03-04T11:00"));
        stage.happens(events.returnDecided("2026-03-04T12:00", true), at("2026-03-04T12:00"));
        stage.happens(
                events.dispatchedAgain("2026-03-04T12:00", org.hotline12345.events.DispatchCause.AFTER_RETURN),
                at("2026-03-04T12:00"));
        SupervisionOpened opened = stage.await(events, SupervisionOpened.class);
        assertThat(opened.cause()).isEqualTo(SupervisionCause.THIRD_RETURN);
        assertThat(opened.order()).contains("往复退单");
        as("supervisor")
                .get("/api/v1/supervisions/" + opened.supervisionId())
                .then()
                .statusCode(200)
                .body("cause", equalTo("THIRD_RETURN"));
    }

    @Test
    void two_units_asked_for_an_opinion_each_see_their_own_deadline() {
        for (String unit : new String[] {"U7", "U8"}) {
            stage.happens(
                    new org.hotline12345.events.CoHandlingRequested(
                            events.caseId,
                            events.order,
                            java.util.UUID.randomUUID(),
                            CaseEvents.UNIT,
                            unit,
                            "是否属实",
                            "handler",
                            at("2026-03-04T11:00")),
                    at("2026-03-04T11:00"));
        }
        stage.await(events, org.hotline12345.events.DeadlineSet.class, set -> "U8".equals(set.unit()));
        ofUnit("unit-handler", "U7")
                .get("/api/v1/cases/" + events.caseId + "/deadlines")
                .then()
                .statusCode(200)
                .body("items.kind", org.hamcrest.Matchers.contains("CO_HANDLING"))
                .body("items[0].dueAt", equalTo("2026-03-06T17:30:00+08:00"));
    }
}
