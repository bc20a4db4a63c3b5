package org.hotline12345.followup.channel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hotline12345.followup.Stage.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.privacy.model.CoveredPhone;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.followup.Stage;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What citizens write back by short message without naming one. Each test has a month, a citizen and a telephone of its own. */
@QuarkusTest
@WithTestResource(GatewayServer.class)
class TextRepliesTest extends FollowupTest {
    @Inject
    ChannelTimer timer;

    @Inject
    OpenTextReplies people;

    @Inject
    Pool pool;

    private final CaseEvents events = new CaseEvents();
    /** Covered numbers show the last two digits: each test has its own. */
    private static final AtomicInteger ENDING = new AtomicInteger(10);

    private final String phone =
            "139" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000) + ENDING.getAndIncrement();

    @BeforeEach
    void known() {
        MovableClock.set("2026-05-06T10:00");
        SmsGateway.register();
        intakeSays(ofCitizen(events.caseId));
    }

    @AfterEach
    void off() {
        intakeSays("{}");
        tick(new MovableClock().instant().plusSeconds(300));
        sql("update survey_channel set active = false");
        decide(null);
    }

    @Test
    void the_stop_word_holds_at_once_for_who_wrote_it() {
        registered("2028-02-08T10:00");
        String reply = reply("退订", "2028-02-08T10:05:00+08:00");
        report(reply).body("items.verdict", contains("TAKEN"));
        report(reply).body("items.verdict", contains("REPEATED"));

        tick(MovableClock.set("2028-02-08T10:06"));

        messages()
                .then()
                .body("stoppedAt", equalTo("2028-02-08T10:05:00+08:00"))
                .body("stoppedBy", equalTo("sms"));
        assertThat(mine("HANDLED")).containsEntry("outcome", "STOPPED").containsEntry("handledBy", "sms");
        assertThat(given().get(gateway() + "/purposes").asString()).contains("短信回复 短信网关");
    }

    @Test
    void the_word_of_a_grade_answers_the_one_asking_that_waits() {
        stage.answered(events, "2028-03-07T09:00");
        tick(MovableClock.set("2028-03-07T10:00"));
        report(reply("不满意。", "2028-03-07T10:30:00+08:00")).body("items.verdict", contains("TAKEN"));

        tick(MovableClock.set("2028-03-07T10:31"));

        assertThat(stage.await(events, CallbackCompleted.class).satisfaction()).isEqualTo(Satisfaction.DISSATISFIED);
        assertThat(mine("HANDLED"))
                .containsEntry("outcome", "ANSWERED")
                .containsEntry("caseId", events.caseId.toString());
        report(reply("满意", "2028-03-07T10:40:00+08:00"));
        tick(MovableClock.set("2028-03-07T10:41"));
        assertThat(mine("OPEN")).as("nothing waits for an answer any more").containsEntry("text", "满意");
    }

    @Test
    void a_grade_is_for_people_where_several_askings_wait() {
        stage.answered(events, "2028-04-11T09:00");
        stage.anotherRepliedCase(events.citizen, "2028-04-11T09:30");
        tick(MovableClock.set("2028-04-11T10:00"));
        tick(MovableClock.set("2028-04-11T10:01"));
        report(reply("满意", "2028-04-11T10:30:00+08:00"));

        tick(MovableClock.set("2028-04-11T10:31"));

        assertThat(mine("OPEN")).containsEntry("text", "满意").containsEntry("outcome", null);
    }

    @Test
    void everything_else_is_read_by_people_with_covered_numbers_and_the_cases_it_may_be_about() {
        registered("2028-05-09T10:00");
        report(reply("打我电话" + phone + "，门牌说错了", "2028-05-09T10:05:00+08:00"));

        tick(MovableClock.set("2028-05-09T10:06"));

        Map<String, Object> reply = mine("OPEN");
        assertThat(reply.get("text").toString()).doesNotContain(phone).contains("门牌说错了");
        assertThat(reply).containsEntry("phone", phone.substring(0, 3) + "****" + phone.substring(9));
        as("supervisor")
                .get("/api/v1/text-replies/" + reply.get("id"))
                .then()
                .statusCode(200)
                .body("cases.caseId", contains(events.caseId.toString()))
                .body("cases[0].caseNumber", notNullValue())
                .body("cases[0].phase", equalTo("REGISTERED"))
                .body("allowed", empty());
        as("agent").get("/api/v1/text-replies").then().statusCode(403);
        Stage.ofUnit("callback-agent", "U1").get("/api/v1/text-replies").then().statusCode(403);
    }

    @Test
    void of_nobodys_telephone_there_are_no_cases_and_a_person_reads_it() {
        intakeSays("{}");
        report(reply("TD", "2028-06-06T10:05:00+08:00"));

        tick(MovableClock.set("2028-06-06T10:06"));

        assertThat(mine("OPEN")).containsEntry("text", "TD").containsEntry("cases", List.of());
    }

    @Test
    void while_intake_is_away_it_is_kept_and_nothing_of_the_telephone_can_be_read() {
        registered("2028-07-11T10:00");
        intakeSays("{\"away\": true}");
        report(reply("请回电 " + phone, "2028-07-11T10:05:00+08:00"), reply("TD", "2028-07-11T10:05:30+08:00"))
                .body("items.verdict", contains("TAKEN", "TAKEN"));
        tick(MovableClock.set("2028-07-11T10:06"));
        assertThat(mine("WAITING")).containsEntry("cases", List.of()).containsEntry("allowed", List.of());
        assertThat(as("callback-agent")
                        .get("/api/v1/text-replies/counts")
                        .then()
                        .extract()
                        .<Integer>path("waiting"))
                .isEqualTo(2);
        assertThat(stored()).doesNotContain(phone).doesNotContain(phone.substring(3, 9));

        intakeSays(ofCitizen(events.caseId));
        tick(MovableClock.set("2028-07-11T10:07"));
        tick(MovableClock.set("2028-07-11T10:09"));

        assertThat(mine("OPEN").get("text").toString()).startsWith("请回电");
        assertThat(mine("HANDLED")).containsEntry("outcome", "STOPPED");
        assertThat(stored()).doesNotContain(phone).contains("sealed=false").doesNotContain("sealed=true");
    }

    @Test
    void what_cannot_be_opened_any_more_is_read_by_people() {
        report(reply("门牌说错了", "2028-08-08T10:05:00+08:00"));
        sql("update text_reply set sealed_phone = '\\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b' "
                + "where phone = '" + CoveredPhone.of(phone) + "' and state = 'WAITING'");

        tick(MovableClock.set("2028-08-08T10:06"));

        assertThat(mine("OPEN")).containsEntry("cases", List.of());
    }

    @Test
    void one_agent_at_a_time_handles_it_and_adds_it_to_the_case_with_the_own_rights() {
        String id = openReply("2028-09-12");
        String path = "/api/v1/text-replies/" + id;
        String supplemented = "{\"outcome\":\"SUPPLEMENTED\",\"caseId\":\"" + events.caseId + "\",\"note\":\"门牌\"}";
        as("callback-agent", "anna")
                .body(supplemented)
                .post(path + "/handling")
                .then()
                .statusCode(409);
        String version = as("callback-agent", "anna")
                .post(path + "/claim")
                .then()
                .statusCode(200)
                .body("claimedBy", equalTo("anna"))
                .body("allowed", contains("claim", "handling"))
                .extract()
                .header("ETag");
        as("callback-agent", "bert").post(path + "/claim").then().statusCode(409);
        as("callback-agent", "bert")
                .body(supplemented)
                .post(path + "/handling")
                .then()
                .statusCode(409);
        as("callback-agent", "anna")
                .header("If-Match", "\"0\"")
                .body(supplemented)
                .post(path + "/handling")
                .then()
                .statusCode(412);
        assertThat(supplements()).isEmpty();

        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            as("callback-agent", "anna")
                    .header("If-Match", version)
                    .header("Idempotency-Key", key)
                    .body(supplemented)
                    .post(path + "/handling")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("HANDLED"))
                    .body("handledBy", equalTo("anna"))
                    .body("caseId", equalTo(events.caseId.toString()));
        }

        assertThat(supplements())
                .containsExactly(Map.of(
                        "path", "/api/v1/cases/" + events.caseId + "/supplements", "text", "短信回复：门牌说错了", "by", "anna"));
        as("callback-agent", "anna").post(path + "/claim").then().statusCode(409);
    }

    @Test
    void what_intake_refuses_leaves_the_reply_as_it_was() {
        String id = openReply("2028-10-10");
        String path = "/api/v1/text-replies/" + id;
        as("callback-agent", "anna").post(path + "/claim").then().statusCode(200);
        String supplemented = "{\"outcome\":\"SUPPLEMENTED\",\"caseId\":\"" + events.caseId + "\"}";

        intakeSays("{\"refuses\": 409}");
        as("callback-agent", "anna")
                .body(supplemented)
                .post(path + "/handling")
                .then()
                .statusCode(409)
                .body("detail", containsString("已归档"));
        intakeSays("{\"refuses\": 403}");
        as("callback-agent", "anna")
                .body(supplemented)
                .post(path + "/handling")
                .then()
                .statusCode(403);
        intakeSays("{\"refuses\": 503}");
        as("callback-agent", "anna")
                .body(supplemented)
                .post(path + "/handling")
                .then()
                .statusCode(503);

        as("callback-agent", "anna").get(path).then().body("state", equalTo("OPEN"));
        as("callback-agent", "anna")
                .body("{\"outcome\":\"ASKED_BACK\",\"note\":\"已电话核实\"}")
                .post(path + "/handling")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("ASKED_BACK"));
    }

    @Test
    void what_people_are_to_read_has_a_time_and_a_mark_and_is_urged_about_once() {
        String path = "/api/v1/text-replies/" + openReply("2026-09-30");
        String version = as("callback-agent", "anna")
                .get(path)
                .then()
                .body("dueAt", equalTo("2026-10-08T17:30:00+08:00"))
                .body("mark", nullValue())
                .extract()
                .header("ETag");
        tick(MovableClock.set("2026-10-08T16:30"));
        as("supervisor").get(path).then().body("mark", equalTo("YELLOW")).body("urgedAt", nullValue());
        int overdue = counts("overdue");
        Instant due = MovableClock.set("2026-10-08T17:30");
        int owed = toUrge(due);

        int urged = Uni.combine()
                .all()
                .unis(people.urge(due), people.urge(due))
                .asTuple()
                .map(both -> both.getItem1() + both.getItem2())
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(urged).as("one of two instances urges").isEqualTo(owed).isPositive();
        assertThat(toUrge(due)).isZero();
        tick(MovableClock.set("2026-10-09T08:30"));
        assertThat(mine("OPEN")).containsEntry("mark", "RED").containsEntry("urgedAt", "2026-10-08T17:30:00+08:00");
        assertThat(counts("overdue")).isGreaterThan(overdue);
        as("supervisor").get(path).then().header("ETag", version);
        as("callback-agent", "anna").post(path + "/claim").then().statusCode(200);
        as("callback-agent", "anna")
                .body("{\"outcome\":\"NO_MATTER\"}")
                .post(path + "/handling")
                .then()
                .statusCode(200)
                .body("mark", equalTo("RED"))
                .body("dueAt", equalTo("2026-10-08T17:30:00+08:00"));
    }

    @Test
    void a_lease_that_ran_out_is_anothers_and_what_people_do_not_decide_is_refused() {
        String id = openReply("2028-11-07");
        String path = "/api/v1/text-replies/" + id;
        as("callback-agent", "anna").post(path + "/claim").then().statusCode(200);
        for (String wrong : List.of(
                "{}",
                "{\"outcome\":\"STOPPED\"}",
                "{\"outcome\":\"SUPPLEMENTED\"}",
                "{\"outcome\":\"NO_MATTER\",\"caseId\":\"" + events.caseId + "\"}")) {
            as("callback-agent", "anna")
                    .body(wrong)
                    .post(path + "/handling")
                    .then()
                    .statusCode(400);
        }
        MovableClock.set("2028-11-07T10:37");

        as("callback-agent", "bert").post(path + "/claim").then().statusCode(200);

        as("callback-agent", "anna")
                .body("{\"outcome\":\"NO_MATTER\"}")
                .post(path + "/handling")
                .then()
                .statusCode(409);
        as("callback-agent", "bert")
                .get("/api/v1/text-replies/counts")
                .then()
                .body("mine", equalTo(1))
                .body("open", greaterThanOrEqualTo(1));
    }

    @Test
    void a_reply_that_names_a_message_and_is_not_understood_is_kept_by_its_telephone() {
        String named = "{\"requestId\":\"" + UUID.randomUUID() + "\",\"event\":\"REPLIED\",\"id\":\""
                + UUID.randomUUID() + "\",\"text\":\"什么时候修好\"";
        report(named + "}").body("items.verdict", contains("UNKNOWN"));
        report(named + ",\"phone\":\"" + phone + "\"}").body("items.verdict", contains("TAKEN"));

        tick(new MovableClock().instant().plusSeconds(1));

        assertThat(mine("OPEN")).containsEntry("text", "什么时候修好");
    }

    @Test
    void what_no_reply_can_be_is_refused_with_its_fields_and_says_nothing_of_the_rest() {
        sent("{\"event\":\"REPLIED\",\"text\":\"TD\",\"at\":\"2026-05-06T09:00:00+08:00\"}")
                .statusCode(400)
                .body("violations.field", contains("reports[0].requestId"));
        sent("{\"event\":\"REPLIED\",\"phone\":\"abc\",\"text\":\"" + "长".repeat(2001) + "\",\"id\":\"\"}")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("reports[0].phone", "reports[0].text", "reports[0].id"));
        sent("{\"event\":\"REPLIED\",\"phone\":\"" + phone + "\",\"text\":\"TD\"}")
                .statusCode(400)
                .body("violations.field", contains("reports[0].at"));
        sent("{\"event\":\"REPLIED\",\"phone\":\"" + phone
                        + "\",\"text\":\"TD\",\"at\":\"-999999999-01-01T00:00:00+18:00\"}")
                .statusCode(400);
        sent("null").statusCode(400);

        report("{\"event\":\"REPLIED\",\"phone\":\"" + phone + "\",\"text\":\" 。\",\"id\":\"" + phone + "\"}")
                .body("items.verdict", contains("NOT_UNDERSTOOD"))
                .body("items.id", contains(phone));
        report("{\"event\":\"REPLIED\",\"phone\":\"" + phone + "\",\"text\":\"a\\u0000b\",\"id\":\"x" + phone + "\"}")
                .body("items.verdict", contains("TAKEN"))
                .body("items[0].requestId", nullValue());
    }

    @Test
    void what_is_written_back_comes_in_files_too() {
        CsvProvider.register("files");
        registered("2029-03-06T10:00");
        MovableClock.set("2029-03-06T10:10");
        CsvProvider.results(
                        "files",
                        ",REPLIED,2029-03-06 10:05," + phone + ",\"门牌说错了，\"\"3栋\"\"\",",
                        ",replied,2029-03-06T10:05:00+08:00," + phone.replaceFirst("139", "139 ")
                                + ",\"门牌说错了，\"\"3栋\"\"\",",
                        "",
                        ",REPLIED,," + phone + ",TD," + phone + "-1",
                        ",REPLIED,," + phone + ",TD," + phone + "-1",
                        ",REPLIED,," + phone + ",没有时间也没有编号,",
                        ",REPLIED,2029-03-06 10:05,不是号码,TD,",
                        ",REPLIED,2029-03-06 10:05,,没有号码,")
                .body("items.verdict", contains("TAKEN", "REPEATED", "TAKEN", "REPEATED"))
                .body("items.id", contains(null, null, phone + "-1", phone + "-1"))
                .body("wrong.line", contains(7, 8, 9))
                .body("wrong.wrong", contains("at", "phone", "requestId"));

        tick(MovableClock.set("2029-03-06T10:11"));

        assertThat(mine("OPEN")).containsEntry("text", "门牌说错了，\"3栋\"");
        assertThat(mine("HANDLED")).containsEntry("outcome", "STOPPED").containsEntry("handledBy", "files");
        assertThat(stored()).doesNotContain(phone).doesNotContain("sealed=true");
        // its channel has no secret
        CsvProvider.register("paper");
        CsvProvider.results("paper", ",REPLIED,2029-03-06 10:05," + phone + ",门牌,")
                .body("items.verdict", contains("UNKNOWN"));
    }

    @Test
    void a_row_that_names_a_message_stops_messages_or_is_kept_for_people() {
        sql("update survey_channel set active = false");
        CsvProvider.register("files");
        decide("0");
        registered("2029-04-10T10:00");
        String message = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> messages().path("items[0].id"), Objects::nonNull);
        as("callback-agent")
                .body("{}")
                .post("/api/v1/channels/files/batches")
                .then()
                .statusCode(201)
                .body(containsString(message));
        MovableClock.set("2029-04-10T10:10");

        CsvProvider.results(
                        "files",
                        message + ",DELIVERED,2029-04-10 10:04,,,",
                        message + ",REPLIED,2029-04-10 10:05," + phone + ",门牌说错了,",
                        message + ",REPLIED,2029-04-10 10:06,,退订,",
                        message + ",REPLIED,2029-04-10 10:06,,谢谢,",
                        message + ",REPLIED,2029-04-10 10:07,,！,")
                .body("items.verdict", contains("TAKEN", "TAKEN", "TAKEN", "TAKEN", "NOT_UNDERSTOOD"));

        tick(MovableClock.set("2029-04-10T10:11"));
        assertThat(mine("OPEN")).containsEntry("text", "门牌说错了");
        assertThat(listed("OPEN"))
                .anySatisfy(item -> assertThat(item).containsEntry("text", "谢谢").containsEntry("phone", null));
        messages().then().body("items.state", contains("DELIVERED")).body("stoppedBy", equalTo("files"));
    }

    private Response messages() {
        return as("agent").get("/api/v1/cases/" + events.caseId + "/messages");
    }

    /** Which text tells of a registration; null: none. */
    private static void decide(String version) {
        as("office-leader")
                .body("{\"version\": " + version + "}")
                .post("/api/v1/message-templates/REGISTERED/decision")
                .then()
                .statusCode(200);
    }

    /** The id of one that waits for a person. */
    private String openReply(String day) {
        registered(day + "T10:00");
        report(reply("门牌说错了", day + "T10:05:00+08:00"));
        tick(MovableClock.set(day + "T10:06"));
        return mine("OPEN").get("id").toString();
    }

    private static int counts(String which) {
        return as("callback-agent")
                .get("/api/v1/text-replies/counts")
                .then()
                .extract()
                .path(which);
    }

    private int toUrge(Instant by) {
        return Sql.on(pool)
                .first(
                        "select count(*)::integer as owed from text_reply where state = 'OPEN' and urged_at is null and urge_at <= $1",
                        by)
                .map(row -> row.getInteger("owed"))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    /** The one of this test's telephone in a state. */
    private Map<String, Object> mine(String state) {
        return listed(state).stream()
                .filter(item -> CoveredPhone.of(phone).equals(item.get("phone")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no reply is " + state));
    }

    private static List<Map<String, Object>> listed(String state) {
        return as("callback-agent")
                .queryParam("state", state)
                .queryParam("limit", 200)
                .get("/api/v1/text-replies")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private String ofCitizen(UUID caseId) {
        return "{\"" + phone + "\":{\"citizenRef\":\"" + events.citizen + "\",\"cases\":[{\"caseId\":\"" + caseId
                + "\"}]}}";
    }

    private static void intakeSays(String what) {
        given().contentType("application/json")
                .body(what)
                .put(gateway() + "/citizens")
                .then()
                .statusCode(200);
    }

    private List<Map<String, Object>> supplements() {
        List<Map<String, Object>> all =
                given().get(gateway() + "/supplements").then().extract().path("$");
        return all.stream()
                .filter(one -> one.get("path").toString().contains(events.caseId.toString()))
                .toList();
    }

    /** It comes at the minute at which it was written. */
    private String reply(String text, String at) {
        MovableClock.set(at.substring(0, 16));
        return "{\"event\":\"REPLIED\",\"phone\":\"" + phone + "\",\"text\":\"" + text + "\",\"at\":\"" + at + "\"}";
    }

    private void registered(String when) {
        MovableClock.set(when);
        stage.happens(events.registered(when), TestOffice.at(when));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> messages().statusCode() == 200);
    }

    private String stored() {
        return Sql.on(pool)
                .select("select r::text || ' sealed=' || (sealed_phone is not null)::text as text from text_reply r"
                        + " where phone = '" + CoveredPhone.of(phone) + "'")
                .map(rows ->
                        rows.stream().map(row -> row.getString("text")).toList().toString())
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private void sql(String text) {
        Sql.on(pool).update(text).await().atMost(Duration.ofSeconds(10));
    }

    private void tick(Instant now) {
        timer.tick(now).await().atMost(Duration.ofSeconds(30));
    }

    private static ValidatableResponse report(String... reports) {
        return sent(reports).statusCode(200);
    }

    private static ValidatableResponse sent(String... reports) {
        return SmsGateway.reports(reports);
    }

    private static String gateway() {
        return SmsGateway.url();
    }
}
