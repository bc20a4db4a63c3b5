package org.hotline12345.assessment.bulletin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.BulletinIssued;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CategoryChanged;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The life of a bulletin on real PostgreSQL and Kafka; every test has a period of its own. */
@QuarkusTest
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulletinTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BULLETINS = "/api/v1/bulletins";
    private static final Map<String, List<String>> PARAGRAPHS =
            Map.of("PROBLEMS", List.of("一是水务局超期。\n二是反馈不及时。"), "MEASURES", List.of("限期办结。"));

    @Inject
    Pool pool;

    @Inject
    OfficeCopy office;

    private KafkaProbe kafka;
    private final List<CaseEvent> sent = new ArrayList<>();

    @BeforeAll
    void open() {
        kafka = KafkaProbe.open();
        unit("CITY", "市政务服务中心", null);
        unit("HOUSING", "市住房保障局", "CITY");
        unit("WATER", "市水务局", "CITY");
        unit("WATER-1", "水务一所", "WATER");
        kafka.produce(
                new CategoryChanged("C0101", "供水", null, 1, true, Instant.parse("2020-01-01T00:00:00Z")),
                Instant.now());
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        office.units().size() >= 4 && office.category("C0101").isPresent());
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void a_bulletin_is_drafted_edited_refreshed_issued_and_stays() throws IOException {
        // Friday to Thursday
        var day = Instant.parse("2024-11-01T02:00:00Z");
        String period = "2024-11-01..2024-11-07";
        handled("WATER", day, 24, 48, Satisfaction.DISSATISFIED);
        handled("WATER", day, 24, 48, Satisfaction.SATISFIED);
        handled("HOUSING", day, 48, 24, Satisfaction.SATISFIED);
        answeredOnTheSpot(day);
        handled("HOUSING", Instant.parse("2024-10-28T02:00:00Z"), 48, 24, Satisfaction.SATISFIED);
        awaitCounted();

        var drafted = post("evaluator", "staff", "", Map.of("period", period))
                .statusCode(201)
                .header("ETag", equalTo("\"0\""))
                .body("kind", equalTo("BULLETIN"))
                .body("state", equalTo("DRAFT"))
                .body("number", nullValue())
                .body("allowed", contains("edit", "refresh", "discard"))
                .body("content.totals.now.received", equalTo(4))
                .body("content.totals.previous.received", equalTo(1))
                .body("content.overdue.rows.key", contains("WATER"))
                .body("content.onTime.rows.key", contains("HOUSING"))
                .body("content.hotIssues", empty())
                .body("content.findings.sentence.zh", hasItem("市水务局超期2件，占全部超期件的100.00%。"))
                .body(
                        "content.findings.query",
                        hasItem("/api/v1/indicators?period=2024-11-01..2024-11-07&by=unit&unit=WATER"))
                .body("document.number", equalTo("（草稿）"));
        String id = drafted.extract().path("bulletinId");
        assertThat(drafted.extract().header("Location")).endsWith(BULLETINS + "/" + id);
        String path = "/" + id;
        String query = drafted.extract().path("content.findings.find{it.rule=='VOLUME'}.query");
        as("evaluator", "staff")
                .get(query)
                .then()
                .statusCode(200)
                .body("items[0].received", equalTo(4))
                .body("items[0].compared.received", equalTo(1));
        post("evaluator", "other", "", Map.of("period", period)).statusCode(409);
        post("office-leader", "boss", path + "/issue", Map.of())
                .statusCode(409)
                .body("type", endsWith("bulletin-unfinished"))
                .body("missing", contains("PROBLEMS", "MEASURES"));

        put(path, "\"7\"", Map.of("paragraphs", PARAGRAPHS)).statusCode(412);
        put(path, "\"0\"", Map.of("paragraphs", PARAGRAPHS, "title", "关于上周工作的通报"))
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("paragraphs.PROBLEMS", contains("一是水务局超期。", "二是反馈不及时。"));
        put(path, "\"0\"", Map.of("paragraphs", Map.of())).statusCode(412);

        answeredOnTheSpot(day);
        awaitCounted();
        as("evaluator", "staff")
                .header("If-Match", "\"1\"")
                .post(BULLETINS + path + "/refresh")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("content.totals.now.received", equalTo(5))
                .body("title", equalTo("关于上周工作的通报"))
                .body("paragraphs.MEASURES", contains("限期办结。"))
                .body("document.blocks.text", hasItems("一是水务局超期。", "二是反馈不及时。", "限期办结。"));

        asUnit("unit-leader", "WATER").get(BULLETINS + path).then().statusCode(404);
        asUnit("unit-leader", "WATER").get(BULLETINS).then().body("items.bulletinId", not(hasItem(id)));
        asUnit("unit-handler", "WATER")
                .contentType("application/json")
                .post(BULLETINS + path + "/receipts")
                .then()
                .statusCode(404);
        post("office-leader", "boss", path + "/instructions", Map.of("text", "阅"))
                .statusCode(409);
        post("evaluator", "staff", path + "/issue", Map.of()).statusCode(403);
        as("office-leader", "boss")
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .post(BULLETINS + path + "/issue")
                .then()
                .statusCode(412);
        post("office-leader", "boss", path + "/issue", Map.of("number", 47))
                .statusCode(200)
                .body("state", equalTo("ISSUED"))
                .body("number", startsWith("〔"))
                .body("number", endsWith("〕第47期"))
                .body("recipients", hasItems("CITY", "HOUSING", "WATER", "WATER-1"))
                .body("issuedBy", equalTo("boss"))
                .body("allowed", contains("instructions"));
        kafka.await(
                event -> event.event() instanceof BulletinIssued issued
                        && issued.bulletinId().toString().equals(id)
                        && issued.period().equals(period)
                        && issued.number().endsWith("〕第47期")
                        && issued.issuedBy().equals("boss"),
                "BulletinIssued");

        String issued = content(id);
        answeredOnTheSpot(day);
        awaitCounted();
        put(path, null, Map.of("paragraphs", PARAGRAPHS)).statusCode(409).body("state", equalTo("ISSUED"));
        as("evaluator", "staff").post(BULLETINS + path + "/refresh").then().statusCode(409);
        as("evaluator", "staff").delete(BULLETINS + path).then().statusCode(409);
        post("office-leader", "boss", path + "/issue", Map.of()).statusCode(409);
        assertThat(content(id)).isEqualTo(issued);
        for (String attempt : List.of(
                "update bulletin set content = '{}' where bulletin_id = '" + id + "'",
                "delete from bulletin where bulletin_id = '" + id + "'")) {
            assertThatThrownBy(() -> rows(attempt)).hasMessageContaining("never changed");
        }

        try (var document = new XWPFDocument(new ByteArrayInputStream(as("evaluator", "staff")
                .accept(BulletinDocx.MEDIA_TYPE)
                .get(BULLETINS + path)
                .then()
                .statusCode(200)
                .contentType(BulletinDocx.MEDIA_TYPE)
                .header("Content-Disposition", containsString("bulletin-2024-11-01_2024-11-07.docx"))
                .extract()
                .asByteArray()))) {
            assertThat(document.getParagraphs())
                    .extracting(XWPFParagraph::getText)
                    .contains("情况通报", "关于上周工作的通报", "一是水务局超期。");
            assertThat(document.getTables().get(0).getRow(1).getCell(1).getText())
                    .isEqualTo("5");
        }
        String page = as("evaluator", "staff")
                .accept("text/html")
                .get(BULLETINS + path)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .extract()
                .asString();
        assertThat(page).contains("<h1>关于上周工作的通报</h1>", "各承办单位：", "<td class=\"n\">5</td>", "〕第47期");
        assertThat(as("evaluator", "staff")
                        .accept("text/html")
                        .header("Accept-Language", "en")
                        .get(BULLETINS + path)
                        .asString())
                .contains("<html lang=\"en\">", "Cases", "No. 47 of", "All handling units:");
    }

    @Test
    void units_take_note_and_leaders_write_on_it() {
        var id = issued("2023-05-01..2023-05-07", Map.of("recipients", List.of("HOUSING", "WATER")));
        String path = "/" + id;

        asUnit("unit-handler", "WATER-1").get(BULLETINS + path).then().statusCode(404);
        asUnit("unit-handler", "WATER")
                .get(BULLETINS + path)
                .then()
                .statusCode(200)
                .body("receipts.outstanding", empty())
                .body("receipts.expected", equalTo(2));
        asUnit("unit-leader", "CITY").get(BULLETINS + path).then().statusCode(200);
        asUnit("unit-leader", "WATER").get(BULLETINS).then().body("items.bulletinId", hasItem(id));
        asUnit("unit-leader", "WATER-1").get(BULLETINS).then().body("items.bulletinId", not(hasItem(id)));

        receive("unit-leader", "WATER", path, Map.of("note", "已传达"))
                .statusCode(201)
                .body("unit", equalTo("WATER"))
                .body("name", equalTo("市水务局"))
                .body("by", equalTo("unit-leader-WATER"));
        receive("unit-handler", "WATER", path, Map.of()).statusCode(200).body("note", equalTo("已传达"));
        receive("unit-leader", "CITY", path, Map.of()).statusCode(400).body("violations[0].field", equalTo("unit"));
        post("evaluator", "staff", path + "/receipts", Map.of()).statusCode(403);
        as("evaluator", "staff")
                .get(BULLETINS + path)
                .then()
                .body("receipts.received", equalTo(1))
                .body("receipts.items.unit", contains("WATER"))
                .body("receipts.outstanding", contains("HOUSING"));
        asUnit("unit-leader", "HOUSING")
                .get(BULLETINS + path)
                .then()
                .body("receipts.received", equalTo(1))
                .body("receipts.items", empty());

        post("evaluator", "staff", path + "/instructions", Map.of("text", "阅")).statusCode(403);
        post("office-leader", "boss", path + "/instructions", Map.of("text", "各单位阅处"))
                .statusCode(201);
        post("office-leader", "boss", path + "/instructions", Map.of("text", "请说明", "units", List.of("HOUSING")))
                .statusCode(201)
                .body("units", contains("HOUSING"));
        post("office-leader", "boss", path + "/instructions", Map.of("text", "请说明", "units", List.of("CITY")))
                .statusCode(400);
        asUnit("unit-leader", "WATER").get(BULLETINS + path).then().body("instructions.text", contains("各单位阅处"));
        asUnit("unit-leader", "HOUSING")
                .get(BULLETINS + path)
                .then()
                .body("instructions.text", contains("各单位阅处", "请说明"));
        assertThatThrownBy(() -> rows("update bulletin_receipt set note = ''")).hasMessageContaining("never changed");
        assertThatThrownBy(() -> rows("delete from bulletin_instruction")).hasMessageContaining("never changed");
    }

    @Test
    void numbers_go_on_in_the_year() {
        String first = as("evaluator", "staff")
                .get(BULLETINS + "/" + issued("2022-05-02", Map.of()))
                .path("number");
        String second = as("evaluator", "staff")
                .get(BULLETINS + "/" + issued("2022-05-03", Map.of()))
                .path("number");
        assertThat(number(second)).isEqualTo(number(first) + 1);

        String draft = finished("2022-05-04", Map.of());
        post("office-leader", "boss", "/" + draft + "/issue", Map.of("number", number(first)))
                .statusCode(400)
                .body("violations[0].field", equalTo("number"));
        post("office-leader", "boss", "/" + draft + "/issue", Map.of("number", 0))
                .statusCode(400);
    }

    @Test
    void a_special_report_is_about_a_unit_a_category_or_cases() {
        var day = Instant.parse("2024-03-04T02:00:00Z");
        var late = handled("WATER-1", day, 24, 48, Satisfaction.DISSATISFIED);
        var order = orders.get(late);
        send(new SupervisionOpened(
                late,
                UUID.randomUUID(),
                order,
                "WATER-1",
                SupervisionCause.SUPERVISOR,
                "请速办",
                1,
                day.plusSeconds(200_000),
                day.plusSeconds(100_000)));
        var secret = handled("WATER", day, 48, 24, Satisfaction.SATISFIED, CaseType.REPORT);
        handled("HOUSING", day, 48, 24, Satisfaction.SATISFIED);
        awaitCounted();
        String number = rows("select case_number from case_fact where case_id = '" + late + "'")
                .get(0)
                .getString(0);
        var water = Map.of("period", "2024-03", "subject", Map.of("unit", "WATER"));

        String id = post("evaluator", "staff", "", water)
                .statusCode(201)
                .body("kind", equalTo("SPECIAL_REPORT"))
                .body("subject.unit", equalTo("WATER"))
                .body("recipients", contains("WATER"))
                .body("content.totals.now.dispatched", equalTo(2))
                .body("content.cases.lines.number", contains(number))
                .body("content.cases.lines[0].progress", equalTo("LATE"))
                .body("content.cases.lines[0].supervised", equalTo(true))
                .body("content.cases.reports", equalTo(1))
                .body("document.title", equalTo("关于市水务局诉求办理情况的督查专报（2024年3月）"))
                .body("document.blocks.text", hasItem("另有举报1件，按规定不列明细。"))
                .extract()
                .path("bulletinId");
        post("evaluator", "staff", "", water).statusCode(201);
        post("office-leader", "boss", "/" + id + "/issue", Map.of())
                .statusCode(200)
                .body("document.head", equalTo("督查专报"));
        asUnit("unit-leader", "HOUSING").get(BULLETINS + "/" + id).then().statusCode(404);

        post("evaluator", "staff", "", Map.of("period", "2024-03", "subject", Map.of("category", "C0101")))
                .statusCode(201)
                .body("content.totals.now.received", equalTo(3))
                .body("recipients", containsInAnyOrder("WATER", "WATER-1", "HOUSING"));
        post("evaluator", "staff", "", Map.of("period", "2024-03", "subject", Map.of("cases", List.of(late, secret))))
                .statusCode(201)
                .body("content.totals.now.received", equalTo(2))
                .body("content.cases.lines", hasSize(1))
                .body("content.findings", empty())
                .body("recipients", containsInAnyOrder("WATER", "WATER-1"))
                .body("document.title", equalTo("关于2件诉求办理情况的督查专报（2024年3月）"));
    }

    @Test
    void what_is_not_understood_changes_nothing() {
        long before = count();
        post("evaluator", "staff", "", Map.of("period", "next week")).statusCode(400);
        post("evaluator", "staff", "", Map.of("period", "2199-W01"))
                .statusCode(400)
                .body("violations[0].message", equalTo("统计期尚未开始"));
        for (var subject : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("unit", "WATER", "category", "C0101"),
                Map.of("unit", "NOBODY"),
                Map.of("category", "NOTHING"),
                Map.of("cases", List.of(UUID.randomUUID())))) {
            post("evaluator", "staff", "", Map.of("period", "2021-03", "subject", subject))
                    .statusCode(400)
                    .body("violations[0].field", startsWith("subject"));
        }
        post("evaluator", "staff", "", Map.of("period", "2021-03", "recipients", List.of("NOBODY")))
                .statusCode(400);
        post("evaluator", "staff", "", Map.of("period", "2021-03", "title", "a\u0000b"))
                .statusCode(400);
        post("evaluator", "staff", "", Map.of("period", "2021-03", "paragraphs", Map.of("WEATHER", List.of("晴"))))
                .statusCode(400);
        post("office-leader", "boss", "", Map.of("period", "2021-03")).statusCode(403);
        as("agent", "agent-1").get(BULLETINS).then().statusCode(403);
        as("evaluator", "staff").get(BULLETINS + "/" + UUID.randomUUID()).then().statusCode(404);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void a_running_period_can_be_drafted_but_not_issued() {
        String thisYear =
                Integer.toString(LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear());
        String id = finished(thisYear, Map.of());

        post("office-leader", "boss", "/" + id + "/issue", Map.of())
                .statusCode(409)
                .body("type", endsWith("bulletin-figures-too-early"));
        as("evaluator", "staff").delete(BULLETINS + "/" + id).then().statusCode(204);
        as("evaluator", "staff").get(BULLETINS + "/" + id).then().statusCode(404);
    }

    @Test
    void a_repeated_command_drafts_once() {
        String key = UUID.randomUUID().toString();
        var body = Map.of("period", "2021-Q2");
        RequestSpecification command = as("evaluator", "staff")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body);
        String id = command.post(BULLETINS).then().statusCode(201).extract().path("bulletinId");

        command.post(BULLETINS).then().statusCode(201).body("bulletinId", equalTo(id));
        as("evaluator", "staff")
                .get(BULLETINS + "?period=2021-Q2&state=DRAFT&kind=BULLETIN")
                .then()
                .statusCode(200)
                .body("items.bulletinId", contains(id))
                .body("items[0].period.name", equalTo("2021年第二季度"));
        JsonPath page = as("evaluator", "staff").get(BULLETINS + "?limit=1").jsonPath();
        if (page.getString("next") != null) {
            as("evaluator", "staff")
                    .get(BULLETINS + "?limit=1&after=" + page.getString("next"))
                    .then()
                    .statusCode(200)
                    .body("items.bulletinId", not(hasItem(page.getString("items[0].bulletinId"))));
        }
        as("evaluator", "staff")
                .get(BULLETINS + "/" + id + ".docx")
                .then()
                .statusCode(200)
                .contentType(BulletinDocx.MEDIA_TYPE);
    }

    /** The bulletin as the office reads it, without what is added after issue. */
    private static String content(String id) {
        var json = as("evaluator", "staff").get(BULLETINS + "/" + id).jsonPath();
        return json.getMap("content").toString() + json.getMap("document") + json.getString("figuresAt");
    }

    private static String finished(String period, Map<String, ?> more) {
        var body = new LinkedHashMap<String, Object>(more);
        body.put("period", period);
        body.put("paragraphs", PARAGRAPHS);
        return post("evaluator", "staff", "", body).statusCode(201).extract().path("bulletinId");
    }

    private static String issued(String period, Map<String, ?> more) {
        String id = finished(period, more);
        post("office-leader", "boss", "/" + id + "/issue", Map.of()).statusCode(200);
        return id;
    }

    private static int number(String text) {
        return Integer.parseInt(text.replaceAll(".*第(\\d+)期", "$1"));
    }

    private static ValidatableResponse post(String role, String subject, String path, Map<String, ?> body) {
        return as(role, subject)
                .contentType("application/json")
                .body(body)
                .post(BULLETINS + path)
                .then();
    }

    private static ValidatableResponse put(String path, String ifMatch, Map<String, ?> body) {
        var request = as("evaluator", "staff").contentType("application/json").body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put(BULLETINS + path)
                .then();
    }

    private static ValidatableResponse receive(String role, String unit, String path, Map<String, ?> body) {
        return asUnit(role, unit)
                .contentType("application/json")
                .body(body)
                .post(BULLETINS + path + "/receipts")
                .then();
    }

    private static RequestSpecification asUnit(String role, String unit) {
        return given().header(
                        "Authorization",
                        "Bearer "
                                + TestTokens.role(role)
                                        .unit(unit)
                                        .subject(role + "-" + unit)
                                        .build());
    }

    private static RequestSpecification as(String role, String subject) {
        return given().header(
                        "Authorization",
                        "Bearer " + TestTokens.role(role).subject(subject).build());
    }

    private final Map<UUID, UUID> orders = new LinkedHashMap<>();

    private UUID handled(String unit, Instant from, int dueHours, int repliedHours, Satisfaction grade) {
        return handled(unit, from, dueHours, repliedHours, grade, CaseType.HELP);
    }

    private UUID handled(String unit, Instant from, int dueHours, int repliedHours, Satisfaction grade, CaseType type) {
        var id = UUID.randomUUID();
        var order = UUID.randomUUID();
        orders.put(id, order);
        var replied = from.plusSeconds(repliedHours * 3_600L);
        send(Lives.registered(
                id, IntakeOutcome.TO_DISPATCH, from, "PHONE", type, "C0101", "220173", Anonymity.NAMED, true));
        send(Lives.dispatched(id, order, 1, DispatchCause.FIRST, unit, from));
        send(Lives.deadline(id, order, 1, DeadlineKind.SIGN, from.plusSeconds(32_400)));
        send(Lives.deadline(id, order, 1, DeadlineKind.REPLY, from.plusSeconds(dueHours * 3_600L)));
        send(Lives.signed(id, order, unit, from.plusSeconds(3_600)));
        send(Lives.replied(id, order, 1, unit, replied));
        send(Lives.informed(id, order, 1, unit, NoticeChannel.UNIT_CALL, true, replied));
        send(Lives.calledBack(id, UUID.randomUUID(), order, 1, unit, grade, replied.plusSeconds(3_600)));
        return id;
    }

    private void answeredOnTheSpot(Instant at) {
        var id = UUID.randomUUID();
        send(Lives.registered(id, IntakeOutcome.ANSWERED, at));
        send(Lives.answeredDirectly(id, at));
    }

    private void send(CaseEvent event) {
        kafka.produce(event, Instant.now());
        sent.add(event);
    }

    private void unit(String code, String name, String parent) {
        kafka.produce(Lives.unit(code, name, parent, "市直部门"), Instant.now());
    }

    /** Until every event sent by this class is counted. */
    private void awaitCounted() {
        String ids = sent.stream()
                .map(event -> event.caseId().toString())
                .distinct()
                .collect(Collectors.joining(",", "'{", "}'"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> rows("select count(*) from journal where case_id = any(" + ids + "::uuid[])")
                                .get(0)
                                .getLong(0)
                        >= sent.size());
    }

    private long count() {
        return rows("select count(*) from bulletin").get(0).getLong(0);
    }

    private List<Row> rows(String sql) {
        var found = new ArrayList<Row>();
        pool.query(sql).execute().await().atMost(PATIENCE).forEach(found::add);
        return found;
    }
}
