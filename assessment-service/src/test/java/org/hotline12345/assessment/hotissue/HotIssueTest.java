package org.hotline12345.assessment.hotissue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hotline12345.assessment.Asking.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.HotIssueDetected;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.ProblemPatternSet;
import org.hotline12345.events.Urgency;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Hot issues and posts of other channels on real PostgreSQL and Kafka; each test has a matter and a place of its own. */
@QuarkusTest
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotIssueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    Pool pool;

    private final Map<UUID, UUID> orders = new HashMap<>();
    private KafkaProbe kafka;

    @BeforeAll
    void open() {
        kafka = KafkaProbe.open();
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void cases_about_one_thing_become_an_issue_and_others_do_not() {
        var first = told("230181", "蔚蓝花园小区供暖不热", "蔚蓝花园小区三号楼暖气片冰凉,室内只有十四度", 5);
        told("230181", "蔚蓝花园供暖温度不达标", "蔚蓝花园小区家中暖气不热,老人孩子受冻", 4);
        told("230181", "蔚蓝花园小区暖气不热无人管", "蔚蓝花园供暖以来一直不热,热力公司电话打不通", 3);
        var last = told("230181", "反映蔚蓝花园小区供暖不热", "希望热力公司检查蔚蓝花园小区管网", 1);
        var other = told("230181", "建设街路灯损坏", "建设街与民生路交口路灯不亮已有一周", 2);
        // the same words in another district are another matter
        var elsewhere = told("230182", "蔚蓝花园小区供暖不热", "蔚蓝花园小区三号楼暖气片冰凉", 2);

        String id = issueOf(last, 4);

        issue(id)
                .body("issue.words", hasItem(containsString("蔚蓝花园")))
                .body("issue.name", containsString("蔚蓝花园"))
                .body("issue.state", equalTo("FOUND"))
                .body("issue.area", equalTo("230181"))
                .body("issue.citizens", equalTo(4))
                .body("units.key", contains("HEATING"))
                .body("units[0].cases", equalTo(4))
                .body("days.cases", contains(1, 1, 1, 1));
        assertThat(casesOf(id)).hasSize(4).contains(first, last).doesNotContain(other, elsewhere);

        list(7).body("items.find{it.issueId=='" + id + "'}.cases", equalTo(4))
                .body("items.find{it.issueId=='" + id + "'}.growth", equalTo(4))
                .body("items.find{it.issueId=='" + id + "'}.heat", greaterThan(2f));
        list(1).body("items.issueId", not(hasItem(id)));
        var detected = kafka.await(
                e -> e.event() instanceof HotIssueDetected issue
                        && issue.issueId().toString().equals(id),
                "HotIssueDetected");
        assertThat(((HotIssueDetected) detected.event()).caseIds()).contains(first);
    }

    @Test
    void a_case_whose_area_was_corrected_leaves_the_issue_of_the_wrong_place() {
        told("230381", "桂花里小区下水道堵塞", "桂花里小区下水道堵塞污水外溢", 5);
        var stays = told("230381", "桂花里小区污水外溢", "桂花里小区下水道堵塞,污水流到路面", 4);
        told("230381", "桂花里小区下水道又堵了", "桂花里小区下水道堵塞多日,污水外溢", 3);
        var wrong = told("230381", "桂花里小区下水道堵塞无人管", "桂花里小区下水道堵塞,物业不管", 2);
        String id = issueOf(wrong, 4);

        kafka.produce(Lives.corrected(wrong, null, "230382", Anonymity.NAMED, true, Instant.now()), Instant.now());

        assertThat(issueOf(stays, 3)).isEqualTo(id);
        assertThat(casesOf(id)).hasSize(3).doesNotContain(wrong);
    }

    @Test
    void what_staff_take_out_stays_out_and_the_facts_made_anew_change_nothing() {
        told("230283", "湖滨大道挖沟施工封路", "湖滨大道挖沟后一直没有回填,车辆绕行", 6);
        told("230283", "湖滨大道施工封路太久", "湖滨大道挖沟施工半年,商户没有生意", 5);
        told("230283", "湖滨大道封路何时结束", "湖滨大道挖沟封路影响出行", 4);
        var odd = told("230283", "湖滨大道封路期间公交绕行", "湖滨大道挖沟封路,公交绕行没有通知", 3);
        String id = issueOf(odd, 4);
        int version = issue(id).extract().path("issue.version");

        decide("supervisor", id, "removals", null, Map.of("caseIds", List.of(odd), "reason", "另一件事"))
                .statusCode(403);
        decide(
                        "evaluator",
                        id,
                        "removals",
                        "\"" + (version + 7) + "\"",
                        Map.of("caseIds", List.of(odd), "reason", "另一件事"))
                .statusCode(412);
        decide("evaluator", id, "removals", null, Map.of("caseIds", List.of(UUID.randomUUID()), "reason", "没有"))
                .statusCode(400)
                .body("violations[0].field", equalTo("caseIds"));
        decide("evaluator", id, "removals", "\"" + version + "\"", Map.of("caseIds", List.of(odd), "reason", "公交是另一件事"))
                .statusCode(200)
                .body("size", equalTo(3))
                .body("version", equalTo(version + 1));

        rebuild();
        var later = told("230283", "湖滨大道挖沟施工封路何时开放", "湖滨大道挖沟施工封路,至今没有开放", 1);
        assertThat(issueOf(later, 4)).isEqualTo(id);
        assertThat(casesOf(id)).doesNotContain(odd);

        decide("evaluator", id, "dismissal", null, Map.of("reason", "已公告的施工"))
                .statusCode(200)
                .body("state", equalTo("DISMISSED"));
        told("230283", "湖滨大道挖沟施工封路影响商户", "湖滨大道挖沟施工封路,商户没有生意", 0);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> issue(id).body("issue.size", equalTo(5)).body("issue.state", equalTo("DISMISSED")));
        list(30).body("items.issueId", not(hasItem(id)));
        evaluator()
                .get("/api/v1/hot-issues/" + id + "/decisions")
                .then()
                .statusCode(200)
                .body("items.kind", contains("DISMISSED", "CASE_REMOVED"))
                .body("items[1].caseId", equalTo(odd.toString()))
                .body("items[1].by", equalTo("evaluator-1"));
    }

    @Test
    void staff_confirm_name_put_in_and_merge() {
        told("230384", "翠湖路烧烤摊油烟扰民", "翠湖路夜市烧烤油烟呛人,凌晨不收摊", 9);
        told("230384", "翠湖路夜市烧烤油烟", "翠湖路烧烤摊油烟直排,居民不敢开窗", 8);
        var grill = told("230384", "投诉翠湖路烧烤摊油烟", "翠湖路烧烤油烟扰民", 7);
        told("230384", "人民公园广场舞音响噪声", "广场舞音响晚上十点不停,噪声大", 6);
        told("230384", "广场舞音响噪声不断", "人民公园广场舞音响噪声,孩子没法学习", 5);
        var dance = told("230384", "广场舞噪声音响太大", "人民公园广场舞音响噪声每晚如此", 4);
        var single = told("230384", "空调外机滴水", "楼上空调外机滴水到阳台", 3);
        String one = issueOf(grill, 3);
        String other = issueOf(dance, 3);
        assertThat(one).isNotEqualTo(other);

        decide("evaluator", one, "confirmation", null, Map.of("name", "翠湖路夜间扰民"))
                .statusCode(200)
                .body("state", equalTo("CONFIRMED"))
                .body("name", equalTo("翠湖路夜间扰民"));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> decide(
                                "evaluator",
                                one,
                                "additions",
                                null,
                                Map.of("caseNumbers", List.of(number(single)), "reason", "同一栋楼"))
                        .statusCode(200)
                        .body("size", equalTo(4))
                        .body("name", equalTo("翠湖路夜间扰民")));
        decide("evaluator", one, "mergers", null, Map.of("issueId", other, "reason", "同一片夜间扰民"))
                .statusCode(200)
                .body("size", equalTo(7));
        issue(other).body("issue.issueId", equalTo(one));
        assertThat(casesOf(one)).contains(grill, dance, single);
        // it is remembered: what is like the issue that was put in comes to both
        var danceAgain = told("230384", "广场舞音响噪声太大", "人民公园广场舞音响噪声每晚不停", 1);
        assertThat(issueOf(danceAgain, 8)).isEqualTo(one);
        decide("evaluator", one, "mergers", null, Map.of("issueId", one, "reason", "自己"))
                .statusCode(400);
        decide("evaluator", one, "additions", null, Map.of("caseNumbers", List.of("990101-没有"), "reason", "没有"))
                .statusCode(400)
                .body("violations[0].field", equalTo("caseNumbers"))
                .body("violations[0].message", containsString("990101-没有"));
        decide("evaluator", one, "additions", null, Map.of("reason", "没有")).statusCode(400);
        rebuild();
        assertThat(casesOf(one)).contains(single);

        LocalDate today = LocalDate.now(ShanghaiTime.ZONE);
        evaluator()
                .contentType("application/json")
                .body(Map.of("period", today.minusDays(14) + ".." + today))
                .post("/api/v1/bulletins")
                .then()
                .statusCode(201)
                .body("content.hotIssues.find{it.id=='" + one + "'}.name", equalTo("翠湖路夜间扰民"))
                .body("content.hotIssues.find{it.id=='" + one + "'}.cases", equalTo(8))
                .body("content.hotIssues.find{it.id=='" + one + "'}.units", hasSize(1));
    }

    @Test
    void an_issue_is_split_and_the_parts_stay_apart() {
        told("230788", "北山填埋场焚烧垃圾冒烟", "北山填埋场夜间焚烧垃圾冒烟呛人", 9);
        told("230788", "北山填埋场焚烧垃圾", "北山填埋场焚烧垃圾浓烟无人管", 8);
        var smoke = told("230788", "投诉北山填埋场焚烧冒烟", "北山填埋场焚烧垃圾严重", 7);
        var first = told("230788", "北山填埋场渣土车夜间噪声", "北山填埋场渣土车夜里轰鸣", 6);
        var second = told("230788", "北山填埋场渣土车噪声", "北山填埋场渣土车夜间噪声大", 6);
        var third = told("230788", "北山填埋场渣土车轰鸣", "北山填埋场渣土车夜间噪声扰民", 5);
        String id = issueOf(third, 6);

        decide(
                        "evaluator",
                        id,
                        "removals",
                        null,
                        Map.of("caseIds", List.of(first, second, third), "together", true, "reason", "渣土车是另一件事"))
                .statusCode(200)
                .body("size", equalTo(3));
        String other = issueOf(first, 3);
        assertThat(other).isNotEqualTo(id);
        assertThat(casesOf(other)).containsOnly(first, second, third);
        var again = told("230788", "北山填埋场渣土车夜间噪声又来", "北山填埋场渣土车夜间轰鸣", 1);
        assertThat(issueOf(again, 4)).isEqualTo(other);
        assertThat(casesOf(id)).contains(smoke).doesNotContain(first, again);
    }

    @Test
    void staff_set_when_an_issue_ends() {
        int version = evaluator()
                .get("/api/v1/hot-issues/rules")
                .then()
                .statusCode(200)
                .extract()
                .path("version");
        evaluator()
                .get("/api/v1/hot-issues/rules")
                .then()
                .body(
                        "placedFrom",
                        equalTo(ShanghaiTime.day(Instant.now().minus(Duration.ofDays(400)))
                                .toString()));
        rules("supervisor", version, Map.of("quietDays", 200, "leastCases", 3)).statusCode(403);
        rules("evaluator", version, Map.of("quietDays", 0, "leastCases", 1))
                .statusCode(400)
                .body("violations.field", contains("quietDays", "leastCases"));
        rules("evaluator", version + 7, Map.of("quietDays", 200, "leastCases", 3))
                .statusCode(412);
        rules("evaluator", version, Map.of("quietDays", 200, "leastCases", 3))
                .statusCode(200)
                .body("setBy", equalTo("evaluator-1"))
                .body("version", equalTo(version + 1));
        told("230889", "锦绣家园电梯困人", "锦绣家园三号楼电梯困人", 390);
        told("230889", "锦绣家园电梯又困人", "锦绣家园电梯困人无人维修", 250);
        var last = told("230889", "锦绣家园电梯多次困人", "锦绣家园电梯困人", 110);
        String id = issueOf(last, 3);
        issue(id).body("issue.ended", equalTo(false));
        rules("evaluator", version + 1, Map.of("quietDays", 60, "leastCases", 3))
                .statusCode(200);
        issue(id).body("issue.ended", equalTo(true));
    }

    @Test
    void posts_of_other_channels_are_taken_once_matched_and_become_cases() {
        told("", "金源市场鱼腥污水横流", "金源市场门口鱼腥污水横流,夏天恶臭", 6);
        told("", "金源市场污水恶臭", "金源市场水产摊污水直接倒在路上,恶臭", 5);
        var last = told("", "金源市场门口污水横流", "金源市场污水无人清理,恶臭扰民", 4);
        String id = issueOf(last, 3);
        String day = LocalDate.now(ShanghaiTime.ZONE).minusDays(2).toString();
        String csv = """
                来源,编号,发布时间,标题,内容,链接,属地
                人民网,A-1,%s 09:30,金源市场污水谁来管,"金源市场门口污水横流,电话13800138000",https://example.org/1,
                人民网,A-2,%s,幼儿园学位不足,新区幼儿园报名排队,,
                论坛,B-1,昨天,标题,内容,,
                论坛,B-2,%s,,内容,,
                论坛,B-3,%s,标题,内容,ftp://example.org,
                论坛,B-4,%s,标题,内容,,999999
                人民网,A-1,%s,重复,重复,,
                """.formatted(day, day, day, day, day, day);

        importing("unit-handler", csv).statusCode(403);
        importing("evaluator", "a,b\n1,2\n").statusCode(400).body("violations[0].message", containsString("source"));
        importing("evaluator", csv)
                .statusCode(200)
                .body("taken", equalTo(2))
                .body("matched", equalTo(1))
                .body("refused.line", contains(4, 5, 6, 7, 8))
                .body("refused.column", contains("postedAt", "title", "url", "area", "id"))
                .body("refused[0].reason", containsString("不是时间"));
        importing("evaluator", csv)
                .statusCode(200)
                .body("taken", equalTo(0))
                .body("changed", equalTo(0))
                .body("unchanged", equalTo(2));

        String post = evaluator()
                .get("/api/v1/external-posts?issue=" + id)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].externalId", equalTo("A-1"))
                .body("items[0].text", not(containsString("13800138000")))
                .body("items[0].caseId", nullValue())
                .extract()
                .path("items[0].postId");
        issue(id).body("issue.posts", equalTo(1)).body("issue.size", equalTo(3));
        evaluator()
                .get("/api/v1/external-posts/" + post + "/registration")
                .then()
                .statusCode(200)
                .body("channel", equalTo("PEOPLES_DAILY"))
                .body("anonymity", equalTo("NO_CONTACT"))
                .body("externalId", equalTo("人民网:A-1"));
        assertThat(evaluator()
                        .get("/api/v1/external-posts/export?issue=" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("人民网:A-1");

        var made = UUID.randomUUID();
        kafka.produce(registered(made, "", "金源市场污水谁来管", "金源市场门口污水横流", 1, "人民网:A-1"), Instant.now());
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> evaluator()
                        .get("/api/v1/external-posts/" + post)
                        .then()
                        .statusCode(200)
                        .body("caseId", equalTo(made.toString())));
        evaluator()
                .get("/api/v1/external-posts/" + post + "/registration")
                .then()
                .statusCode(409);

        String unmatched = evaluator()
                .get("/api/v1/external-posts?matched=false")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find{it.externalId=='A-2'}.postId");
        as("evaluator")
                .contentType("application/json")
                .body(Map.of("issueId", id))
                .post("/api/v1/external-posts/" + unmatched + "/match")
                .then()
                .statusCode(200)
                .body("matchedBy", equalTo("evaluator-1"))
                .body("issueId", equalTo(id));
        as("evaluator")
                .contentType("application/json")
                .header("If-Match", "\"0\"")
                .body(Map.of())
                .post("/api/v1/external-posts/" + unmatched + "/match")
                .then()
                .statusCode(412);
    }

    @Test
    void a_campaign_on_an_issue_is_as_far_as_the_facts_of_its_cases() {
        told("230485", "滨江路黑车揽客", "滨江路车站黑车揽客拉人", 9);
        told("230485", "滨江路车站黑车揽客拉人", "滨江路黑车揽客无人管", 8);
        var last = told("230485", "投诉滨江路黑车揽客", "滨江路车站黑车揽客", 7);
        String id = issueOf(last, 3);
        LocalDate today = LocalDate.now(ShanghaiTime.ZONE);
        Map<String, Object> batch = Map.of(
                "name",
                "第一批",
                "units",
                List.of(),
                "from",
                today.toString(),
                "to",
                today.plusDays(10).toString(),
                "target",
                30);
        Map<String, Object> plan = Map.of(
                "from", today.toString(), "to", today.plusDays(30).toString(), "target", 90, "batches", List.of(batch));
        Map<String, Object> opening = Map.of("issueId", id, "name", "黑车专项整治", "goal", "三十天内清理", "plan", plan);

        campaign("evaluator", "", opening).statusCode(409).body("allowed", contains("confirmation"));
        decide("evaluator", id, "confirmation", null, Map.of()).statusCode(200);
        campaign("supervisor", "", opening).statusCode(403);
        campaign("evaluator", "", with(opening, "leadUnit", "NOBODY")).statusCode(400);
        String made = campaign("evaluator", "", opening)
                .statusCode(201)
                .body("progress.cases", equalTo(3))
                .body("progress.resolved", equalTo(0))
                .body("batches[0].progress.standing", equalTo("UNDER_WAY"))
                .extract()
                .path("campaignId");
        campaign("evaluator", "", opening).statusCode(409);

        kafka.produce(Lives.replied(last, orders.get(last), 1, "HEATING", Instant.now()), Instant.now());
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> evaluator()
                        .get("/api/v1/campaigns/" + made)
                        .then()
                        .statusCode(200)
                        .body("progress.resolved", equalTo(1))
                        .body("progress.rate", equalTo(33.33f))
                        .body("progress.standing", equalTo("UNDER_WAY"))
                        .body("batches[0].progress.standing", equalTo("REACHED")));
        Map<String, Object> crooked = with(plan, "to", today.minusDays(1).toString());
        as("evaluator")
                .contentType("application/json")
                .body(crooked)
                .put("/api/v1/campaigns/" + made + "/plan")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("to"));
        campaign("evaluator", "/" + made + "/closure", Map.of("note", "完成"))
                .statusCode(200)
                .body("state", equalTo("CLOSED"));
        campaign("evaluator", "/" + made + "/closure", Map.of("note", "完成")).statusCode(409);
        evaluator()
                .get("/api/v1/campaigns?issue=" + id)
                .then()
                .statusCode(200)
                .body("items.campaignId", contains(made))
                .body("items[0].issueName", notNullValue())
                .body("items[0].progress.resolved", equalTo(1))
                .body("items[0].batches[0].progress.standing", equalTo("REACHED"));
    }

    @Test
    void the_same_weeks_of_earlier_years_are_listed() {
        Instant day = Instant.parse("2023-11-15T02:00:00Z");
        for (Instant at : List.of(day, day.plus(1, ChronoUnit.DAYS), Instant.parse("2024-11-13T02:00:00Z"))) {
            var id = UUID.randomUUID();
            kafka.produce(
                    Lives.registered(
                            id,
                            IntakeOutcome.TO_DISPATCH,
                            at,
                            "PHONE",
                            CaseType.HELP,
                            "C77",
                            "220199",
                            Anonymity.NAMED,
                            true),
                    at);
            kafka.produce(new ProblemPatternSet(id, ProblemPattern.PERIODIC, true, "每年供暖季", "system", at), at);
        }
        int week = LocalDate.of(2025, 11, 12).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        String category = "items.find{it.category=='C77'}";
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> evaluator()
                        .get("/api/v1/hot-issues/periodic?week=2025-W" + week + "&years=3")
                        .then()
                        .statusCode(200)
                        .body(category + ".years.year", contains(2025, 2024, 2023, 2022))
                        .body(category + ".years.cases", contains(0, 1, 2, 0))
                        .body(category + ".years.periodic", contains(0, 1, 2, 0))
                        .body(category + ".average", equalTo(1.0f)));
        evaluator().get("/api/v1/hot-issues/periodic?week=2025-11").then().statusCode(400);
    }

    @Test
    void questions_that_cannot_be_answered_are_refused() {
        evaluator()
                .get("/api/v1/hot-issues?from=2026-03-02&to=2026-03-01")
                .then()
                .statusCode(400);
        evaluator()
                .get("/api/v1/hot-issues?from=2020-03-02&to=2026-03-01")
                .then()
                .statusCode(400);
        evaluator().get("/api/v1/hot-issues/" + UUID.randomUUID()).then().statusCode(404);
        as("unit-leader").get("/api/v1/hot-issues").then().statusCode(403);
        given().get("/api/v1/hot-issues").then().statusCode(401);
    }

    private String issueOf(UUID caseId, int size) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(groupOf(caseId)).isEqualTo(size));
        return pool.preparedQuery("select group_id from case_group_member where case_id = '" + caseId + "'")
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getUUID(0)
                .toString();
    }

    private int groupOf(UUID caseId) {
        var rows = pool.query("select size from case_group join case_group_member using (group_id) where case_id = '"
                        + caseId + "' and state <> 'FORMING'")
                .execute()
                .await()
                .atMost(PATIENCE);
        return rows.size() == 0 ? 0 : rows.iterator().next().getInteger(0);
    }

    private ValidatableResponse issue(String id) {
        return evaluator().get("/api/v1/hot-issues/" + id).then().statusCode(200);
    }

    private Set<UUID> casesOf(String id) {
        List<String> ids = evaluator()
                .get("/api/v1/hot-issues/" + id + "/cases")
                .then()
                .statusCode(200)
                .body("items[0].caseNumber", notNullValue())
                .extract()
                .path("items.caseId");
        return Set.copyOf(ids.stream().map(UUID::fromString).toList());
    }

    private ValidatableResponse list(int days) {
        LocalDate today = LocalDate.now(ShanghaiTime.ZONE);
        return evaluator()
                .get("/api/v1/hot-issues?limit=200&from=" + today.minusDays(days - 1) + "&to=" + today)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse decide(
            String role, String id, String what, String ifMatch, Map<String, ?> body) {
        RequestSpecification request = as(role).contentType("application/json").body(body);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.post("/api/v1/hot-issues/" + id + "/" + what).then();
    }

    private static ValidatableResponse rules(String role, int version, Map<String, ?> body) {
        return as(role).contentType("application/json")
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .put("/api/v1/hot-issues/rules")
                .then();
    }

    private static ValidatableResponse campaign(String role, String path, Map<String, ?> body) {
        return as(role).contentType("application/json")
                .body(body)
                .post("/api/v1/campaigns" + path)
                .then();
    }

    private static Map<String, Object> with(Map<String, ?> map, String key, Object value) {
        var changed = new HashMap<String, Object>(map);
        changed.put(key, value);
        return changed;
    }

    private static ValidatableResponse importing(String role, String csv) {
        return as(role).contentType("text/csv; charset=UTF-8")
                .body(csv)
                .post("/api/v1/external-posts/import")
                .then();
    }

    private static RequestSpecification evaluator() {
        return as("evaluator");
    }

    private void rebuild() {
        as("admin")
                .contentType("application/json")
                .body(Map.of())
                .post("/api/v1/rebuilds")
                .then()
                .statusCode(202);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> as("admin").get("/api/v1/rebuilds/latest").then().body("phase", equalTo("DONE")));
    }

    /** A case registered so many days ago by a citizen of its own, dispatched to the heating company. */
    private UUID told(String area, String title, String text, int daysAgo) {
        var id = UUID.randomUUID();
        var event = registered(id, area, title, text, daysAgo, null);
        orders.put(id, UUID.randomUUID());
        kafka.produce(event, event.registeredAt());
        kafka.produce(
                new CaseDispatched(
                        id,
                        orders.get(id),
                        1,
                        DispatchCause.FIRST,
                        "HEATING",
                        List.of(),
                        null,
                        event.area(),
                        DecidedBy.CATALOGUE,
                        "派单目录",
                        null,
                        null,
                        null,
                        event.registeredAt(),
                        List.of(),
                        0),
                event.registeredAt());
        return id;
    }

    private static String number(UUID id) {
        return "230181-" + id.toString().substring(0, 8);
    }

    private static CaseRegistered registered(
            UUID id, String area, String title, String text, int daysAgo, String externalId) {
        return new CaseRegistered(
                id,
                number(id),
                IntakeOutcome.TO_DISPATCH,
                "PHONE",
                null,
                CaseType.COMPLAINT,
                Urgency.ORDINARY,
                title,
                text,
                null,
                area.isEmpty() ? null : area,
                null,
                null,
                UUID.randomUUID(),
                Anonymity.NAMED,
                true,
                null,
                null,
                externalId,
                Instant.now().minus(daysAgo, ChronoUnit.DAYS).minusSeconds(60),
                null,
                null,
                null,
                null);
    }
}
