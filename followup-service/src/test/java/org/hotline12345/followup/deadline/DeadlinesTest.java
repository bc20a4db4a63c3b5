package org.hotline12345.followup.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.Stage.ofUnit;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeadlinesTest extends FollowupTest {
    @Inject
    DeadlineTimer timer;

    private final CaseEvents events = new CaseEvents();

    @Test
    void a_case_explains_its_deadlines_to_those_who_may_see_them() {
        MovableClock.set("2026-03-06T12:00");
        stage.happens(events.registered("2026-03-04T09:00"), at("2026-03-04T09:00"));
        stage.happens(events.dispatched("2026-03-04T10:00"), at("2026-03-04T10:00"));
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
        String path = "/api/v1/cases/" + events.caseId + "/deadlines";

        ofUnit("unit-handler", CaseEvents.UNIT)
                .get(path)
                .then()
                .statusCode(200)
                .body("items.kind", contains("SIGN", "REPLY"))
                .body("items.state", everyItem(equalTo("OPEN")))
                .body("items[1].dueAt", equalTo("2026-03-11T17:30:00+08:00"))
                .body("items[1].explanation.text", hasItems("3月7日（周六）周末，不计", "到期 2026年3月11日 17:30"))
                .body("items[1].explanation.step", hasItems("START", "COUNT", "SKIP", "DUE"))
                .body("next", nullValue())
                .body("returnWindow.unit", equalTo(CaseEvents.UNIT))
                .body("returnWindow.until", equalTo("2026-03-06T17:30:00+08:00"))
                .body("returnWindow.open", equalTo(true))
                .body("returnWindow.explanation.text", hasItems("时限 2 个工作日", "到期 2026年3月6日 17:30"))
                .body("citizensClock.startedAt", equalTo("2026-03-04T09:00:00+08:00"))
                .body("citizensClock.workingDays", equalTo(2));
        as("supervisor")
                .header("Accept-Language", "en")
                .get(path)
                .then()
                .body("items[1].explanation.text", hasItem("due 2026-03-11 17:30"));
        ofUnit("unit-handler", "U9").get(path).then().statusCode(404).body("type", equalTo(problem("not-found")));
        as("supervisor")
                .get("/api/v1/cases/" + UuidV7.next() + "/deadlines")
                .then()
                .statusCode(404)
                .header("Retry-After", "1")
                .body("type", equalTo(problem("not-known-yet")));
        // no such id was ever given
        as("supervisor")
                .get("/api/v1/cases/" + UUID.randomUUID() + "/deadlines")
                .then()
                .statusCode(404)
                .header("Retry-After", nullValue())
                .body("type", equalTo(problem("not-found")));
        io.restassured.RestAssured.given().get(path).then().statusCode(401);
    }

    @Test
    void a_return_waits_for_its_ruling_on_the_list_of_the_dispatch_office() {
        MovableClock.set("2029-03-06T09:00");
        String path = "/api/v1/cases/" + events.caseId + "/deadlines";
        stage.happens(events.registered("2029-03-05T09:00"), at("2029-03-05T09:00"));
        stage.happens(events.dispatched("2029-03-05T10:00"), at("2029-03-05T10:00"));
        var asked = events.returnRequested("2029-03-05T11:00");
        stage.happens(asked, at("2029-03-05T11:00"));
        DeadlineSet set = stage.await(events, DeadlineSet.class, one -> one.kind() == DeadlineKind.RULING);
        assertThat(local(set.dueAt())).isEqualTo("2029-03-06T17:30");
        assertThat(set.unit()).isNull();
        String its = "items.find { it.returnRequestId == '" + asked.returnRequestId() + "' }";
        rulings(false)
                .body(its + ".unit", equalTo(CaseEvents.UNIT))
                .body(its + ".dueAt", equalTo("2029-03-06T17:30:00+08:00"))
                .body(its + ".late", equalTo(false));
        rulings(true).body(its, nullValue());
        ofUnit("unit-handler", CaseEvents.UNIT)
                .get(path)
                .then()
                .body("items.kind", hasItems("SIGN", "REPLY", "RULING"))
                .body("items.find { it.kind == 'RULING' }.explanation.text", hasItem("时限 1 个工作日"));
        ofUnit("unit-handler", CaseEvents.UNIT).get("/api/v1/rulings").then().statusCode(403);

        tick("2029-03-06T17:30");
        DeadlineMarked red = stage.await(events, DeadlineMarked.class, m -> m.kind() == DeadlineKind.RULING);
        assertThat(red.unit()).isNull();
        MovableClock.set("2029-03-07T09:00");
        rulings(true).body(its + ".late", equalTo(true));
        as("supervisor")
                .get("/api/v1/supervision-today")
                .then()
                .statusCode(200)
                .body("lateRulings", greaterThanOrEqualTo(1))
                .body("items.unit", everyItem(notNullValue()));
        ofUnit("unit-leader", CaseEvents.UNIT)
                .get("/api/v1/supervision-today")
                .then()
                .body("lateRulings", nullValue());

        stage.happens(events.returnDecided("2029-03-07T09:00", true), at("2029-03-07T09:00"));
        stage.await(events, DeadlineMissed.class, missed -> missed.kind() == DeadlineKind.RULING);
        rulings(false).body(its, nullValue());
        as("dispatcher").get(path).then().body("returnWindow", nullValue());
    }

    private static ValidatableResponse rulings(boolean late) {
        return as("dispatcher")
                .queryParam("late", late)
                .queryParam("limit", 200)
                .get("/api/v1/rulings")
                .then()
                .statusCode(200);
    }

    @Test
    void deadlines_are_listed_by_unit_state_kind_and_moment() {
        stage.happens(events.registered("2026-05-11T09:00"), at("2026-05-11T09:00"));
        stage.happens(events.dispatched("2026-05-11T10:00"), at("2026-05-11T10:00"));
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
        String first = as("supervisor")
                .queryParam("unit", CaseEvents.UNIT)
                .queryParam("kind", "REPLY")
                .queryParam("state", "OPEN")
                .queryParam("dueBefore", "2026-05-19T00:00:00+08:00")
                .queryParam("limit", 1)
                .get("/api/v1/deadlines")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo("REPLY"))
                .extract()
                .path("next");
        as("supervisor")
                .queryParam("kind", "REPLY")
                .queryParam("after", first == null ? "" : first)
                .queryParam("limit", 200)
                .get("/api/v1/deadlines")
                .then()
                .statusCode(200)
                .body("items.kind", everyItem(equalTo("REPLY")));
        ofUnit("unit-leader", CaseEvents.UNIT)
                .queryParam("limit", 200)
                .get("/api/v1/deadlines")
                .then()
                .statusCode(200)
                .body("items.unit", everyItem(equalTo(CaseEvents.UNIT)))
                .body("items.caseId", hasItem(events.caseId.toString()));
        ofUnit("unit-leader", "U9")
                .queryParam("unit", CaseEvents.UNIT)
                .get("/api/v1/deadlines")
                .then()
                .statusCode(404);
        as("supervisor")
                .queryParam("after", "???")
                .get("/api/v1/deadlines")
                .then()
                .statusCode(400);
        as("callback-agent").get("/api/v1/deadlines").then().statusCode(403);
    }

    @Test
    void the_timer_marks_and_urges_and_a_reply_in_time_takes_it_back() {
        stage.happens(events.registered("2026-03-04T09:00"), at("2026-03-04T09:00"));
        stage.happens(events.dispatched("2026-03-04T10:00"), at("2026-03-04T10:00"));
        stage.happens(events.signed("2026-03-04T11:00"), at("2026-03-04T11:00"));
        stage.await(events, DeadlineMet.class);

        tick("2026-03-10T17:30:01");
        DeadlineMarked yellow = stage.await(events, DeadlineMarked.class, m -> m.mark() == DeadlineMark.YELLOW);
        assertThat(local(yellow.markedAt())).isEqualTo("2026-03-10T17:30");
        tick("2026-03-12T09:00");
        stage.await(events, DeadlineMarked.class, m -> m.mark() == DeadlineMark.RED);
        UnitUrged urged = stage.await(events, UnitUrged.class);
        assertThat(local(urged.urgedAt())).isEqualTo("2026-03-12T08:30");
        assertThat(tick("2026-03-12T09:00")).isZero();
        as("supervisor")
                .get("/api/v1/work-orders/" + events.order + "/urges")
                .then()
                .body("items.origin", contains("SYSTEM"))
                .body("items[0].revokedAt", nullValue());

        stage.happens(events.reply("2026-03-11T17:00"), at("2026-03-11T17:00"));
        UnitUrgeRevoked revoked = stage.await(events, UnitUrgeRevoked.class);
        assertThat(revoked.urgeId()).isEqualTo(urged.urgeId());
        stage.await(events, DeadlineMarkRevoked.class, m -> m.mark() == DeadlineMark.RED);
        stage.await(events, DeadlineMet.class, met -> met.kind() == DeadlineKind.REPLY);
        as("supervisor")
                .get("/api/v1/cases/" + events.caseId + "/deadlines")
                .then()
                .body("items.state", contains("MET", "MET", "OPEN"))
                .body("items[1].endedAt", equalTo("2026-03-11T17:00:00+08:00"));
        as("supervisor")
                .get("/api/v1/work-orders/" + events.order + "/urges")
                .then()
                .body("items[0].revokedAt", equalTo("2026-03-11T17:00:00+08:00"));
    }

    @Test
    void an_undecided_extension_holds_red_back_and_a_granted_one_moves_the_deadline() {
        stage.happens(events.registered("2026-04-08T09:00"), at("2026-04-08T09:00"));
        stage.happens(events.dispatched("2026-04-08T10:00"), at("2026-04-08T10:00"));
        stage.happens(events.signed("2026-04-08T11:00"), at("2026-04-08T11:00"));
        stage.happens(events.extensionRequested("2026-04-15T17:00", 2), at("2026-04-15T17:00"));
        stage.happens(events.extensionDecided("2026-04-16T09:00", true, 2), at("2026-04-16T09:00"));
        DeadlineSet moved = stage.await(events, DeadlineSet.class, set -> set.previousDueAt() != null);
        assertThat(local(moved.previousDueAt())).isEqualTo("2026-04-15T17:30");
        assertThat(local(moved.dueAt())).isEqualTo("2026-04-17T17:30");
        as("evaluator")
                .get("/api/v1/cases/" + events.caseId + "/deadlines")
                .then()
                .body("items[1].extensionDays", equalTo(2))
                .body("items[1].explanation.text", hasItem("批准延期 2 个工作日"));
    }

    @Test
    void a_withdrawn_case_owes_nothing() {
        stage.happens(events.registered("2026-03-04T09:00"), at("2026-03-04T09:00"));
        stage.happens(events.dispatched("2026-03-04T10:00"), at("2026-03-04T10:00"));
        stage.happens(new CaseWithdrawn(events.caseId, "不需要了", at("2026-03-04T12:00")), at("2026-03-04T12:00"));
        stage.await(events, DeadlineCancelled.class, c -> c.kind() == DeadlineKind.REPLY);
        as("supervisor")
                .get("/api/v1/cases/" + events.caseId + "/deadlines")
                .then()
                .body("items.state", everyItem(equalTo("CANCELLED")))
                .body("items.cancelReason", everyItem(equalTo("WITHDRAWN")))
                .body("citizensClock.endedAt", equalTo("2026-03-04T12:00:00+08:00"));
    }

    @Test
    void history_stays_silent_until_it_goes_live() {
        var silent = new CaseEvents();
        stage.imported(
                silent.registered(
                        "2011-07-01T08:00",
                        Anonymity.NAMED,
                        true,
                        null,
                        at("2011-07-05T16:00"),
                        IntakeOutcome.TO_DISPATCH,
                        silent.citizen),
                at("2011-07-01T08:00"));
        stage.imported(silent.dispatched("2011-07-01T08:30"), at("2011-07-01T08:30"));
        stage.imported(silent.signed("2011-07-01T08:40"), at("2011-07-01T08:40"));
        stage.imported(silent.reply("2011-07-05T17:00"), at("2011-07-05T17:00"));
        CaseClosed closed = stage.await(silent, CaseClosed.class);
        assertThat(closed.reason()).isEqualTo(CloseReason.SILENT_HISTORY);
        assertThat(stage.told(silent.caseId))
                .allSatisfy(told -> assertThat(told.imported()).isTrue());
        assertThat(stage.told(silent.caseId))
                .filteredOn(told -> told.event() instanceof CaseClosed)
                .allSatisfy(told -> assertThat(local(told.time())).isEqualTo("2011-07-05T17:00"));
        as("supervisor")
                .get("/api/v1/cases/" + silent.caseId + "/deadlines")
                .then()
                .body("items.state", contains("MET", "MISSED"));

        stage.imported(events.registered("2026-02-02T08:00"), at("2026-02-02T08:00"));
        stage.imported(events.dispatched("2026-02-02T08:30"), at("2026-02-02T08:30"));
        stage.imported(events.signed("2026-02-02T08:40"), at("2026-02-02T08:40"));
        stage.await(events, DeadlineMet.class);
        tick("2026-03-12T10:00");
        stage.happens(new CaseWentLive(events.caseId, at("2026-03-12T11:00")), at("2026-03-12T11:00"));
        org.awaitility.Awaitility.await("live")
                .atMost(Duration.ofSeconds(30))
                .until(() -> tick("2026-03-12T11:00:01") > 0);
        DeadlineMarked red = stage.await(events, DeadlineMarked.class);
        assertThat(red.mark()).isEqualTo(DeadlineMark.RED);
        assertThat(local(red.markedAt())).isEqualTo("2026-03-12T11:00");
    }

    private int tick(String when) {
        return timer.tick(at(when)).await().atMost(Duration.ofSeconds(30));
    }

    private static String problem(String slug) {
        return "https://hotline12345.org/problems/" + slug;
    }
}
