package org.hotline12345.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hotline12345.assessment.Asking.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hotline12345.assessment.fact.FoldEvents;
import org.hotline12345.assessment.fact.model.GeneratedLives;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.AppealDecided;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.ScoreApproved;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The life of scores on real PostgreSQL and Kafka: rule sets, objections, approval, and facts made anew. */
@QuarkusTest
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoreLifeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RULES = """
            id: streets
            name: {zh: 街道规则, en: Streets}
            source: {zh: 自拟, en: own}
            groups: [街道]
            answers: {counted: FIRST, silence: DISSATISFIED}
            items:
              - item: satisfaction
                name: {zh: 满意率, en: Satisfaction}
                rate: satisfactionRate
                points: {kind: weight, max: 100}
            """;

    @Inject
    Pool pool;

    @Inject
    OfficeCopy office;

    private KafkaProbe kafka;
    private final List<CaseEvent> sent = new ArrayList<>();

    @BeforeAll
    void open() {
        kafka = KafkaProbe.open();
        unit("CITY", "市政务服务中心", null, "市级");
        unit("HOUSING", "市住房保障局", "CITY", "市直部门");
        unit("WATER", "市水务局", "CITY", "市直部门");
        unit("WATER-1", "水务一所", "WATER", "基层单位");
        unit("IDLE", "市档案馆", "CITY", "市直部门");
        Awaitility.await().atMost(PATIENCE).until(() -> office.units().size() >= 5);
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void a_rule_set_is_stored_as_versions_and_its_faults_are_told() {
        put("admin", RULES).statusCode(200).body("version", equalTo(1)).header("ETag", equalTo("\"1\""));
        put("admin", RULES).statusCode(200).body("version", equalTo(1));
        put("admin", RULES.replace("max: 100", "max: 90")).statusCode(200).body("version", equalTo(2));
        as("admin", "admin-1")
                .contentType("application/yaml")
                .header("If-Match", "\"1\"")
                .body(RULES)
                .put("/api/v1/rule-sets/streets")
                .then()
                .statusCode(412);
        put("evaluator", RULES).statusCode(403);
        put("admin", RULES.replace("rate: satisfactionRate", "script: return 100"))
                .statusCode(400)
                .body("violations.field", hasItem("items[0].script"))
                .body("violations.find{it.field=='items[0].script'}.line", equalTo(9));
        put("admin", RULES.replace("id: streets", "id: roads"))
                .statusCode(400)
                .body("violations[0].field", equalTo("id"));
        evaluator()
                .get("/api/v1/rule-sets/streets/versions")
                .then()
                .statusCode(200)
                .body("items.version", contains(2, 1))
                .body("items[0].storedBy", equalTo("admin-1"));
        evaluator()
                .get("/api/v1/rule-sets/streets?version=1")
                .then()
                .body("version", equalTo(1))
                .body("items[0].points.max", equalTo(100));
        assertThat(evaluator()
                        .accept("application/yaml")
                        .get("/api/v1/rule-sets/streets?version=1")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(RULES);
        evaluator().get("/api/v1/rule-sets/schema").then().statusCode(200).body("title", containsString("考核规则"));
        assertThat(number("select count(*) from decision where kind = 'RULE_SET_STORED' and rule_set = 'streets'"))
                .isEqualTo(2);
        assertThatThrownBy(() -> run("update rule_set set document = '' where id = 'streets'"))
                .hasMessageContaining("never changed");
    }

    @Test
    void which_answers_count_is_data_of_the_rule_set() {
        put("admin", RULES).statusCode(200);
        var day = Instant.parse("2021-08-03T02:00:00Z");
        var twice = handled("HOUSING", day, 72, 48, Satisfaction.DISSATISFIED);
        send(Lives.calledBack(
                twice,
                UUID.randomUUID(),
                UUID.randomUUID(),
                2,
                "HOUSING",
                Satisfaction.SATISFIED,
                day.plusSeconds(300_000)));
        handled("HOUSING", day, 72, 48, Satisfaction.VERY_SATISFIED);
        handled("HOUSING", day, 72, 48, null);
        for (int i = 0; i < 3; i++) {
            handled("HOUSING", day, 72, 48, Satisfaction.SATISFIED);
        }
        handled("WATER", day, 72, 48, Satisfaction.SATISFIED);
        awaitCounted();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> number(
                                "select count(*) from survey_fact where completed_at between '2021-08-01' and '2021-09-01'")
                        == 8);

        // every answer counts, silence does not: 5 of 6
        rate("four-rates", "satisfaction", "83.33");
        // the last answer of each case: 5 of 5
        rate("grades-by-volume", "satisfaction", "100");
        evaluator()
                .get("/api/v1/scores?period=2021-08&ruleSet=grades-by-volume")
                .then()
                .statusCode(200)
                .body("ranked", is(false))
                .body("items.unit", contains("HOUSING"))
                .body("items[0].rank", nullValue())
                .body("items[0].grade", equalTo("A"))
                .body("items[0].band", startsWith("办件量小"))
                .body("items[0].items.find{it.item=='overdue-urgent'}.rate", equalTo(0))
                .body("fewCases.unit", contains("WATER"));
        // the first answer of each case, and who was not reached is not content: 4 of 6
        evaluator()
                .contentType("application/yaml")
                .get("/api/v1/scores?period=2021-08&ruleSet=streets")
                .then()
                .statusCode(200)
                .body("items", empty());
        run("insert into rule_set (id, version, document, stored_at, stored_by) select 'anybody', 1,"
                + " replace(replace(document, 'id: streets', 'id: anybody'), 'groups: [街道]', 'groups: []'), now(), 'test'"
                + " from rule_set where id = 'streets' and version = 1");
        rate("anybody", "satisfaction", "66.67");
        evaluator()
                .get("/api/v1/scores/HOUSING/items/satisfaction/cases?period=2021-08&ruleSet=anybody")
                .then()
                .statusCode(200)
                .body("items", hasSize(6));
    }

    @Test
    void a_corrected_answer_counts_where_first_answers_do_and_one_callback_is_one() {
        // F8, F9
        as("admin", "admin-1")
                .contentType("application/yaml")
                .body(RULES.replace("id: streets", "id: first-answers")
                        .replace("groups: [街道]\n", "")
                        .replace(", silence: DISSATISFIED", ""))
                .put("/api/v1/rule-sets/first-answers")
                .then()
                .statusCode(200);
        var day = Instant.parse("2021-09-06T02:00:00Z");
        var callback = UUID.randomUUID();
        var silent = UUID.randomUUID();
        var order = UUID.randomUUID();
        var id = UUID.randomUUID();
        send(Lives.registered(id, IntakeOutcome.TO_DISPATCH, day));
        send(Lives.dispatched(id, order, 1, DispatchCause.FIRST, "HOUSING", day));
        send(Lives.replied(id, order, 1, "HOUSING", day.plusSeconds(3_600)));
        send(answered(id, callback, order, Satisfaction.DISSATISFIED, false, day.plusSeconds(7_200)));
        send(answered(id, callback, order, Satisfaction.SATISFIED, true, day.plusSeconds(9_000)));
        send(Lives.calledBack(id, silent, order, 1, "HOUSING", null, null, false, day.plusSeconds(10_000)));
        send(answered(id, silent, order, Satisfaction.VERY_SATISFIED, false, day.plusSeconds(11_000)));
        awaitCounted();

        String satisfaction = "items.find{it.item=='satisfaction'}.rate";
        evaluator()
                .get("/api/v1/scores/HOUSING?period=2021-09&ruleSet=four-rates")
                .then()
                .body(satisfaction, number(new BigDecimal("100")));
        evaluator()
                .get("/api/v1/scores/HOUSING?period=2021-09&ruleSet=first-answers")
                .then()
                .body(satisfaction, number(BigDecimal.ZERO));
        evaluator()
                .get("/api/v1/indicators?period=2021-09&unit=HOUSING")
                .then()
                .body("items[0].calledBack", equalTo(2))
                .body("items[0].reached", equalTo(2))
                .body("items[0].answered", equalTo(2))
                .body("items[0].satisfied", equalTo(2));
    }

    private static CaseEvent answered(
            UUID id, UUID callback, UUID order, Satisfaction grade, boolean correction, Instant at) {
        return Lives.calledBack(id, callback, order, 1, "HOUSING", grade, null, correction, at);
    }

    @Test
    void merged_cases_count_once_or_for_each_citizen_as_the_item_says() {
        var day = Instant.parse("2024-07-05T02:00:00Z");
        var lead = handled("HOUSING", day, 72, 48, Satisfaction.SATISFIED);
        var merged = UUID.randomUUID();
        send(Lives.registered(merged, IntakeOutcome.TO_DISPATCH, day));
        send(Lives.dispatched(merged, UUID.randomUUID(), 1, DispatchCause.FIRST, "HOUSING", day));
        send(new CaseMerged(merged, lead, null, "dispatcher-1", day.plusSeconds(600)));
        awaitCounted();
        String item = """
                  - item: %s
                    name: {zh: 派单量, en: Dispatched}
                    count: dispatched
                    filter: {merged: %s}
                    points: {kind: gain-per-case, max: 10, gainPerCase: 1}
                """;
        as("admin", "admin-1")
                .contentType("application/yaml")
                .body("""
                        id: merged
                        name: {zh: 并单口径, en: Merged cases}
                        source: {zh: 自拟, en: own}
                        items:
                        """ + item.formatted("each", "EACH") + item.formatted("once", "ONCE"))
                .put("/api/v1/rule-sets/merged")
                .then()
                .statusCode(200);

        evaluator()
                .get("/api/v1/scores/HOUSING?period=2024-07&ruleSet=merged")
                .then()
                .statusCode(200)
                .body("items.find{it.item=='each'}.points", equalTo(2))
                .body("items.find{it.item=='once'}.points", equalTo(1));
        evaluator()
                .get("/api/v1/scores/HOUSING/items/once/cases?period=2024-07&ruleSet=merged")
                .then()
                .statusCode(200)
                .body("items.caseId", contains(lead.toString()));
    }

    @Test
    void scores_are_opened_disputed_approved_and_stay() {
        var day = Instant.parse("2022-03-07T02:00:00Z");
        var late = handled("HOUSING", day, 24, 48, Satisfaction.DISSATISFIED);
        handled("HOUSING", day, 72, 48, Satisfaction.SATISFIED);
        var ofWater = handled("WATER", day, 72, 48, Satisfaction.SATISFIED);
        awaitCounted();

        command("office-leader", "boss", "scores/2022-03/approve", Map.of("ruleSet", "hundred-points"))
                .statusCode(409)
                .body("state", equalTo("PROVISIONAL"));
        command("evaluator", "scorer", "scores/2022-03/open", Map.of("ruleSet", "hundred-points"))
                .statusCode(200)
                .body("status", equalTo("OPEN_TO_OBJECTION"))
                .body("version", equalTo(1));
        command("evaluator", "scorer", "scores/2022-03/open", Map.of("ruleSet", "hundred-points"))
                .statusCode(409);
        String deduction = command(
                        "evaluator",
                        "scorer",
                        "scores/2022-03/deductions",
                        Map.of("unit", "HOUSING", "ruleSet", "hundred-points", "points", 3, "reason", "迟报周报"))
                .statusCode(201)
                .extract()
                .path("id");
        command(
                        "evaluator",
                        "scorer",
                        "scores/2022-03/deductions",
                        Map.of("unit", "HOUSING", "points", 3, "reason", "四项指标不设扣分"))
                .statusCode(400);
        score("HOUSING")
                .body("items[0].rate", number(new BigDecimal("50.00")))
                .body("deductions.reason", contains("迟报周报"));

        var appeal = Map.of(
                "unit", "HOUSING",
                "period", "2022-03",
                "caseId", late,
                "item", "on-time",
                "reason", "系统停机",
                "ruleSet", "hundred-points");
        leader("WATER", "appeals", appeal).statusCode(404);
        var ofOther = new LinkedHashMap<String, Object>(appeal);
        ofOther.put("caseId", ofWater);
        leader("HOUSING", "appeals", ofOther).statusCode(400).body("violations[0].field", equalTo("caseId"));
        String exclusion = leader("HOUSING", "appeals", appeal)
                .statusCode(201)
                .body("state", equalTo("OPEN"))
                .body("allowed", empty())
                .extract()
                .path("appealId");
        leader("HOUSING", "appeals", appeal).statusCode(409);
        var reassign = new LinkedHashMap<String, Object>(appeal);
        reassign.put("item", "satisfaction");
        reassign.put("toUnit", "WATER");
        reassign.put("evidence", List.of("市水务函〔2022〕3号", "录音 20220311-17"));
        String letter = given().auth()
                .oauth2(TestTokens.of("unit-leader", "HOUSING", "leader-HOUSING"))
                .contentType("application/octet-stream")
                .queryParam("name", "函.pdf")
                .body(java.util.Arrays.copyOf("%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 400))
                .post("/api/v1/attachments")
                .then()
                .statusCode(201)
                .extract()
                .path("attachmentId");
        reassign.put("attachments", List.of(letter));
        String reassignment =
                leader("HOUSING", "appeals", reassign).statusCode(201).extract().path("appealId");
        command("office-leader", "boss", "scores/2022-03/approve", Map.of("ruleSet", "hundred-points"))
                .statusCode(409)
                .body("type", endsWith("appeals-open"));

        // U11: an objection names its evidence, and the unit that should answer by its name
        as("evaluator", "judge")
                .get("/api/v1/appeals/" + reassignment)
                .then()
                .body("evidence", contains("市水务函〔2022〕3号", "录音 20220311-17"))
                .body("attachments.attachmentId", contains(letter));
        as("evaluator", "judge")
                .get("/api/v1/appeals/" + reassignment + "/attachments/" + letter)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/pdf"));
        given().auth()
                .oauth2(TestTokens.of("unit-leader", "WATER"))
                .get("/api/v1/appeals/" + reassignment + "/attachments/" + letter)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(TestTokens.of("unit-leader", "HOUSING"))
                .get("/api/v1/appeals/units")
                .then()
                .statusCode(200)
                .body("code", hasItem("WATER"));
        // U11: who may not decide is not offered to
        as("evaluator", "scorer").get("/api/v1/appeals/" + exclusion).then().body("allowed", empty());
        as("evaluator", "judge").get("/api/v1/appeals/" + exclusion).then().body("allowed", contains("decision"));

        var yes = Map.of("granted", true, "reason", "属实");
        command("evaluator", "scorer", "appeals/" + exclusion + "/decision", yes)
                .statusCode(403)
                .body("type", endsWith("decider-scored-it"));
        command("evaluator", "judge", "appeals/" + exclusion + "/decision", yes)
                .statusCode(200)
                .body("state", equalTo("GRANTED"));
        command("evaluator", "judge", "appeals/" + exclusion + "/decision", yes).statusCode(409);
        command("evaluator", "judge", "appeals/" + reassignment + "/decision", yes)
                .statusCode(200)
                .body("reassignedTo", equalTo("WATER"));
        assertThat(kafka.await(late, AppealDecided.class).event()).satisfies(event -> {
            var decided = (AppealDecided) event;
            assertThat(decided.item()).isEqualTo("on-time");
            assertThat(decided.decidedBy()).isEqualTo("judge");
            assertThat(decided.granted()).isTrue();
        });
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> number("select count(*) from appeal_fact where period = '2022-03'") == 2);
        score("HOUSING")
                .body("items[0].rate", number(new BigDecimal("100.00")))
                .body("items[2].rate", number(new BigDecimal("100.00")))
                .body("total", number(new BigDecimal("52")))
                .body("beforeAppeals.items[0].rate", number(new BigDecimal("50.00")))
                .body("beforeAppeals.items[2].rate", number(new BigDecimal("50.00")));
        score("WATER").body("items[2].rate", number(new BigDecimal("50.00"))).body("items[2].denominator", equalTo(2));
        cases("HOUSING", "on-time").body("items.caseId", not(hasItem(late.toString())));
        cases("WATER", "satisfaction")
                .body("items.caseId", hasItem(late.toString()))
                .body("items", hasSize(2));
        evaluator()
                .get("/api/v1/appeals?period=2022-03&state=GRANTED")
                .then()
                .statusCode(200)
                .body("items.item", contains("on-time", "satisfaction"));

        command("evaluator", "scorer", "scores/2022-03/approve", Map.of("ruleSet", "hundred-points"))
                .statusCode(403);
        String mark = command("office-leader", "boss", "scores/2022-03/approve", Map.of("ruleSet", "hundred-points"))
                .statusCode(200)
                .body("status", equalTo("APPROVED"))
                .body("mark", containsString(";d"))
                .extract()
                .path("mark");
        kafka.await(
                event -> event.event() instanceof ScoreApproved approved
                        && approved.period().equals("2022-03")
                        && approved.approvedBy().equals("boss"),
                "ScoreApproved");
        String approved = table();
        String evidence = cases("HOUSING", "on-time").extract().asString();
        assertThat(JsonPath.from(approved).getString("status")).isEqualTo("APPROVED");

        handled("HOUSING", day, 24, 96, Satisfaction.VERY_DISSATISFIED);
        awaitCounted();
        put("admin", RULES).statusCode(200);

        assertThat(table()).isEqualTo(approved);
        assertThat(cases("HOUSING", "on-time").extract().asString()).isEqualTo(evidence);
        cases("WATER", "satisfaction").body("items.caseId", hasItem(late.toString()));
        command("office-leader", "boss", "scores/2022-03/approve", Map.of("ruleSet", "hundred-points"))
                .statusCode(409);
        command(
                        "evaluator",
                        "scorer",
                        "scores/2022-03/deductions/" + deduction + "/withdrawal",
                        Map.of("ruleSet", "hundred-points", "reason", "误扣"))
                .statusCode(409);
        leader("HOUSING", "appeals", reassign).statusCode(409);
        for (String attempt : List.of(
                "update approved_score set sheet = '{}'",
                "delete from score_evidence",
                "update score_sheet set mark = '' where state = 'APPROVED'")) {
            assertThatThrownBy(() -> run(attempt)).hasMessageContaining("never changed");
        }

        assertThat(rebuild(Map.of("until", mark)).getList("compared[0].different"))
                .isEmpty();
        var compared = rebuild(Map.of("until", "2022-03/hundred-points"));
        assertThat(compared.getString("compared[0].ruleSet")).isEqualTo("hundred-points");
        assertThat(compared.getInt("compared[0].units")).isGreaterThanOrEqualTo(5);
        assertThat(compared.getList("compared[0].different")).isEmpty();
        command("admin", "admin-1", "rebuilds", Map.of("until", "2022-04")).statusCode(400);
    }

    @Test
    void approved_scores_are_corrected_by_a_new_edition_beside_the_old_one() {
        var day = Instant.parse("2022-05-09T02:00:00Z");
        var flooded = handled("HOUSING", day, 24, 48, Satisfaction.DISSATISFIED);
        handled("HOUSING", day, 72, 48, Satisfaction.SATISFIED);
        awaitCounted();
        var scores = Map.of("ruleSet", "hundred-points");
        command("evaluator", "scorer", "scores/2022-05/open", scores).statusCode(200);
        command("office-leader", "scorer", "scores/2022-05/approve", scores)
                .statusCode(403)
                .body("type", endsWith("approver-opened-it"));
        String first = command("office-leader", "boss", "scores/2022-05/approve", scores)
                .statusCode(200)
                .body("edition", equalTo(1))
                .body("allowed", empty())
                .extract()
                .path("mark");
        String asApproved = edition(1).extract().asString();

        var exclusion = Map.of("ruleSet", "hundred-points", "caseIds", List.of(flooded), "reason", "台风期间");
        command("evaluator", "scorer", "scores/2022-05/exclusions", exclusion).statusCode(409);
        command("evaluator", "scorer", "scores/2022-05/correction", scores).statusCode(400);
        var correction = Map.of("ruleSet", "hundred-points", "reason", "台风期间的诉求应予剔除");
        command("evaluator", "scorer", "scores/2022-05/correction", correction)
                .statusCode(200)
                .body("status", equalTo("OPEN_TO_OBJECTION"))
                .body("edition", equalTo(2))
                .body("correctionReason", equalTo("台风期间的诉求应予剔除"));
        command("evaluator", "scorer", "scores/2022-05/correction", correction).statusCode(409);
        edition(2)
                .body("status", equalTo("OPEN_TO_OBJECTION"))
                .body("correctionReason", equalTo("台风期间的诉求应予剔除"))
                .body("items[0].rate", number(new BigDecimal("50.00")));

        command(
                        "evaluator",
                        "scorer",
                        "scores/2022-05/exclusions",
                        Map.of("ruleSet", "hundred-points", "caseNumbers", List.of("none-such"), "reason", "台风期间"))
                .statusCode(400);
        String id = command("evaluator", "scorer", "scores/2022-05/exclusions", exclusion)
                .statusCode(201)
                .extract()
                .path("id");
        edition(2)
                .body("items[0].rate", number(new BigDecimal("100.00")))
                .body("items[2].rate", number(new BigDecimal("100.00")))
                .body("exclusions.reason", contains("台风期间"))
                .body("exclusions.cases", contains(1))
                .body("beforeAppeals.items[0].rate", number(new BigDecimal("50.00")));
        String withdrawal = "scores/2022-05/exclusions/" + id + "/withdrawal";
        command("evaluator", "scorer", withdrawal, Map.of("ruleSet", "hundred-points", "reason", "误列"))
                .statusCode(204);
        command("evaluator", "scorer", withdrawal, Map.of("ruleSet", "hundred-points", "reason", "误列"))
                .statusCode(404);
        edition(2).body("items[0].rate", number(new BigDecimal("50.00"))).body("exclusions", empty());
        command(
                        "evaluator",
                        "scorer",
                        "scores/2022-05/exclusions",
                        Map.of(
                                "ruleSet",
                                "hundred-points",
                                "caseNumbers",
                                List.of("220173-" + flooded.toString().substring(0, 8)),
                                "item",
                                "on-time",
                                "reason",
                                "台风期间"))
                .statusCode(201)
                .body("item", equalTo("on-time"));

        // units may object again, and who had a hand in it does not decide
        String appeal = leader(
                        "HOUSING",
                        "appeals",
                        Map.of(
                                "unit",
                                "HOUSING",
                                "period",
                                "2022-05",
                                "caseId",
                                flooded,
                                "item",
                                "satisfaction",
                                "reason",
                                "同上",
                                "ruleSet",
                                "hundred-points"))
                .statusCode(201)
                .extract()
                .path("appealId");
        var no = Map.of("granted", false, "reason", "评价有效");
        command("evaluator", "scorer", "appeals/" + appeal + "/decision", no).statusCode(403);
        command("evaluator", "judge", "appeals/" + appeal + "/decision", no).statusCode(200);

        assertThat(edition(1).extract().asString())
                .as("the approved edition counts until another is approved, and stays")
                .isEqualTo(asApproved);
        String second = command("office-leader", "boss", "scores/2022-05/approve", scores)
                .statusCode(200)
                .body("edition", equalTo(2))
                .extract()
                .path("mark");
        kafka.await(
                event -> event.event() instanceof ScoreApproved approved
                        && approved.period().equals("2022-05")
                        && Integer.valueOf(2).equals(approved.edition())
                        && approved.correctionReason().equals("台风期间的诉求应予剔除"),
                "ScoreApproved of the correction");
        edition(2)
                .body("status", equalTo("APPROVED"))
                .body("items[0].rate", number(new BigDecimal("100.00")))
                .body("exclusions.item", contains("on-time"));
        assertThat(edition(1).extract().asString()).isEqualTo(asApproved);
        evaluator()
                .get("/api/v1/scores/HOUSING/items/on-time/cases?period=2022-05&ruleSet=hundred-points")
                .then()
                .body("items.caseId", not(hasItem(flooded.toString())));
        evaluator()
                .get("/api/v1/scores/HOUSING/items/on-time/cases?period=2022-05&ruleSet=hundred-points&edition=1")
                .then()
                .body("items.caseId", hasItem(flooded.toString()));
        evaluator()
                .get("/api/v1/scores/HOUSING?period=2022-05&ruleSet=hundred-points&edition=3")
                .then()
                .statusCode(400);

        for (String mark : List.of(first, second, "2022-05/hundred-points")) {
            var compared = rebuild(Map.of("until", mark));
            assertThat(compared.getList("compared")).isNotEmpty();
            assertThat(compared.getList("compared[0].different")).isEmpty();
        }
    }

    private static ValidatableResponse edition(int edition) {
        return evaluator()
                .get("/api/v1/scores/HOUSING?period=2022-05&ruleSet=hundred-points&edition=" + edition)
                .then()
                .statusCode(200);
    }

    @Test
    void approval_waits_for_decisions_that_are_just_being_made() throws Exception {
        for (String table : List.of("hand_deduction", "score_exclusion", "appeal", "rectification_step")) {
            var deciding = pool.getConnection().await().atMost(PATIENCE);
            CompletableFuture<ValidatableResponse> approval;
            try {
                var transaction = deciding.begin().await().atMost(PATIENCE);
                deciding.query("lock table " + table + " in row exclusive mode")
                        .execute()
                        .await()
                        .atMost(PATIENCE);
                approval = CompletableFuture.supplyAsync(() -> command(
                        "office-leader", "boss", "scores/2022-09/approve", Map.of("ruleSet", "hundred-points")));
                Awaitility.await(table)
                        .atMost(PATIENCE)
                        .until(() -> number("select count(*) from pg_locks where relation = '" + table
                                        + "'::regclass and not granted")
                                > 0);
                assertThat(approval).isNotDone();
                transaction.rollback().await().atMost(PATIENCE);
            } finally {
                deciding.close().await().atMost(PATIENCE);
            }
            approval.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode(409);
        }
    }

    @Test
    void scores_are_not_approved_before_units_had_their_time() {
        // F10
        String running = YearMonth.now(ShanghaiTime.ZONE).toString();
        command("evaluator", "scorer", "scores/" + running + "/open", Map.of())
                .statusCode(409)
                .body("type", endsWith("period-not-over"));
        command("office-leader", "boss", "scores/" + running + "/approve", Map.of())
                .statusCode(409)
                .body("type", endsWith("period-not-over"));
        command("evaluator", "scorer", "scores/2022-07/open", Map.of("objectionsUntil", "2020-01-01T00:00:00+08:00"))
                .statusCode(400);
        command("evaluator", "scorer", "scores/2022-07/open", Map.of("objectionsUntil", "2099-01-01T00:00:00+08:00"))
                .statusCode(200)
                .body("ruleSet", equalTo("four-rates"));
        command("office-leader", "boss", "scores/2022-07/approve", Map.of())
                .statusCode(409)
                .body("type", endsWith("objections-running"));
    }

    @Test
    void facts_made_anew_are_the_same_and_nothing_is_published() {
        var lives =
                new GeneratedLives(42, List.of("HOUSING", "WATER", "WATER-1"), Instant.parse("2023-03-01T00:00:00Z"));
        kafka.together(() -> {
            for (int i = 0; i < 40; i++) {
                for (CaseEvent event : lives.life()) {
                    var id = UUID.randomUUID();
                    for (int times = i % 5 == 0 ? 2 : 1; times > 0; times--) {
                        kafka.produce(id, event, Instant.now(), Map.of());
                    }
                }
            }
        });
        handled("WATER", Instant.parse("2023-03-15T02:00:00Z"), 72, 48, Satisfaction.SATISFIED);
        awaitCounted();
        awaitStill();
        var facts = snapshot();
        var scores = scores2023();
        var structure = structure();
        int published = kafka.events().size();

        var done = rebuild(Map.of());

        assertThat(done.getString("phase")).isEqualTo("DONE");
        assertThat(snapshot()).isEqualTo(facts);
        assertThat(scores2023()).isEqualTo(scores);
        assertThat(structure()).isEqualTo(structure);
        assertThat(kafka.events()).hasSize(published);

        long journal = number("select count(*) from journal");
        run("truncate journal");
        done = rebuild(Map.of("fromTopic", true));

        assertThat(done.getString("phase")).isEqualTo("DONE");
        assertThat(number("select count(*) from journal")).isEqualTo(journal);
        assertThat(snapshot()).isEqualTo(facts);
        assertThat(structure()).isEqualTo(structure);
        assertThat(number("select count(*) from pg_namespace where nspname like 'rebuild%'"))
                .isZero();

        handled("WATER", Instant.parse("2023-03-16T02:00:00Z"), 72, 48, Satisfaction.SATISFIED);
        awaitCounted();
        assertThat(number("select count(*) from parked_event")).isZero();
        as("evaluator", "scorer")
                .contentType("application/json")
                .body(Map.of())
                .post("/api/v1/rebuilds")
                .then()
                .statusCode(403);
    }

    private JsonPath rebuild(Map<String, Object> wanted) {
        String id = command("admin", "admin-1", "rebuilds", wanted)
                .statusCode(202)
                .body("phase", notNullValue())
                .extract()
                .path("id");
        var latest = new JsonPath[1];
        Awaitility.await().atMost(PATIENCE).until(() -> {
            latest[0] = as("admin", "admin-1")
                    .get("/api/v1/rebuilds/latest")
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(id))
                    .extract()
                    .jsonPath();
            return List.of("DONE", "FAILED").contains(latest[0].getString("phase"));
        });
        assertThat(latest[0].getString("error")).isNull();
        return latest[0];
    }

    private Map<String, String> snapshot() {
        var tables = new LinkedHashMap<String, String>();
        for (String table : FoldEvents.TABLES) {
            tables.put(
                    table,
                    rows("select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "
                                    + table + " t")
                            .get(0)
                            .getString(0));
        }
        // a change counts wherever it stands: not in the summary yet, or in it
        tables.put("summary", rows("""
                select md5(string_agg(counted::text, '|' order by counted::text))
                from (
                  select
                    unit,
                    day,
                    coalesce(sum("n_dispatched"), 0),
                    coalesce(sum("n_due"), 0),
                    coalesce(sum("n_received"), 0),
                    coalesce(sum("n_workingDays"), 0)
                  from (
                    select nullif(key, '') as unit, day, "n_dispatched", "n_due", "n_received", "n_workingDays"
                    from summary
                    where dimension = 'UNIT' and grain = 'DAY'
                    union all
                    select unit, day, "n_dispatched", "n_due", "n_received", "n_workingDays"
                    from summary_change) held
                  group by unit, day) counted (unit, day, dispatched, due, received, working_days)
                where (dispatched, due, received, working_days) is distinct from (0, 0, 0, 0)
                """).get(0).getString(0));
        return tables;
    }

    /** Indexes, constraints and settings of the tables. */
    private List<String> structure() {
        return rows("""
                select indexdef from pg_indexes where schemaname = 'public'
                union all
                select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                where connamespace = 'public'::regnamespace
                union all
                select relname || ' ' || array_to_string(reloptions, ',') from pg_class
                where relnamespace = 'public'::regnamespace and reloptions is not null
                order by 1
                """).stream().map(row -> row.getString(0)).toList();
    }

    private void awaitStill() {
        var before = new long[] {-1};
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            long now = number("select count(*) from journal");
            boolean still = now == before[0];
            before[0] = now;
            return still;
        });
    }

    private String scores2023() {
        return evaluator()
                .get("/api/v1/scores?period=2023-03&ruleSet=grades-by-volume")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private String table() {
        return evaluator()
                .get("/api/v1/scores?period=2022-03&ruleSet=hundred-points")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private ValidatableResponse score(String unit) {
        return evaluator()
                .get("/api/v1/scores/" + unit + "?period=2022-03&ruleSet=hundred-points")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse cases(String unit, String item) {
        return evaluator()
                .get("/api/v1/scores/" + unit + "/items/" + item + "/cases?period=2022-03&ruleSet=hundred-points")
                .then()
                .statusCode(200);
    }

    private void rate(String ruleSet, String item, String rate) {
        evaluator()
                .get("/api/v1/scores/HOUSING?period=2021-08&ruleSet=" + ruleSet)
                .then()
                .statusCode(200)
                .body("items.find{it.item=='" + item + "'}.rate", number(new BigDecimal(rate)));
    }

    private static Matcher<Number> number(BigDecimal value) {
        return new FeatureMatcher<Number, BigDecimal>(comparesEqualTo(value), "number", "number") {
            @Override
            protected BigDecimal featureValueOf(Number actual) {
                return new BigDecimal(actual.toString());
            }
        };
    }

    private static ValidatableResponse put(String role, String document) {
        return as(role, role + "-1")
                .contentType("application/yaml")
                .body(document)
                .put("/api/v1/rule-sets/streets")
                .then();
    }

    private static ValidatableResponse command(String role, String subject, String path, Map<String, ?> body) {
        return as(role, subject)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/" + path)
                .then();
    }

    private static ValidatableResponse leader(String unit, String path, Map<String, ?> body) {
        return given().header(
                        "Authorization",
                        "Bearer "
                                + TestTokens.role("unit-leader")
                                        .unit(unit)
                                        .subject("leader-" + unit)
                                        .build())
                .contentType("application/json")
                .body(body)
                .post("/api/v1/" + path)
                .then();
    }

    private static RequestSpecification evaluator() {
        return as("evaluator", "reader");
    }

    private UUID handled(String unit, Instant from, int dueHours, int repliedHours, Satisfaction grade) {
        var id = UUID.randomUUID();
        var order = UUID.randomUUID();
        var replied = from.plusSeconds(repliedHours * 3_600L);
        send(Lives.registered(id, IntakeOutcome.TO_DISPATCH, from));
        send(Lives.dispatched(id, order, 1, DispatchCause.FIRST, unit, from));
        send(Lives.deadline(id, order, 1, DeadlineKind.SIGN, from.plusSeconds(32_400)));
        send(Lives.deadline(id, order, 1, DeadlineKind.REPLY, from.plusSeconds(dueHours * 3_600L)));
        send(Lives.signed(id, order, unit, from.plusSeconds(3_600)));
        send(Lives.replied(id, order, 1, unit, replied));
        send(Lives.informed(id, order, 1, unit, NoticeChannel.UNIT_CALL, true, replied));
        send(Lives.calledBack(id, UUID.randomUUID(), order, 1, unit, grade, replied.plusSeconds(3_600)));
        return id;
    }

    private void send(CaseEvent event) {
        kafka.produce(event, Instant.now());
        sent.add(event);
    }

    private void unit(String code, String name, String parent, String group) {
        kafka.produce(Lives.unit(code, name, parent, group), Instant.now());
    }

    /** Until every event sent by this class stands in the journal. */
    private void awaitCounted() {
        String ids = sent.stream()
                .map(event -> event.caseId().toString())
                .distinct()
                .collect(Collectors.joining(",", "'{", "}'"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        number("select count(*) from journal where case_id = any(" + ids + "::uuid[])") >= sent.size());
    }

    private long number(String sql) {
        return rows(sql).get(0).getLong(0);
    }

    private void run(String sql) {
        rows(sql);
    }

    private List<Row> rows(String sql) {
        var found = new ArrayList<Row>();
        pool.query(sql).execute().await().atMost(PATIENCE).forEach(found::add);
        return found;
    }
}
