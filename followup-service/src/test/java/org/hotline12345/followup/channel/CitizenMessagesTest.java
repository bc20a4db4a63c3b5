package org.hotline12345.followup.channel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hotline12345.followup.Stage.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.QueryCodeRenewed;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.message.model.MessageKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages to citizens by a gateway on this machine. Each test has a month of its own. */
@QuarkusTest
@WithTestResource(GatewayServer.class)
class CitizenMessagesTest extends FollowupTest {
    @Inject
    ChannelTimer timer;

    @Inject
    Pool pool;

    private final CaseEvents events = new CaseEvents();

    @AfterEach
    void off() {
        for (MessageKind kind : MessageKind.values()) {
            decide(kind, null);
        }
        Sql.on(pool)
                .update("update survey_channel set active = false")
                .chain(
                        () -> Sql.on(pool)
                                .update(
                                        "update citizen_message set state = 'CANCELLED', next_try_at = null where state = 'WAITING'"))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void a_text_is_looked_at_kept_and_put_in_force_by_the_office() {
        String kind = "/api/v1/message-templates/EXTENDED";
        as("agent").body("{\"text\": \"x\"}").post(kind + "/versions").then().statusCode(403);
        as("office-leader")
                .body("{\"text\": \"延期至{until}\"}")
                .post(kind + "/preview")
                .then()
                .statusCode(400)
                .body("violations.field", contains("text"));
        String text = "{\"text\": \"编号{number}延期至{until}\"}";
        as("office-leader")
                .body(text)
                .post(kind + "/preview")
                .then()
                .statusCode(200)
                .body("preview", equalTo("编号220102-20260310-0000123延期至2026年3月20日"))
                .body("parts", equalTo(1));
        int version = as("office-leader")
                .body(text)
                .post(kind + "/versions")
                .then()
                .statusCode(200)
                .extract()
                .path("version");
        as("office-leader")
                .get("/api/v1/message-templates")
                .then()
                .body("items.find { it.kind == 'EXTENDED' }.inForce", nullValue());
        decide(MessageKind.EXTENDED, version);
        as("office-leader")
                .get("/api/v1/message-templates")
                .then()
                .body("items.find { it.kind == 'EXTENDED' }.inForce.version", equalTo(version));
        as("office-leader")
                .body("{\"version\": 999}")
                .post(kind + "/decision")
                .then()
                .statusCode(400);
        as("office-leader")
                .get(kind + "/versions")
                .then()
                .body("items.version", hasItem(0))
                .body("items.version", hasItem(version));
    }

    @Test
    void a_text_is_kept_once_and_decided_on_as_it_was_read() {
        String kind = "/api/v1/message-templates/EXTENDED";
        String text = "{\"text\": \"编号{number}将延期至{until}\"}";
        String latest = as("office-leader").get(kind + "/versions").header("ETag");
        String key = UUID.randomUUID().toString();
        int version = as("office-leader")
                .header("Idempotency-Key", key)
                .header("If-Match", latest)
                .body(text)
                .post(kind + "/versions")
                .then()
                .statusCode(200)
                .header("ETag", not(latest))
                .extract()
                .path("version");
        as("office-leader")
                .header("Idempotency-Key", key)
                .header("If-Match", latest)
                .body(text)
                .post(kind + "/versions")
                .then()
                .header("Idempotency-Replayed", "true")
                .body("version", equalTo(version));
        as("office-leader")
                .header("If-Match", latest)
                .body(text)
                .post(kind + "/versions")
                .then()
                .statusCode(412);

        String before = as("office-leader").get("/api/v1/message-templates").header("ETag");
        String after = as("office-leader")
                .header("If-Match", before)
                .body("{\"version\": " + version + "}")
                .post(kind + "/decision")
                .then()
                .statusCode(200)
                .body("inForce.version", equalTo(version))
                .extract()
                .header("ETag");
        as("office-leader")
                .header("If-Match", before)
                .body("{\"version\": 0}")
                .post(kind + "/decision")
                .then()
                .statusCode(412);
        as("office-leader").get("/api/v1/message-templates").then().header("ETag", equalTo(after));
    }

    @Test
    void who_registers_at_night_gets_number_and_code_at_once_and_neither_is_kept() {
        register();
        decide(MessageKind.REGISTERED, 0);
        registered("2026-05-12T22:30");

        tick(MovableClock.set("2026-05-12T22:31"));

        assertThat(texts())
                .singleElement()
                .asString()
                .contains("220000-20260304-000001")
                .contains(GatewayServer.CODE);
        messages().body("items.kind", contains("REGISTERED")).body("items.state", contains("SENT"));
        assertThat(stored()).doesNotContain(GatewayServer.CODE).doesNotContain(GatewayServer.PHONE);
    }

    @Test
    void what_a_registration_brings_is_said_before_it() {
        register();
        decide(MessageKind.REGISTERED, 0);
        decide(MessageKind.TRANSFERRED, 0);
        String draft = "{\"type\": \"COMPLAINT\", \"urgency\": \"URGENT\", \"contactable\": true%s}";
        as("agent")
                .body(draft.formatted(", \"unit\": \"" + CaseEvents.UNIT + "\""))
                .post("/api/v1/registrations/preview")
                .then()
                .statusCode(200)
                .body("deadlines.kind", hasItem("REPLY"))
                .body("deadlines.title", hasItem("答复"))
                .body("deadlines.explanation[0].size()", greaterThanOrEqualTo(2))
                .body("messages.kind", contains("REGISTERED", "TRANSFERRED"))
                .body("messages[0].text", startsWith("您的诉求已受理，编号〔诉求编号〕，查询码〔查询码〕。"))
                .body("sending", equalTo(true));
        as("agent")
                .body(draft.formatted(""))
                .post("/api/v1/registrations/preview")
                .then()
                .statusCode(200)
                .body("deadlines.kind", contains("TRIAGE"))
                .body("deadlines[0].unit", nullValue())
                .body("messages.kind", contains("REGISTERED"));
        as("agent").body("{}").post("/api/v1/registrations/preview").then().statusCode(400);
        as("unit-handler")
                .body(draft.formatted(""))
                .post("/api/v1/registrations/preview")
                .then()
                .statusCode(403);
    }

    @Test
    void a_result_waits_for_the_morning_and_its_delivery_informs_the_citizen() {
        register();
        decide(MessageKind.RESULT, 0);
        decide(MessageKind.CLOSED, 0);
        stage.answeredUntold(events, "2026-06-11T21:30");

        tick(MovableClock.set("2026-06-11T21:40"));
        assertThat(kinds()).isEmpty();
        tick(MovableClock.set("2026-06-12T08:30"));
        String id = messages().extract().path("items[0].id");
        report("{\"requestId\":\"" + id + "\",\"event\":\"DELIVERED\"}").body("items.verdict", contains("TAKEN"));

        messages().body("items.state", contains("DELIVERED"));
        assertThat(stage.await(events, CitizenInformed.class).by()).isEqualTo(NoticeChannel.SMS);
        report("{\"requestId\":\"" + id + "\",\"event\":\"DELIVERED\"}").body("items.verdict", contains("REPEATED"));
    }

    @Test
    void the_stop_word_stops_messages_but_what_is_asked_for_until_somebody_takes_it_back() {
        register();
        decide(MessageKind.REGISTERED, 0);
        decide(MessageKind.TRANSFERRED, 0);
        decide(MessageKind.CODE, 0);
        registered("2026-07-14T10:00");
        tick(MovableClock.set("2026-07-14T10:01"));
        String id = messages().extract().path("items[0].id");

        String thanks = "{\"requestId\":\"" + id + "\",\"event\":\"REPLIED\",\"text\":\"谢谢\"}";
        report(thanks).body("items.verdict", contains("TAKEN"));
        report(thanks).body("items.verdict", contains("REPEATED"));
        as("callback-agent")
                .get("/api/v1/text-replies?limit=200")
                .then()
                .body(
                        "items.find { it.text == '谢谢' && it.cases.caseId == ['%s'] }.dueAt".formatted(events.caseId),
                        equalTo("2026-07-15T17:30:00+08:00"))
                .body(
                        "items.find { it.text == '谢谢' && it.cases.caseId == ['%s'] }.phone".formatted(events.caseId),
                        nullValue());
        report("{\"requestId\":\"" + id + "\",\"event\":\"REPLIED\",\"text\":\"td\"}")
                .body("items.verdict", contains("TAKEN"));
        messages().body("stoppedAt", notNullValue()).body("stoppedBy", equalTo("sms"));
        stage.happens(events.dispatched("2026-07-14T10:05"), TestOffice.at("2026-07-14T10:05"));
        stage.happens(
                new QueryCodeRenewed(events.caseId, TestOffice.at("2026-07-14T10:06")),
                TestOffice.at("2026-07-14T10:06"));
        awaitMessages(3);
        tick(MovableClock.set("2026-07-14T10:10"));

        messages().body("items.state", contains("SENT", "CANCELLED", "SENT"));
        as("agent")
                .post("/api/v1/cases/" + events.caseId + "/messages/resumption")
                .then()
                .statusCode(200)
                .body("stoppedAt", nullValue());
    }

    @Test
    void a_gateway_that_is_away_gets_it_later_under_the_same_id() {
        register();
        decide(MessageKind.REGISTERED, 0);
        given().contentType("application/json").body(List.of("500", "200")).put(gateway() + "/control");
        registered("2026-08-13T10:00");
        Instant now = MovableClock.set("2026-08-13T10:00");

        tick(now);
        messages().body("items.state", contains("WAITING")).body("items.lastError", contains("HTTP 500"));
        tick(now.plusSeconds(61));

        messages().body("items.state", contains("SENT"));
        assertThat(received())
                .extracting(one -> one.get("id"))
                .hasSize(2)
                .containsOnly(received().get(0).get("id"));
    }

    @Test
    void who_hides_from_the_unit_is_not_written_to() {
        register();
        decide(MessageKind.REGISTERED, 0);
        MovableClock.set("2026-09-10T10:00");
        stage.happens(
                events.registered("2026-09-10T10:00", Anonymity.HIDDEN_FROM_UNIT), TestOffice.at("2026-09-10T10:00"));

        Awaitility.await().untilAsserted(() -> messages().body("items.size()", equalTo(0)));
    }

    @Test
    void what_a_gateway_took_without_an_answer_is_sent_again_as_the_same_message() {
        register();
        decide(MessageKind.RESULT, 0);
        MovableClock.set("2027-08-10T22:50");
        stage.answeredUntold(events, "2027-08-10T21:00");
        stage.anotherRepliedCase(events.citizen, "2027-08-10T21:10");
        notAsked();
        given().contentType("application/json").body(List.of("lost")).put(gateway() + "/control");
        Instant morning = MovableClock.set("2027-08-11T08:30");
        tick(morning);
        stage.anotherRepliedCase(events.citizen, "2027-08-10T22:10");
        notAsked();

        tick(morning.plusSeconds(61));

        Map<String, Object> first = received().get(0);
        assertThat(received()).hasSize(3);
        assertThat(received().stream().filter(one -> one.get("id").equals(first.get("id"))))
                .as("the gateway has it and tells the citizen nothing twice")
                .hasSize(2)
                .extracting(one -> one.get("message"))
                .containsOnly(first.get("message"));
    }

    @Test
    void who_hides_from_the_unit_meanwhile_is_not_written_to() {
        register();
        decide(MessageKind.TRANSFERRED, 0);
        MovableClock.set("2027-12-07T21:10");
        stage.happens(events.registered("2027-12-07T21:00"), TestOffice.at("2027-12-07T21:00"));
        stage.happens(events.dispatched("2027-12-07T21:05"), TestOffice.at("2027-12-07T21:05"));
        awaitMessages(1);
        sql("update case_file set anonymity = 'HIDDEN_FROM_UNIT' where case_id = '" + events.caseId + "'");

        tick(MovableClock.set("2027-12-08T08:30"));

        messages().body("items.state", contains("CANCELLED"));
        assertThat(received()).isEmpty();
    }

    @Test
    void a_unit_from_which_the_case_was_recalled_meanwhile_is_not_told_of() {
        register();
        decide(MessageKind.TRANSFERRED, 0);
        MovableClock.set("2028-01-11T21:10");
        stage.happens(events.registered("2028-01-11T21:00"), TestOffice.at("2028-01-11T21:00"));
        stage.happens(events.dispatched("2028-01-11T21:05"), TestOffice.at("2028-01-11T21:05"));
        stage.happens(events.recalled("2028-01-11T21:07"), TestOffice.at("2028-01-11T21:07"));
        awaitMessages(1);
        stage.await(events, DeadlineCancelled.class);

        tick(MovableClock.set("2028-01-12T08:30"));

        messages().body("items.state", contains("CANCELLED"));
    }

    @Test
    void a_result_that_was_corrected_meanwhile_was_not_told() {
        register();
        decide(MessageKind.RESULT, 0);
        stage.answeredUntold(events, "2027-09-07T10:00");
        tick(MovableClock.set("2027-09-07T10:05"));
        String id = messages().extract().path("items[0].id");
        String survey = received().stream()
                .map(one -> one.get("id").toString())
                .filter(one -> !one.equals(id))
                .findFirst()
                .orElseThrow();
        stage.happens(events.replyCorrected("2027-09-07T10:10"), TestOffice.at("2027-09-07T10:10"));
        Awaitility.await().until(() -> informing("corrected_at is not null"));
        MovableClock.set("2027-09-07T10:20");

        report("{\"requestId\":\"" + id + "\",\"event\":\"DELIVERED\"}").body("items.verdict", contains("TAKEN"));
        report("{\"requestId\":\"" + survey + "\",\"event\":\"DELIVERED\"}");

        messages().body("items.state", contains("DELIVERED"));
        assertThat(informing("told_at is null")).isTrue();
    }

    @Test
    void a_report_that_was_not_done_with_is_taken_again() {
        register();
        decide(MessageKind.RESULT, 0);
        stage.answeredUntold(events, "2027-10-12T10:00");
        tick(MovableClock.set("2027-10-12T10:05"));
        String id = messages().extract().path("items[0].id");
        String report = "{\"requestId\":\"" + id + "\",\"event\":\"DELIVERED\"}";
        sql("alter table informing add constraint nobody_is_told check (told_at is null) not valid");
        try {
            sent(report).statusCode(greaterThanOrEqualTo(500));
        } finally {
            sql("alter table informing drop constraint nobody_is_told");
        }

        report(report).body("items.verdict", contains("TAKEN"));

        assertThat(informing("told_by = 'SMS'")).isTrue();
        report(report).body("items.verdict", contains("REPEATED"));
    }

    @Test
    void an_old_stop_word_told_again_does_not_stop_who_wants_messages_again() {
        register();
        decide(MessageKind.REGISTERED, 0);
        registered("2027-11-09T10:00");
        tick(MovableClock.set("2027-11-09T10:01"));
        String id = messages().extract().path("items[0].id");
        String stop = "{\"requestId\":\"" + id
                + "\",\"event\":\"REPLIED\",\"text\":\"TD\",\"at\":\"2027-11-09T10:02:00+08:00\"}";
        MovableClock.set("2027-11-09T10:03");
        report(stop).body("items.verdict", contains("TAKEN"));
        as("agent")
                .post("/api/v1/cases/" + events.caseId + "/messages/resumption")
                .then()
                .statusCode(200);

        report(stop).body("items.verdict", contains("REPEATED"));

        messages().body("stoppedAt", nullValue());
    }

    @Test
    void without_a_gateway_messages_go_out_in_a_file_and_what_came_of_them_comes_back_in_one() {
        files();
        decide(MessageKind.REGISTERED, 0);
        registered("2028-12-12T10:00");
        tick(MovableClock.set("2028-12-12T10:01"));
        messages().body("items.state", contains("WAITING"));

        var collected = as("callback-agent")
                .body("{}")
                .post("/api/v1/channels/files/batches")
                .then()
                .statusCode(201)
                .extract();

        String line = lineOf(collected.asString());
        assertThat(line).contains(GatewayServer.PHONE, GatewayServer.CODE, "SMS");
        messages().body("items.state", contains("SENT")).body("items.channel", contains("files"));
        String again = as("callback-agent")
                .get(collected.header("Location").replaceFirst("^https?://[^/]+", ""))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(lineOf(again)).isEqualTo(line);
        assertThat(as("callback-agent")
                        .body("{}")
                        .post("/api/v1/channels/files/batches")
                        .asString())
                .doesNotContain(line);
        assertThat(stored()).doesNotContain(GatewayServer.PHONE).doesNotContain(GatewayServer.CODE);
        as("callback-agent")
                .contentType("text/csv")
                .body("requestId,event\n" + line.split(",")[0] + ",DELIVERED\n")
                .post("/api/v1/channels/files/results")
                .then()
                .statusCode(200)
                .body("items.verdict", contains("TAKEN"));
        messages().body("items.state", contains("DELIVERED"));
    }

    @Test
    void a_file_holds_no_message_that_is_not_wanted_and_at_night_only_what_the_citizen_waits_for() {
        files();
        decide(MessageKind.TRANSFERRED, 0);
        MovableClock.set("2029-01-09T21:10");
        stage.happens(events.registered("2029-01-09T21:00"), TestOffice.at("2029-01-09T21:00"));
        stage.happens(events.dispatched("2029-01-09T21:05"), TestOffice.at("2029-01-09T21:05"));
        awaitMessages(1);
        as("callback-agent")
                .body("{}")
                .post("/api/v1/channels/files/batches")
                .then()
                .statusCode(201);
        messages().body("items.state", contains("WAITING"));
        as("agent")
                .post("/api/v1/cases/" + events.caseId + "/messages/stop")
                .then()
                .statusCode(200);
        MovableClock.set("2029-01-10T08:30");

        as("callback-agent")
                .body("{}")
                .post("/api/v1/channels/files/batches")
                .then()
                .statusCode(201);

        messages().body("items.state", contains("CANCELLED"));
    }

    private void files() {
        MovableClock.set("2026-05-06T10:00");
        CsvProvider.register("files");
    }

    /** The row of this test's message. */
    private String lineOf(String csv) {
        String id = messages().extract().path("items[0].id");
        return csv.lines().filter(line -> line.startsWith(id)).findFirst().orElse("");
    }

    private boolean informing(String what) {
        return Sql.on(pool)
                .first("select " + what + " as so from informing where case_id = $1", events.caseId)
                .map(row -> row != null && row.getBoolean("so"))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    /** No channel asks about what is open. */
    private void notAsked() {
        sql("update callback set automatic_at = null where citizen_ref = '" + events.citizen + "'");
    }

    private void sql(String text) {
        Sql.on(pool).update(text).await().atMost(Duration.ofSeconds(10));
    }

    private void registered(String when) {
        MovableClock.set(when);
        stage.happens(events.registered(when), TestOffice.at(when));
        awaitMessages(1);
    }

    private void awaitMessages(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            List<Object> items = as("agent")
                    .get("/api/v1/cases/" + events.caseId + "/messages")
                    .jsonPath()
                    .getList("items");
            return items != null && items.size() == count;
        });
    }

