package org.hotline12345.followup.channel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.TestOffice.at;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shipped channels against a gateway and an intake on this machine. Each test has a month of its own. */
@QuarkusTest
@WithTestResource(GatewayServer.class)
class ChannelsTest extends FollowupTest {
    @Inject
    ChannelTimer timer;

    @Inject
    OpenRequests requests;

    @Inject
    Pool pool;

    private final CaseEvents events = new CaseEvents();

    @AfterEach
    void off() {
        Sql.on(pool).update("update survey_channel set active = false").await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void only_an_administrator_registers_and_only_where_the_service_may_send() {
        MovableClock.set("2026-05-06T10:00");
        String body = sms(gateway() + "/messages");
        as("callback-agent").body(body).put("/api/v1/channels/sms").then().statusCode(403);
        for (String url : List.of(
                "https://10.0.0.1/messages",
                "http://127.0.0.2/messages",
                "http://8.8.8.8/messages",
                "https://[::1]/messages",
                "file:///etc/passwd",
                "https://no-such-name.invalid/")) {
            as("admin")
                    .body(sms(url))
                    .put("/api/v1/channels/sms")
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains("url"));
        }
        as("admin")
                .body(body)
                .put("/api/v1/channels/unsigned")
                .then()
                .statusCode(400)
                .body("violations.field", contains("active"));
        as("admin")
                .body("{\"title\":\"x\",\"transport\":\"PIGEON\",\"medium\":\"SMS\"}")
                .put("/api/v1/channels/pigeon")
                .then()
                .statusCode(400)
                .body("violations.message", hasItem(containsString("CSV, HTTP")));
        as("admin")
                .body(body)
                .put("/api/v1/channels/sms")
                .then()
                .statusCode(200)
                .body("active", equalTo(true));
        as("admin").get("/api/v1/channels").then().body("items.code", hasItem("sms"));
    }

    @Test
    void a_message_goes_out_signed_and_is_sent_again_until_the_gateway_has_it() {
        register("sms");
        gatewayAnswers("500", "hang", "lost", "200");
        stage.answered(events, "2026-06-10T09:00");
        Instant now = MovableClock.set("2026-06-10T10:00");
        tick(now);
        assertThat(request("WAITING")).containsEntry("tries", 1).containsEntry("lastError", "HTTP 500");
        assertThat(claimed()).as("agents wait while a channel asks").isNull();
        tick(now.plusSeconds(30));
        assertThat(received()).hasSize(1);
        tick(now.plusSeconds(60));
        tick(now.plusSeconds(60 + 300));
        assertThat(request("WAITING")).containsEntry("tries", 3);
        tick(now.plusSeconds(60 + 300 + 1800));
        assertThat(request("SENT")).containsEntry("tries", 4);

        List<Map<String, Object>> received = received();
        assertThat(received)
                .hasSize(4)
                .allSatisfy(message -> assertThat(message).containsEntry("signed", true));
        assertThat(received).extracting(message -> message.get("id")).containsOnly(requestId("SENT"));
        @SuppressWarnings("unchecked")
        var message = (Map<String, Object>) received.get(3).get("message");
        assertThat(message).containsEntry("phone", GatewayServer.PHONE).containsEntry("medium", "SMS");
        assertThat(message.get("text").toString()).contains("220000-20260304-000001");
        String link = message.get("link").toString();
        assertThat(link).startsWith("https://12345.example.cn/api/v1/survey/");
        given().header("Accept", "application/json")
                .get(link.replace("https://12345.example.cn", ""))
                .then()
                .statusCode(200)
                .body("answered", equalTo(false));
        given().get(gateway() + "/purposes").then().body("$", hasItem(containsString("智能回访")));
    }

