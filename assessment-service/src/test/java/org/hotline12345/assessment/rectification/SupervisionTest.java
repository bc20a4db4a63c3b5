package org.hotline12345.assessment.rectification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.RectificationOrdered;
import org.hotline12345.events.RectificationVerified;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Samples, findings and orders to put something right, on real PostgreSQL and Kafka; each test has a quarter of its own. */
@QuarkusTest
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupervisionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String PLANS = "/api/v1/sample-plans";
    private static final String ORDERS = "/api/v1/rectifications";

    @Inject
    Pool pool;

    @Inject
    OfficeCopy office;

    @Inject
    RectificationStore faults;

    private KafkaProbe kafka;

    @BeforeAll
    void open() {
        kafka = KafkaProbe.open();
        unit("CITY", "市政务服务中心", null, "市级");
        unit("HOUSING", "市住房保障局", "CITY", "市直部门");
        unit("WATER", "市水务局", "CITY", "市直部门");
        unit("WATER-1", "水务一所", "WATER", "基层单位");
        unit("IDLE", "市档案馆", "CITY", "市直部门");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Stream.of("CITY", "HOUSING", "WATER", "WATER-1", "IDLE")
                        .allMatch(unit -> office.unit(unit).isPresent()));
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void a_sample_takes_so_many_of_each_unit_and_the_same_seed_the_same() {
        Instant day = Instant.parse("2018-02-05T02:00:00Z");
        var excluded = finished("HOUSING", day, Anonymity.NAMED);
        for (int i = 0; i < 5; i++) {
            finished("HOUSING", day.plusSeconds(i), Anonymity.NAMED);
        }
        finished("WATER", day, Anonymity.NAMED);
        var silent = finished("WATER", day, Anonymity.NO_CONTACT);
        finished("IDLE", day, Anonymity.NAMED);
        finished("HOUSING", Instant.parse("2018-05-05T02:00:00Z"), Anonymity.NAMED);
        Awaitility.await().atMost(PATIENCE).until(() -> number("""
                select count(*)
                from round_fact
                where finished_at between '2018-01-01' and '2018-12-31'
                """) == 10);
        Map<String, Object> wanted = Map.of(
                "name", "一季度督查",
                "period", "2018-Q1",
                "method", "PHONE_CHECK",
                "seed", "2018一季度",
                "perUnit", 3,
                "excludedUnits", List.of("IDLE"),
                "excludedCases", List.of(excluded));

        post("supervisor", null, PLANS, wanted).statusCode(403);
        post("evaluator", null, PLANS, Map.of("name", "x", "period", "2018-13", "method", "PHONE_CHECK", "perUnit", 3))
                .statusCode(400);
        String plan = post("evaluator", null, PLANS, wanted)
                .statusCode(201)
                .body("drawn", equalTo(4))
                .body("methodName", equalTo("电话核实"))
                .extract()
                .path("planId");
        Map<String, Object> byNumber = new HashMap<>(wanted);
        byNumber.remove("excludedCases");
        byNumber.put("excludedCaseNumbers", List.of("没有这个编号"));
        post("evaluator", null, PLANS, byNumber)
                .statusCode(400)
                .body("violations[0].field", equalTo("excludedCaseNumbers"));
        byNumber.put("excludedCaseNumbers", List.of(caseNumber(excluded)));
        String again = post("evaluator", null, PLANS, byNumber)
                .statusCode(201)
                .body("excludedCases", contains(excluded.toString()))
                .extract()
                .path("planId");

        ValidatableResponse items = get("evaluator", null, PLANS + "/" + plan + "/items")
                .body("items.unit", contains("HOUSING", "HOUSING", "HOUSING", "WATER"))
                .body("items.caseId", not(hasItem(excluded.toString())))
                .body("items.caseId", not(hasItem(silent.toString())));
        assertThat(get("evaluator", null, PLANS + "/" + again + "/items")
                        .extract()
                        .<List<String>>path("items.caseId"))
                .isEqualTo(items.extract().<List<String>>path("items.caseId"));
        get("evaluator", null, PLANS + "/" + plan + "/items?limit=3").body("items.number", contains(1, 2, 3));

        String findings = PLANS + "/" + plan + "/findings";
        post("evaluator", null, findings, Map.of("number", 9, "severity", "MINOR", "text", "没有"))
                .statusCode(400);
        post("evaluator", null, findings, Map.of("severity", "MINOR", "text", "没有单位"))
                .statusCode(400);
        post("evaluator", null, findings, Map.of("number", 1, "unit", "WATER", "severity", "MINOR", "text", "别的单位"))
                .statusCode(400);
        String file = sent();
        String finding = post(
                        "evaluator",
                        null,
                        findings,
                        Map.of("number", 4, "severity", "GRAVE", "text", "答复与事实不符", "attachments", List.of(file)))
                .statusCode(201)
                .body("attachments.attachmentId", contains(file))
                .body("unit", equalTo("WATER"))
                .body("severityName", equalTo("严重"))
                .extract()
                .path("findingId");
        String order = post(
                        "evaluator", null, ORDERS, Map.of("findingId", finding, "text", "重新核实并答复", "workingDays", 5))
                .statusCode(201)
                .body("unit", equalTo("WATER"))
                .extract()
                .path("rectificationId");
        post("evaluator", null, ORDERS, Map.of("findingId", finding, "text", "再来一次", "workingDays", 5))
                .statusCode(409);
        get("evaluator", null, findings)
                .body("items.rectificationId", contains(order))
                .body("items[0].attachments.name", contains("现场.pdf"));
        get("supervisor", null, findings + "/" + finding + "/attachments/" + file);
        given().header("Authorization", "Bearer " + TestTokens.of("supervisor"))
                .get(findings + "/" + UUID.randomUUID() + "/attachments/" + file)
                .then()
                .statusCode(404);
        get("auditor", null, "/api/v1/reading-log").body("items.attachmentId", hasItem(file));
        LocalDate today = LocalDate.now(ShanghaiTime.ZONE);
        post("evaluator", null, "/api/v1/bulletins", Map.of("period", today + ".." + today))
                .statusCode(201)
                .body("content.rectifications.find{it.id=='" + order + "'}.unit", equalTo("市水务局"))
                .body("content.rectifications.find{it.id=='" + order + "'}.state.zh", equalTo("整改中"));
    }

    @Test
    void an_order_is_reported_by_the_unit_and_verified_by_somebody_else() {
        post("unit-leader", "HOUSING", ORDERS, Map.of("unit", "HOUSING", "text", "整改", "workingDays", 3))
                .statusCode(403);
        post("evaluator", null, ORDERS, Map.of("unit", "NOBODY", "text", "整改", "workingDays", 3))
                .statusCode(400);
        ValidatableResponse ordered = post(
                        "evaluator", null, ORDERS, Map.of("unit", "HOUSING", "text", "完善台账", "workingDays", 3))
                .statusCode(201)
                .body("state", equalTo("ORDERED"))
                .body("allowed", empty())
                .body("dueAt", endsWith("T23:59:59+08:00"));
        String id = ordered.extract().path("rectificationId");
        LocalDate due = OffsetDateTime.parse(ordered.extract().path("dueAt")).toLocalDate();
        LocalDate today = LocalDate.now(ShanghaiTime.ZONE);
        assertThat(number("select (select ordinal from working_day where day = '" + due
                        + "') - (select ordinal from working_day where day = '" + today + "')"))
                .isEqualTo(3);
        kafka.await(
                e -> e.event() instanceof RectificationOrdered told
                        && told.rectificationId().toString().equals(id),
                "RectificationOrdered");

        String path = ORDERS + "/" + id;
        get("unit-handler", "HOUSING", path).body("unit", equalTo("HOUSING")).body("allowed", contains("report"));
        as("unit-handler", "WATER").get(path).then().statusCode(404);
        get("unit-handler", "WATER", ORDERS).body("items.rectificationId", not(hasItem(id)));
        get("unit-handler", "HOUSING", ORDERS + "?overdue=false").body("items.rectificationId", hasItem(id));
        get("unit-handler", "HOUSING", ORDERS + "?overdue=true").body("items.rectificationId", not(hasItem(id)));

        post("evaluator", null, path + "/verify", Map.of("fulfilled", true, "comment", "看过"))
                .statusCode(409)
                .body("state", equalTo("ORDERED"));
        post("unit-handler", "WATER", path + "/report", Map.of("text", "别的单位")).statusCode(404);
        post("unit-handler", "HOUSING", path + "/report", Map.of("text", " ")).statusCode(400);
        as("unit-handler", "HOUSING")
                .contentType("application/json")
                .header("If-Match", "\"7\"")
                .body(Map.of("text", "旧页面"))
                .post(path + "/report")
                .then()
                .statusCode(412);
        post("unit-handler", "HOUSING", path + "/report", Map.of("text", "台账已补"))
                .statusCode(200)
                .body("state", equalTo("REPORTED"));
        get("evaluator", "HOUSING", path).body("allowed", empty());
        get("evaluator", null, path).body("allowed", contains("verify"));
        post("evaluator", "HOUSING", path + "/verify", Map.of("fulfilled", true, "comment", "自己看"))
                .statusCode(403)
                .body("type", endsWith("verifier-reported-it"));
        post("evaluator", null, path + "/verify", Map.of("fulfilled", false, "comment", "台账不全", "workingDays", 2))
                .statusCode(200)
                .body("state", equalTo("ORDERED"));
        post("unit-handler", "HOUSING", path + "/report", Map.of("text", "已补全")).statusCode(200);
        post("evaluator", null, path + "/verify", Map.of("fulfilled", true, "comment", "属实"))
                .statusCode(200)
                .body("state", equalTo("FULFILLED"))
                .body("allowed", contains("reopening"));
        kafka.await(
                e -> e.event() instanceof RectificationVerified told
                        && told.rectificationId().toString().equals(id)
                        && told.fulfilled(),
                "RectificationVerified");
        post("evaluator", null, path + "/reopening", Map.of("reason", "反弹", "workingDays", 4))
                .statusCode(200)
                .body("state", equalTo("ORDERED"))
                .body("reopened", equalTo(1))
                .body(
                        "steps.kind",
                        contains("ORDERED", "REPORTED", "NOT_FULFILLED", "REPORTED", "FULFILLED", "REOPENED"));
    }

    @Test
    void what_was_not_put_right_costs_points_where_the_rule_set_says_so() {
        Instant now = Instant.now();
        finished("WATER-1", now.minusSeconds(7_200), Anonymity.NAMED);
        LocalDate today = LocalDate.now(ShanghaiTime.ZONE);
        String period = today.minusDays(1) + ".." + today.plusDays(1);
        ruleSet("with-orders", "rectifications: {cap: 5, late: 1, notFulfilled: 2}");
        ruleSet("without-orders", "");
        String score = "/api/v1/scores/WATER-1?period=" + period + "&ruleSet=";
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> get("evaluator", null, score + "with-orders").body("total", equalTo(20)));

        String path = ORDERS
                + "/"
                + post("evaluator", null, ORDERS, Map.of("unit", "WATER-1", "text", "更换阀门", "workingDays", 3))
                        .statusCode(201)
                        .extract()
                        .path("rectificationId");
        post("unit-handler", "WATER-1", path + "/report", Map.of("text", "已更换")).statusCode(200);
        long before = number("select max(id) from decision");
        post("evaluator", null, path + "/verify", Map.of("fulfilled", false, "comment", "仍漏水", "workingDays", 2))
                .statusCode(200);

        get("evaluator", null, score + "with-orders")
                .body("total", equalTo(18))
                .body("deductions.kind", contains("RECTIFICATION_NOT_FULFILLED"))
                .body("deductions.kindName", contains("整改不到位"))
                .body("deductions.reason", contains("更换阀门"));
        get("evaluator", null, score + "without-orders")
                .body("total", equalTo(20))
                .body("deductions", empty());
        var wanted = Period.parse(period);
        costsOfAFinding(period, score);
        assertThat(await(faults.of(Sql.on(pool), wanted, Instant.now(), before)))
                .as("a mark before the verification")
                .noneMatch(fault -> fault.unit().equals("WATER-1"));
        assertThat(await(faults.of(Sql.on(pool), wanted, Instant.now(), Long.MAX_VALUE)))
                .anyMatch(fault -> fault.unit().equals("WATER-1"));
    }

    private void costsOfAFinding(String period, String score) {
        ruleSet("with-findings", "findings: {cap: 3, serious: 1, grave: 2}");
        String plan = post(
                        "evaluator",
                        null,
                        PLANS,
                        Map.of("name", "抽查", "period", period, "method", "SITE_VISIT", "perUnit", 1))
                .statusCode(201)
                .extract()
                .path("planId");
        for (String severity : List.of("MINOR", "SERIOUS")) {
            post(
                            "evaluator",
                            null,
                            PLANS + "/" + plan + "/findings",
                            Map.of("unit", "WATER-1", "severity", severity, "text", "答复空泛"))
                    .statusCode(201);
        }
        get("evaluator", null, score + "with-findings")
                .body("total", equalTo(19))
                .body("deductions.kind", contains("FINDING_SERIOUS"))
                .body("deductions.kindName", contains("督查发现较重问题"));
        get("evaluator", null, score + "without-orders").body("total", equalTo(20));
    }

    private static String sent() {
        return given().header("Authorization", "Bearer " + TestTokens.of("evaluator"))
                .contentType("application/octet-stream")
                .queryParam("name", "现场.pdf")
                .body(java.util.Arrays.copyOf("%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 500))
                .post("/api/v1/attachments")
                .then()
                .statusCode(201)
                .extract()
                .path("attachmentId");
    }

    private static void ruleSet(String id, String orders) {
        given().header("Authorization", "Bearer " + TestTokens.role("admin").build())
                .contentType("application/yaml")
                .body("""
                        id: %s
                        name: {zh: 整改, en: Orders}
                        source: {zh: 测试, en: Test}
                        items:
                          - item: dispatched
                            name: {zh: 派单件, en: Dispatched}
                            count: dispatched
                            points: {kind: gain-per-case, max: 20, gainPerCase: 20}
                        %s
                        """.formatted(id, orders).getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/rule-sets/" + id)
                .then()
                .statusCode(200);
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }

    private UUID finished(String unit, Instant at, Anonymity anonymity) {
        var id = UUID.randomUUID();
        var order = UUID.randomUUID();
        kafka.produce(
                Lives.registered(
                        id, IntakeOutcome.TO_DISPATCH, at, "PHONE", CaseType.HELP, "C0101", "220173", anonymity, true),
                at);
        kafka.produce(Lives.dispatched(id, order, 1, DispatchCause.FIRST, unit, at), at);
        kafka.produce(Lives.replied(id, order, 1, unit, at.plusSeconds(3_600)), at.plusSeconds(3_600));
        return id;
    }

    private void unit(String code, String name, String parent, String group) {
        kafka.produce(Lives.unit(code, name, parent, group), Instant.now());
    }

    private static ValidatableResponse get(String role, String unit, String path) {
        return as(role, unit).get(path).then().statusCode(200);
    }

    private static ValidatableResponse post(String role, String unit, String path, Map<String, ?> body) {
        return as(role, unit)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static RequestSpecification as(String role, String unit) {
        var token = TestTokens.role(role).subject(role + "-1");
        return given().header("Authorization", "Bearer " + (unit == null ? token : token.unit(unit)).build());
    }

    private String caseNumber(UUID id) {
        return pool.query("select case_number from case_fact where case_id = '" + id + "'")
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getString(0);
    }

    private long number(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }
}