    private io.restassured.response.ValidatableResponse messages() {
        return as("agent")
                .get("/api/v1/cases/" + events.caseId + "/messages")
                .then()
                .statusCode(200);
    }

    private static void decide(MessageKind kind, Integer version) {
        as("office-leader")
                .body("{\"version\": " + version + "}")
                .post("/api/v1/message-templates/" + kind + "/decision")
                .then()
                .statusCode(200);
    }

    private void register() {
        MovableClock.set("2026-05-06T10:00");
        SmsGateway.register();
    }

    private void tick(Instant now) {
        timer.tick(now).await().atMost(Duration.ofSeconds(30));
    }

    private static List<Map<String, Object>> received() {
        return given().get(gateway() + "/received").then().extract().path("$");
    }

    private static List<Object> texts() {
        return received().stream()
                .map(one -> ((Map<?, ?>) one.get("message")).get("text"))
                .map(Object.class::cast)
                .toList();
    }

    private static List<String> kinds() {
        return received().stream().map(one -> one.get("id").toString()).toList();
    }

    private String stored() {
        return Sql.on(pool)
                .select("select m::text as text from citizen_message m where case_id = $1", events.caseId)
                .map(rows ->
                        rows.stream().map(row -> row.getString("text")).toList().toString())
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static io.restassured.response.ValidatableResponse report(String report) {
        return sent(report).statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse sent(String report) {
        return SmsGateway.reports(report);
    }

    private static String gateway() {
        return SmsGateway.url();
    }
}