    @Test
    void reports_are_signed_and_the_same_one_again_changes_nothing() {
        register("sms");
        gatewayAnswers();
        stage.answeredUntold(events, "2026-07-08T09:00");
        Instant now = MovableClock.set("2026-07-08T10:00");
        tick(now);
        String id = requestId("SENT");
        given().contentType("application/json")
                .body("{\"reports\":[]}")
                .post("/api/v1/channels/sms/reports")
                .then()
                .statusCode(401);
        report(report(id, "DELIVERED", null)).body("items.verdict", contains("TAKEN"));
        report(report(id, "DELIVERED", null)).body("items.verdict", contains("REPEATED"));
        assertThat(stage.await(events, CitizenInformed.class).by()).isEqualTo(NoticeChannel.SMS);
        report(report(UUID.randomUUID().toString(), "DELIVERED", null)).body("items.verdict", contains("UNKNOWN"));

        String answer = "{\"satisfaction\":\"SATISFIED\",\"resolved\":true}";
        report(report(id, "ANSWERED", answer), report(id, "ANSWERED", answer))
                .body("items.verdict", contains("TAKEN", "REPEATED"));
        CallbackCompleted completed = stage.await(events, CallbackCompleted.class);
        assertThat(completed.instrument()).isEqualTo(SurveyInstrument.AUTOMATIC);
        assertThat(completed.outcome()).isEqualTo(CallbackOutcome.ANSWERED);
        assertThat(stage.await(events, CaseClosed.class).reason()).isEqualTo(CloseReason.SATISFIED);
        // within the window a later answer corrects it
        report(report(id, "ANSWERED", "{\"satisfaction\":\"VERY_SATISFIED\",\"resolved\":true}"))
                .body("items.verdict", contains("TAKEN"));
        stage.await(events, CallbackCompleted.class, CallbackCompleted::correction);
        MovableClock.set("2026-07-16T10:00");
        report(report(id, "ANSWERED", "{\"satisfaction\":\"DISSATISFIED\"}"))
                .body("items.verdict", contains("TOO_LATE"));
        assertThat(stage.told(events.caseId).stream().filter(told -> told.event() instanceof CitizenInformed))
                .hasSize(1);
    }

    @Test
    void half_an_answer_or_none_is_asked_again_and_then_an_agent_calls() {
        register("robot");
        gatewayAnswers();
        stage.answered(events, "2026-08-11T09:00");
        MovableClock.set("2026-08-11T21:00");
        tick(at("2026-08-11T21:00"));
        assertThat(received()).as("nobody is called at night").isEmpty();
        MovableClock.set("2026-08-12T08:30");
        tick(at("2026-08-12T08:30"));
        String first = requestId("robot", "SENT");
        reportTo("robot", report(first, "ANSWERED", "{\"informed\":true}"))
                .body("items.verdict", contains("INCOMPLETE"));
        MovableClock.set("2026-08-14T17:29");
        tick(at("2026-08-14T17:29"));
        assertThat(received()).as("the spacing is two days").hasSize(1);
        MovableClock.set("2026-08-15T10:00");
        tick(at("2026-08-15T10:00"));
        String second = requestId("robot", "SENT");
        assertThat(second).isNotEqualTo(first);
        reportTo("robot", report(second, "NOT_REACHED", null)).body("items.verdict", contains("TAKEN"));
        MovableClock.set("2026-08-17T10:00");
        tick(at("2026-08-17T10:00"));
        assertThat(received()).hasSize(2);
        assertThat(claimed()).as("now it is an agent's turn").isNotNull();
    }

    @Test
    void what_a_gateway_refuses_has_failed_and_silence_ends() {
        register("sms");
        gatewayAnswers("422", "200");
        stage.answered(events, "2026-09-08T09:00");
        tick(MovableClock.set("2026-09-08T10:00"));
        assertThat(request("FAILED")).containsEntry("lastError", "HTTP 422");
        tick(MovableClock.set("2026-09-08T10:01"));
        assertThat(request("SENT")).containsEntry("attempt", 2);
        tick(MovableClock.set("2026-09-11T10:00"));
        assertThat(request("EXPIRED")).containsEntry("attempt", 2);
        assertThat(claimed()).isNotNull();
    }

    @Test
    void what_failed_in_the_evening_is_sent_again_in_the_morning() {
        register("robot");
        gatewayAnswers("500", "200");
        stage.answered(events, "2027-03-09T19:00");
        tick(MovableClock.set("2027-03-09T20:29"));
        assertThat(request("robot", "WAITING")).containsEntry("nextTryAt", "2027-03-10T08:30:00+08:00");
        tick(MovableClock.set("2027-03-09T22:56"));
        assertThat(received()).as("nobody is called at night").hasSize(1);
        tick(MovableClock.set("2027-03-10T08:30"));
        assertThat(request("robot", "SENT")).containsEntry("tries", 2);
    }

    @Test
    void what_waited_too_long_in_the_queue_is_not_sent_at_night() {
        register("robot");
        gatewayAnswers();
        stage.answered(events, "2027-07-13T19:00");
        Instant evening = MovableClock.set("2027-07-13T20:29");
        requests.open(evening).await().atMost(Duration.ofSeconds(30));
        // the service was away for two hours
        tick(MovableClock.set("2027-07-13T22:30"));
        assertThat(received()).isEmpty();
        tick(MovableClock.set("2027-07-14T08:30"));
        assertThat(received()).hasSize(1);
    }

    @Test
    void an_outage_of_the_gateway_is_no_attempt_and_nobody_failed_to_answer() {
        register("sms");
        gatewayAnswers("500", "500", "500", "500", "500", "200");
        stage.answered(events, "2027-04-13T09:00");
        for (String moment : List.of("10:00", "10:01", "10:06", "10:36", "12:36")) {
            tick(MovableClock.set("2027-04-13T" + moment));
        }
        assertThat(request("FAILED")).containsEntry("tries", 5).containsEntry("attempt", 1);
        tick(MovableClock.set("2027-04-13T12:37"));
        assertThat(received()).as("the channel rests").hasSize(5);
        tick(MovableClock.set("2027-04-13T14:36"));
        assertThat(request("SENT")).containsEntry("attempt", 2);
        assertThat(stage.told(events.caseId).stream().filter(told -> told.event() instanceof CallbackCompleted))
                .isEmpty();
    }

    @Test
    void who_wants_no_messages_meanwhile_is_not_asked_by_one() {
        register("sms");
        gatewayAnswers("500", "200");
        stage.answered(events, "2027-10-12T09:00");
        Instant now = MovableClock.set("2027-10-12T10:00");
        tick(now);
        assertThat(request("WAITING")).containsEntry("tries", 1);
        as("agent")
                .post("/api/v1/cases/" + events.caseId + "/messages/stop")
                .then()
                .statusCode(200);
        tick(now.plusSeconds(61));
        assertThat(received()).hasSize(1);
        assertThat(request("FAILED")).containsEntry("lastError", "the citizen wants no messages");
    }

    @Test
    void what_waits_for_a_channel_that_is_switched_off_goes_to_the_next() {
        register("sms");
        gatewayAnswers("500");
        stage.answered(events, "2027-05-11T09:00");
        tick(MovableClock.set("2027-05-11T10:00"));
        assertThat(request("WAITING")).containsEntry("tries", 1);
        as("admin")
                .body(sms(gateway() + "/messages").replace("\"active\":true", "\"active\":false"))
                .put("/api/v1/channels/sms")
                .then()
                .statusCode(200)
                .body("active", equalTo(false));
        tick(MovableClock.set("2027-05-11T10:01"));
        assertThat(request("CANCELLED")).containsEntry("lastError", "the channel is switched off");
        // the unit's time to tell the citizen is over; the channel's two days are not
        MovableClock.set("2027-05-12T18:00");
        assertThat(claimed()).isNotNull();
    }

    @Test
    void confidential_cases_go_to_no_channel() {
        register("sms");
        gatewayAnswers();
        stage.happens(events.registered("2026-10-13T09:00", Anonymity.HIDDEN_FROM_UNIT), at("2026-10-13T09:00"));
        stage.happens(events.dispatched("2026-10-13T09:10"), at("2026-10-13T09:10"));
        stage.happens(events.reply("2026-10-13T09:20"), at("2026-10-13T09:20"));
        stage.awaitCallback(events);
        tick(MovableClock.set("2026-10-13T10:00"));
        assertThat(received()).isEmpty();
        assertThat(claimed()).isNotNull();
    }

    @Test
    void an_agents_lease_keeps_channels_from_the_citizen_and_one_that_ran_out_no_longer() {
        MovableClock.set("2027-02-10T10:00");
        stage.answered(events, "2027-02-10T09:00");
        assertThat(claimed()).isNotNull();
        var other = stage.anotherRepliedCase(events.citizen, "2027-02-10T09:30");
        register("sms");
        gatewayAnswers();
        tick(MovableClock.set("2027-02-10T10:29"));
        assertThat(received()).as("an agent is about to call the citizen").isEmpty();
        tick(MovableClock.set("2027-02-10T10:30"));
        assertThat(received()).as("nobody has the citizen any more").hasSize(1);
        List<String> asked = as("admin")
                .queryParam("state", "SENT")
                .queryParam("limit", 200)
                .get("/api/v1/channels/sms/requests")
                .then()
                .extract()
                .path("items.caseId");
        assertThat(asked).contains(other.caseId.toString()).doesNotContain(events.caseId.toString());
    }

    @Test
    void files_go_out_and_come_back() {
        as("admin")
                .body("{\"title\":\"语音外呼\",\"transport\":\"CSV\",\"medium\":\"VOICE\",\"active\":true}")
                .put("/api/v1/channels/files")
                .then()
                .statusCode(200);
        stage.answered(events, "2026-11-10T09:00");
        var other = new CaseEvents();
        stage.answered(other, "2026-11-10T09:00");
        tick(MovableClock.set("2026-11-10T10:00"));
        var response = as("callback-agent")
                .body("{}")
                .post("/api/v1/channels/files/batches")
                .then()
                .statusCode(201)
                .contentType(containsString("text/csv"))
                .header("Cache-Control", "no-store")
                .extract();
        String csv = response.asString();
        assertThat(csv.lines()).hasSize(3);
        assertThat(csv).contains(GatewayServer.PHONE, "水管已修复");
        as("callback-agent")
                .auth()
                .oauth2(TestTokens.of("callback-agent", CaseEvents.UNIT))
                .get(response.header("Location").replaceFirst("^https?://[^/]+", ""))
                .then()
                .statusCode(403);
        String again = as("callback-agent")
                .get(response.header("Location").replaceFirst("^https?://[^/]+", ""))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(again.lines().map(line -> line.split(",")[0]).sorted().toList())
                .isEqualTo(csv.lines().map(line -> line.split(",")[0]).sorted().toList());
        as("callback-agent")
                .body("{}")
                .post("/api/v1/channels/files/batches")
                .then()
                .statusCode(201)
                .body(containsString("requestId"));
        List<String> ids = csv.lines().skip(1).map(line -> line.split(",")[0]).toList();
        String results = "requestId,event,at,satisfaction,resolved,reasons\n"
                + ids.get(0) + ",ANSWERED,2026-11-10 11:00,满意,是,\n"
                + ids.get(0) + ",ANSWERED,2026-11-10 11:00,满意,是,\n"
                + ids.get(1) + ",ANSWERED,2026-11-10T11:05:00+08:00,不满意,否,SLOW;OTHER\n"
                + ids.get(1) + ",SHOUTED,,,,\n"
                + "not-an-id,DELIVERED,,,,\n"
                + ids.get(1) + ",ANSWERED,,好,,\n";
        MovableClock.set("2026-11-10T12:00");
        as("callback-agent")
                .contentType("text/csv")
                .body(results.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/channels/files/results")
                .then()
                .statusCode(200)
                .body("items.verdict", contains("TAKEN", "REPEATED", "TAKEN"))
                .body("wrong.line", contains(5, 6, 7))
                .body("wrong.wrong[0]", equalTo("event"))
                .body("wrong.wrong[1]", equalTo("requestId"))
                .body("wrong.wrong[2]", startsWith("satisfaction"));
        assertThat(List.of(
                        stage.await(events, CallbackCompleted.class)
                                .satisfaction()
                                .name(),
                        stage.await(other, CallbackCompleted.class)
                                .satisfaction()
                                .name()))
                .containsExactlyInAnyOrder("SATISFIED", "DISSATISFIED");
        as("callback-agent")
                .contentType("text/csv")
                .body("id,what\n1,2\n".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/channels/files/results")
                .then()
                .statusCode(400);
        as("callback-agent")
                .body("{}")
                .post("/api/v1/channels/sms/batches")
                .then()
                .statusCode(404);
    }

    @Test
    void a_social_survey_is_drawn_handed_out_and_imported() {
        MovableClock.set("2026-12-02T10:00");
        var cases = List.of(events, new CaseEvents(), new CaseEvents());
        cases.forEach(life -> stage.answered(life, "2026-12-01T09:00"));
        String survey =
                "{\"title\":\"十二月社会调查\",\"surveyor\":\"某调查公司\",\"from\":\"2026-12-01\",\"to\":\"2026-12-01\",\"size\":2,"
                        + "\"seed\":\"any\"}";
        as("callback-agent").body(survey).post("/api/v1/social-surveys").then().statusCode(403);
        String id = as("evaluator")
                .body(survey)
                .post("/api/v1/social-surveys")
                .then()
                .statusCode(201)
                .body("drawn", equalTo(2))
                .extract()
                .path("id");
        String sample = as("evaluator")
                .get("/api/v1/social-surveys/" + id + "/sample")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asString();
        assertThat(sample.lines()).hasSize(3);
        assertThat(sample).contains(GatewayServer.PHONE);
        as("evaluator")
                .contentType("text/csv")
                .body("number,satisfaction,resolved,reason\n1,非常满意,是,\n2,不满意,否,又坏了\n3,满意,是,\n2,很好,,\n"
                        .getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/social-surveys/" + id + "/answers/import")
                .then()
                .statusCode(200)
                .body("taken", equalTo(2))
                .body("corrected", equalTo(0))
                .body("refused.line", contains(4, 5));
        as("evaluator")
                .body("{\"number\":2,\"answer\":{\"satisfaction\":\"BASICALLY_SATISFIED\",\"resolved\":true}}")
                .post("/api/v1/social-surveys/" + id + "/answers")
                .then()
                .statusCode(200)
                .body("correction", equalTo(true));
        as("evaluator").get("/api/v1/social-surveys/" + id).then().body("answered", equalTo(2));
        as("evaluator")
                .queryParam("from", "2026-12-02")
                .queryParam("to", "2026-12-02")
                .get("/api/v1/callbacks/figures")
                .then()
                .statusCode(200)
                .body("items.find { it.instrument == 'SOCIAL_SURVEY' }.answered", equalTo(2))
                .body("items.find { it.instrument == 'SOCIAL_SURVEY' }.satisfied", equalTo(2))
                .body("items.find { it.instrument == 'SOCIAL_SURVEY' }.satisfactionRate", equalTo(100.00f));
        // the callbacks still wait: a third party's answer is a figure
        assertThat(claimed()).isNotNull();
        as("evaluator").get("/api/v1/social-surveys").then().body("items", hasSize(1));
    }

    @Test
    void no_telephone_number_is_stored_anywhere() {
        MovableClock.set("2027-01-06T10:00");
        register("sms");
        gatewayAnswers();
        stage.answered(events, "2027-01-06T09:00");
        tick(MovableClock.set("2027-01-06T10:00"));
        assertThat(received()).hasSize(1);
        var places = new ArrayList<String>();
        Sql sql = Sql.on(pool);
        sql.select("""
                        select table_name, column_name
                        from information_schema.columns
                        where table_schema = 'public'
                          and data_type in ('text', 'jsonb', 'character varying', 'ARRAY', 'bytea')
                        """).await().atMost(Duration.ofSeconds(10)).forEach(column -> {
            String table = column.getString("table_name");
            String name = column.getString("column_name");
            boolean found = !sql.select(
                            "select 1 as found from \"%s\" where \"%s\"::text like $1 limit 1".formatted(table, name),
                            "%" + GatewayServer.PHONE + "%")
                    .await()
                    .atMost(Duration.ofSeconds(10))
                    .isEmpty();
            if (found) {
                places.add(table + "." + name);
            }
        });
        assertThat(places).isEmpty();
    }

    private static String gateway() {
        return SmsGateway.url();
    }

    private void register(String code) {
        MovableClock.set("2026-05-06T10:00");
        as("admin")
                .body(sms(gateway() + "/messages").replace("SMS", code.equals("robot") ? "VOICE" : "SMS"))
                .put("/api/v1/channels/" + code)
                .then()
                .statusCode(200);
    }

    private static String sms(String url) {
        return "{\"title\":\"短信网关\",\"transport\":\"HTTP\",\"medium\":\"SMS\",\"url\":\"" + url + "\",\"active\":true}";
    }

    private void gatewayAnswers(String... behaviours) {
        given().contentType("application/json")
                .body(List.of(behaviours))
                .put(gateway() + "/control")
                .then()
                .statusCode(200);
    }

    private List<Map<String, Object>> received() {
        return given().get(gateway() + "/received").then().extract().path("$");
    }

    private void tick(Instant now) {
        timer.tick(now).await().atMost(Duration.ofSeconds(30));
    }

    private Map<String, Object> request(String state) {
        return request("sms", state);
    }

    private Map<String, Object> request(String channel, String state) {
        List<Map<String, Object>> items = as("admin")
                .queryParam("state", state)
                .queryParam("limit", 200)
                .get("/api/v1/channels/" + channel + "/requests")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        return items.stream()
                .filter(item -> item.get("caseId").equals(events.caseId.toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no request of the case is " + state));
    }

    private String requestId(String state) {
        return request(state).get("id").toString();
    }

    private String requestId(String channel, String state) {
        return request(channel, state).get("id").toString();
    }

    private static String report(String id, String event, String answer) {
        return "{\"requestId\":\"" + id + "\",\"event\":\"" + event + "\",\"extra\":1"
                + (answer == null ? "" : ",\"answer\":" + answer) + "}";
    }

    private static ValidatableResponse report(String... reports) {
        return reportTo("sms", reports);
    }

    private static ValidatableResponse reportTo(String channel, String... reports) {
        String body = "{\"reports\":[" + String.join(",", reports) + "]}";
        return given().contentType("application/json; charset=UTF-8")
                .header(Signature.HEADER, Signature.of(body, GatewayServer.SECRET, new MovableClock().instant()))
                .body(body)
                .post("/api/v1/channels/" + channel + "/reports")
                .then()
                .statusCode(200);
    }

    private Map<String, Object> claimed() {
        List<Map<String, Object>> items = as("callback-agent", "anna")
                .body("{\"max\": 200, \"anyHour\": true}")
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
}
