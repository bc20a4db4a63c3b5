package org.hotline12345.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hotline12345.assessment.Asking.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AreaChanged;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.ProblemPatternSet;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every indicator and every way of asking for it, on real PostgreSQL; each test has a month of its own. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndicatorsTest {
    private static final String INDICATORS = "/api/v1/indicators?";
    private static final String IMPORTED = "/api/v1/indicators/imported-counts";
    private static final String CALENDARS = "/api/v1/reporting-calendars/";

    @Inject
    Folding folding;

    @Inject
    OfficeCopy office;

    private KafkaProbe kafka;

    @BeforeAll
    void open() {
        kafka = KafkaProbe.open();
        unit("CITY", "市政务服务中心", null, "市级");
        unit("HOUSING", "市住房保障局", "CITY", "市直部门");
        unit("WATER", "市水务局", "CITY", "市直部门");
        unit("WATER-1", "水务一所", "WATER", "基层单位");
        unit("IDLE", "市档案馆", "CITY", "市直部门");
        area("2201", "长春市", List.of(), false);
        area("ZONE-N", "长春新区", List.of("2201"), true);
        area("220173", "长春高新技术产业开发区", List.of("ZONE-N", "2201"), false);
        area("220173001", "双德街道", List.of("220173"), false);
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> office.units().size() >= 5 && office.areas().size() >= 4);
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void what_was_received_and_carried_over_is_settled_or_carried_forward() {
        var before = Instant.parse("2012-01-20T02:00:00Z");
        var day = Instant.parse("2012-02-06T02:00:00Z");
        var after = Instant.parse("2012-03-01T02:00:00Z");
        var dispatchedLater = registered(before);
        dispatched(dispatchedLater, "WATER", day);
        answered(registered(before), day);
        var waiting = registered(before);
        fold(new CaseWithdrawn(waiting, "已自行解决", Instant.parse("2012-03-20T02:00:00Z")));
        answered(registered(day), day);
        var refused = registered(day);
        fold(new CaseNotAccepted(refused, NonAcceptanceReason.LEGAL_ROUTE, "请通过诉讼解决", day, null));
        var withdrawn = registered(day);
        fold(new CaseWithdrawn(withdrawn, "已自行解决", day.plusSeconds(60)));
        var merged = registered(day);
        fold(new CaseMerged(merged, dispatchedLater, null, "dispatcher-1", day.plusSeconds(60)));
        dispatched(registered(day), "WATER", after);
        var reworked = registered(day);
        var order = dispatched(reworked, "WATER", day);
        fold(Lives.replied(reworked, order, 1, "WATER", day));
        fold(new ReworkOrdered(
                reworked, UUID.randomUUID(), order, 1, "WATER", ReworkCause.values()[0], "不满意", "s", day, null));
        fold(Lives.dispatched(reworked, UUID.randomUUID(), 2, DispatchCause.REWORK, "WATER", day));

        figures("period=2012-02")
                .body("items[0].received", equalTo(6))
                .body("items[0].carriedOver", equalTo(3))
                .body("items[0].settledDirectly", equalTo(2))
                .body("items[0].settledByDispatch", equalTo(2))
                .body("items[0].settledOtherwise", equalTo(3))
                .body("items[0].carriedForward", equalTo(2))
                .body("items[0].dispatched", equalTo(3))
                .body("items[0].answeredDirectly", equalTo(1));
        figures("period=2012-03")
                .body("items[0].carriedOver", equalTo(2))
                .body("items[0].settledByDispatch", equalTo(1))
                .body("items[0].settledOtherwise", equalTo(1))
                .body("items[0].carriedForward", equalTo(0));
        figures("period=2012-02&merged=once")
                .body("items[0].received", equalTo(5))
                .body("items[0].settledOtherwise", equalTo(2));
    }

    @Test
    void a_case_is_dispatched_right_the_first_time_and_finished_at_the_first_round_or_not() {
        var day = Instant.parse("2012-04-09T02:00:00Z");
        handled("HOUSING", day, 1);
        handled("HOUSING", day, 1);
        handled("HOUSING", day, 9);
        var returned = registered(day);
        var wrong = dispatched(returned, "HOUSING", day);
        fold(Lives.returnRequested(returned, wrong, "HOUSING", day));
        fold(Lives.returnDecided(returned, wrong, "HOUSING", true, day));
        var kept = UUID.randomUUID();
        fold(Lives.dispatched(returned, kept, 1, DispatchCause.AFTER_RETURN, "WATER", day));
        fold(Lives.replied(returned, kept, 1, "WATER", day.plusSeconds(86_400)));
        fold(new ReworkOrdered(
                returned, UUID.randomUUID(), kept, 1, "WATER", ReworkCause.values()[0], "不满意", "s", day, null));

        figures("period=2012-04&p90=true")
                .body("items[0].firstDispatches", equalTo(4))
                .body("items[0].firstTimeRight", equalTo(3))
                .body("items[0].firstTimeRightRate", equalTo(75.00f))
                .body("items[0].firstRounds", equalTo(4))
                .body("items[0].finishedAtFirstRound", equalTo(3))
                .body("items[0].firstRoundRate", equalTo(75.00f))
                .body("items[0].avgWorkingDays", equalTo(2.50f))
                .body("items[0].p90WorkingDays", equalTo(7));
        figures("period=2012-04&by=unit&p90=true")
                .body("items.find{it.key=='HOUSING'}.p90WorkingDays", equalTo(7))
                .body("items.find{it.key=='WATER'}.p90WorkingDays", equalTo(1))
                .body("total.p90WorkingDays", equalTo(7));
        figures("period=2012-04").body("items[0]", not(hasKey("p90WorkingDays")));
    }

    @Test
    void cases_without_a_category_or_an_area_are_reached_as_others_are() {
        var day = Instant.parse("2010-03-09T02:00:00Z");
        registered(day);
        var bare = UUID.randomUUID();
        fold(Lives.registered(
                bare, IntakeOutcome.TO_DISPATCH, day, "PHONE", CaseType.HELP, null, null, Anonymity.NAMED, true));

        figures("period=2010-03&by=category").body("items.find{it.key==null}.received", equalTo(1));
        for (String without : List.of("category=-", "area=-", "category=-&area=-")) {
            figures("period=2010-03&" + without).body("items[0].received", equalTo(1));
            as("evaluator")
                    .get("/api/v1/indicators/received/cases?period=2010-03&" + without)
                    .then()
                    .statusCode(200)
                    .body("items.caseId", contains(bare.toString()));
        }
        figures("period=2010-03").body("items[0].received", equalTo(2));
    }

    @Test
    void what_is_open_now_is_open_in_every_period() {
        JsonPath before = figures("period=2012-05&unit=WATER-1").extract().jsonPath();
        var id = registered(Instant.parse("2012-05-07T02:00:00Z"));
        var order = dispatched(id, "WATER-1", Instant.parse("2012-05-07T02:00:00Z"));
        fold(Lives.deadline(id, order, 1, DeadlineKind.REPLY, Instant.parse("2012-05-09T02:00:00Z")));
        dispatched(registered(Instant.parse("2012-05-08T02:00:00Z")), "WATER-1", Instant.parse("2012-05-08T02:00:00Z"));

        for (String period : List.of("2012-05", "2011")) {
            figures("period=" + period + "&unit=WATER-1&compare=previous")
                    .body("items[0].openNow", equalTo(before.getInt("items[0].openNow") + 2))
                    .body("items[0].overdueNow", equalTo(before.getInt("items[0].overdueNow") + 1))
                    .body("items[0].compared.openNow", nullValue())
                    .body("items[0].change.openNow", nullValue());
        }
        as("evaluator")
                .get("/api/v1/trends?indicator=openNow")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("indicator"));
    }

    @Test
    void figures_are_broken_down_by_every_dimension() {
        var day = Instant.parse("2012-06-04T02:00:00Z");
        handled("WATER", day, 1);
        handled("WATER-1", day, 1);
        var id = UUID.randomUUID();
        fold(Lives.registered(
                id,
                IntakeOutcome.TO_DISPATCH,
                day,
                "WEB",
                CaseType.COMPLAINT,
                "C0101",
                "220173001",
                Anonymity.NAMED,
                true));
        var order = UUID.randomUUID();
        var dispatched = Lives.dispatched(id, order, 1, DispatchCause.FIRST, "HOUSING", day);
        fold(
                Lives.registered(
                        UUID.randomUUID(),
                        IntakeOutcome.ANSWERED,
                        day,
                        "WEB",
                        CaseType.HELP,
                        "C0101",
                        "220173001",
                        Anonymity.NAMED,
                        true),
                dispatched,
                new ProblemPatternSet(id, ProblemPattern.LONG_TERM, false, "多年", "dispatcher-1", day),
                Lives.replied(id, order, 1, "HOUSING", day),
                calledBack(id, order, "HOUSING", SurveyInstrument.AGENT, Satisfaction.SATISFIED, day));

        figures("period=2012-06&by=unit&unit=WATER").body("items.key", contains("WATER", "WATER-1"));
        figures("period=2012-06&by=unit&rollup=true")
                .body("items.find{it.key=='CITY'}.dispatched", equalTo(3))
                .body("items.find{it.key=='WATER'}.dispatched", equalTo(2))
                .body("items.find{it.key=='WATER-1'}.dispatched", equalTo(1))
                .body("items.find{it.key==null}.received", equalTo(1))
                .body("total.dispatched", equalTo(3))
                .body("total.received", equalTo(4));
        figures("period=2012-06&by=group")
                .body("items.key", contains("基层单位", "市直部门", null))
                .body("items.find{it.key=='市直部门'}.dispatched", equalTo(2))
                .body("items.find{it.key=='市直部门'}.name", equalTo("市直部门"));
        figures("period=2012-06&by=area")
                .body("items.find{it.key=='220173001'}.received", equalTo(1))
                .body("items.find{it.key=='220173'}.received", equalTo(3));
        figures("period=2012-06&by=area&level=2")
                .body("items.key", contains("220173"))
                .body("items[0].received", equalTo(4));
        figures("period=2012-06&by=area&level=1").body("items.name", contains("长春市"));
        figures("period=2012-06&by=pattern")
                .body("items.key", contains("LONG_TERM", null))
                .body("items.name", contains("长期性", "未标注"))
                .body("items[0].received", equalTo(1))
                .body("items[0].completed", equalTo(1))
                .body("items[0].satisfied", equalTo(1));
        figures("period=2012-06&by=disposition")
                .body("items.name", contains("已解决", "无办理结论"))
                .body("items[0].received", equalTo(3))
                .body("items[0].completed", equalTo(3))
                .body("items[0].satisfied", equalTo(1))
                .body("items[1].received", equalTo(1));
        figures("period=2012-06&by=channel&compare=year").body("items.receivedShare", contains(50.00f, 50.00f));
    }

    @Test
    void a_change_is_absolute_and_in_per_cent_and_for_rates_in_points() {
        var march = Instant.parse("2013-03-04T02:00:00Z");
        var april = Instant.parse("2013-04-08T02:00:00Z");
        late("HOUSING", march);
        onTime("HOUSING", march);
        onTime("HOUSING", april);
        onTime("HOUSING", april);
        onTime("HOUSING", april);

        figures("period=2013-04&compare=previous")
                .body("items[0].change.received.absolute", equalTo(1))
                .body("items[0].change.received.percent", equalTo(50.00f))
                .body("items[0].change.onTimeRate.points", equalTo(50.00f))
                .body("items[0].change.overdue.absolute", equalTo(-1))
                .body("items[0].change.overdue.percent", equalTo(-100.00f))
                .body("items[0].change.reworked.percent", nullValue())
                .body("items[0].change.satisfactionRate", nullValue())
                .body("total.change.received.absolute", equalTo(1));
        figures("period=2013-04&compare=year")
                .body("compared.text", equalTo("2012-04"))
                .body("items[0].change.due.absolute", equalTo(3));
        String table = as("evaluator")
                .accept("text/csv")
                .get(INDICATORS + "period=2013-04&compare=previous&by=unit")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(table)
                .startsWith("\uFEFF代码,名称,受理诉求量,受理诉求量 2013-03,受理诉求量 增减,受理诉求量 增减%,")
                .contains("按时办结率(%),按时办结率(%) 2013-03,按时办结率(%) 增减,")
                .contains("九成办结工作日,")
                .contains("电话接通率(%)")
                .contains("\r\nHOUSING,市住房保障局,3,2,1,50.00,");
    }

    @Test
    void each_instrument_has_its_satisfaction_and_only_a_rule_set_makes_a_composite() {
        var day = Instant.parse("2013-05-06T02:00:00Z");
        graded(SurveyInstrument.AUTOMATIC, day, Satisfaction.SATISFIED, Satisfaction.DISSATISFIED);
        graded(SurveyInstrument.AGENT, day, Satisfaction.BASICALLY_SATISFIED);
        graded(SurveyInstrument.SOCIAL_SURVEY, day, Satisfaction.VERY_SATISFIED, Satisfaction.VERY_SATISFIED);
        as("admin")
                .contentType("application/yaml")
                .body("""
                        id: composite-of-a-test
                        name: {zh: 综合评价测试, en: Composite of a test}
                        source: {zh: 测试自拟, en: made up for a test}
                        answers: {satisfied: [VERY_SATISFIED, SATISFIED]}
                        items:
                          - item: composite
                            name: {zh: 综合评价满意率, en: Composite satisfaction}
                            sum:
                              - {rate: satisfactionAutomaticRate, weight: 3}
                              - {rate: satisfactionSocialRate, weight: 1}
                            points: {kind: weight, max: 100}
                        """)
                .put("/api/v1/rule-sets/composite-of-a-test")
                .then()
                .statusCode(200);

        figures("period=2013-05")
                .body("items[0].answered", equalTo(3))
                .body("items[0].satisfactionRate", equalTo(66.67f))
                .body("items[0].satisfactionAutomaticRate", equalTo(50.00f))
                .body("items[0].satisfactionAgentRate", equalTo(100.00f))
                .body("items[0].satisfactionSocialRate", equalTo(100.00f))
                .body("items[0].compositeSatisfactionRate", nullValue());
        figures("period=2013-05&ruleSet=composite-of-a-test")
                .body("items[0].satisfactionAutomaticRate", equalTo(50.00f))
                .body("items[0].satisfactionAgentRate", equalTo(0.00f))
                .body("items[0].satisfactionSocialRate", equalTo(100.00f))
                .body("items[0].compositeSatisfactionRate", equalTo(62.50f));
        figures("period=2013-05&ruleSet=four-rates").body("items[0].compositeSatisfactionRate", nullValue());
    }

    @Test
    void a_city_reports_by_its_own_calendar() {
        handled("HOUSING", Instant.parse("2013-05-30T16:30:00Z"), 0); // Friday 2013-05-31, half past midnight
        handled("HOUSING", Instant.parse("2013-06-06T15:30:00Z"), 0); // Thursday, half past eleven
        handled("HOUSING", Instant.parse("2013-06-06T16:30:00Z"), 0); // the next Friday
        String weekly = """
                {"name": {"zh": "周报", "en": "Weekly"},
                 "rule": {"every": "WEEK", "weekday": "FRIDAY", "fromYear": 2012, "toYear": 2013, "names": "{year}年第{number}期"}}
                """;
        calendar("weekly", weekly)
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("version", equalTo(1))
                .body("storedBy", equalTo("admin-1"))
                .body("periods[0].name", equalTo("2012年第01期"));
        calendar("weekly", weekly).statusCode(200).body("version", equalTo(1));

        figures("period=2013年第23期&compare=previous")
                .body("period.text", equalTo("2013年第23期"))
                .body("period.from", equalTo("2013-05-31T00:00:00+08:00"))
                .body("period.to", equalTo("2013-06-07T00:00:00+08:00"))
                .body("period.days", equalTo(7))
                .body("items[0].received", equalTo(2))
                .body("compared.text", equalTo("2013年第22期"))
                .body("items[0].compared.received", equalTo(0));
        figures("period=2013年第23期&compare=year").body("compared.text", equalTo("2012年第23期"));
        as("evaluator")
                .get("/api/v1/trends?indicator=received&by=weekly&from=2013-05-31&to=2013-06-07")
                .then()
                .statusCode(200)
                .body("items.period", contains("2013年第23期", "2013年第24期"))
                .body("items.value", contains(2, 1));
        as("evaluator").get("/api/v1/scores?period=2013年第23期").then().statusCode(200);
        as("evaluator")
                .accept("text/csv")
                .get(INDICATORS + "period=2013年第23期")
                .then()
                .header("Content-Disposition", containsString("filename=\"indicators-2013__23_-by-none-evaluator-1-"));
        as("evaluator")
                .get("/api/v1/reporting-calendars")
                .then()
                .statusCode(200)
                .body("items.find{it.id=='weekly'}.name.zh", equalTo("周报"));
    }

    @Test
    void a_name_under_which_scores_are_kept_means_the_same_days_for_ever() {
        String first = """
                {"name": {"zh": "半月报", "en": "Half-monthly"}, "periods": [
                  {"name": "半月1", "first": "2011-01-01", "last": "2011-01-15"},
                  {"name": "半月2", "first": "2011-01-16", "last": "2011-01-31"}]}
                """;
        calendar("half", first).statusCode(200);
        as("evaluator")
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/scores/半月2/open")
                .then()
                .statusCode(200);

        calendar("half", first.replace("01-15", "01-14").replace("01-16", "01-15"))
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/reporting-period-in-use"))
                .body("periods", contains("半月2"));
        calendar("half", first.replace("\"半月1\", \"first\": \"2011-01-01\"", "\"半月一\", \"first\": \"2011-01-02\""))
                .statusCode(200)
                .body("version", equalTo(2));
        as("admin")
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body(first)
                .put(CALENDARS + "half")
                .then()
                .statusCode(412);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": {\"zh\": \"报\", \"en\": \"r\"}}",
                "{\"name\": {\"zh\": \"报\", \"en\": \"r\"}, \"periods\": [{\"name\": \"2026-11\", \"first\": \"2026-01-01\", \"last\": \"2026-01-07\"}]}",
                "{\"name\": {\"zh\": \"报\", \"en\": \"r\"}, \"periods\": [{\"name\": \"a/b\", \"first\": \"2026-01-01\", \"last\": \"2026-01-07\"}]}",
                "{\"name\": {\"zh\": \"报\", \"en\": \"r\"}, \"periods\": [{\"name\": \"期1\", \"first\": \"2026-01-07\", \"last\": \"2026-01-01\"}]}",
                "{\"name\": {\"zh\": \"报\", \"en\": \"r\"}, \"periods\": [{\"name\": \"期1\", \"first\": \"2026-01-01\", \"last\": \"2026-01-07\"}, {\"name\": \"期1\", \"first\": \"2026-01-08\", \"last\": \"2026-01-09\"}]}",
                "{\"name\": {\"zh\": \"报\", \"en\": \"r\"}, \"rule\": {\"every\": \"MONTH\", \"dayOfMonth\": 31, \"fromYear\": 2026, \"toYear\": 2026, \"names\": \"{number}月\"}}",
                "{\"name\": {\"zh\": \"报\", \"en\": \"r\"}, \"rule\": {\"every\": \"WEEK\", \"fromYear\": 2026, \"toYear\": 2026, \"names\": \"{number}周\"}}",
                "{\"name\": {\"zh\": \"报\", \"en\": \"r\"}, \"rule\": {\"every\": \"MONTH\", \"dayOfMonth\": 26, \"fromYear\": 2026, \"toYear\": 2027, \"names\": \"{number}月\"}}",
            })
    void a_calendar_that_cannot_be_is_refused(String body) {
        calendar("wrong", body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void only_administrators_keep_calendars_and_inhabitants() {
        as("evaluator")
                .contentType("application/json")
                .body("{}")
                .put(CALENDARS + "weekly")
                .then()
                .statusCode(403);
        as("evaluator")
                .contentType("text/csv;charset=UTF-8")
                .body("kind")
                .post("/api/v1/inhabitants/import")
                .then()
                .statusCode(403);
        as("agent").get("/api/v1/inhabitants").then().statusCode(403);
        as("agent").get("/api/v1/reporting-calendars").then().statusCode(403);
        as("unit-leader")
                .contentType("application/json")
                .body("{}")
                .post(IMPORTED)
                .then()
                .statusCode(403);
        given().get("/api/v1/reporting-calendars").then().statusCode(401);
    }

    @Test
    void cases_are_per_ten_thousand_inhabitants_where_they_are_known() {
        var day = Instant.parse("2013-07-01T02:00:00Z");
        handled("HOUSING", day, 1);
        handled("HOUSING", day, 1);
        handled("WATER", day, 1);
        inhabitants("""
                kind,code,year,inhabitants,source
                AREA,220173,2012,15000,统计年鉴2012(测试)
                AREA,220173,2013,12000,统计年鉴2013(测试)
                AREA,220173,2014,1,以后的年份(测试)
                UNIT,HOUSING,2013,40000,测试
                """).statusCode(200).body("rows", equalTo(4)).body("stored", equalTo(4));
        inhabitants("kind,code,year,inhabitants,source\nUNIT,HOUSING,2013,40000,测试\n")
                .statusCode(200)
                .body("stored", equalTo(0))
                .body("unchanged", equalTo(1));

        figures("period=2013-07&by=area").body("items[0].receivedPer10k", equalTo(2.50f));
        figures("period=2013-07&by=unit")
                .body("items.find{it.key=='HOUSING'}.receivedPer10k", equalTo(0.50f))
                .body("items.find{it.key=='WATER'}.receivedPer10k", nullValue());
        figures("period=2013-07&unit=HOUSING").body("items[0].receivedPer10k", equalTo(0.50f));
        figures("period=2013-07")
                .body("items[0].receivedPer10k", nullValue())
                .body("items[0].receivedPerDay", equalTo(0.10f));
        as("evaluator")
                .get("/api/v1/inhabitants")
                .then()
                .statusCode(200)
                .body("items.find{it.code=='HOUSING'}.source", equalTo("测试"))
                .body("items.find{it.code=='HOUSING'}.storedBy", equalTo("admin-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "'CITY,220173,2013,5,s', kind",
        "'AREA,NOWHERE,2013,5,s', code",
        "'AREA,220173,13,5,s', year",
        "'AREA,220173,2013,many,s', inhabitants",
        "'AREA,220173,2013,5,', source",
    })
    void a_wrong_row_of_inhabitants_stops_all(String row, String field) {
        inhabitants("kind,code,year,inhabitants,source\nUNIT,WATER,2013,7,测试\n" + row + "\n")
                .statusCode(400)
                .body("violations.field", contains(field))
                .body("violations.line", contains(3));
        as("evaluator").get("/api/v1/inhabitants").then().body("items.code", not(hasItem("WATER")));
        inhabitants("kind,code\nUNIT,WATER\n").statusCode(400);
    }

    @Test
    void what_is_counted_elsewhere_stands_beside_the_other_figures() {
        as("evaluator")
                .contentType("application/json")
                .body(Map.of(
                        "items",
                        List.of(
                                imported("callsOffered", "2013-08", null, 1000),
                                imported("callsAnswered", "2013-08", null, 970),
                                imported("callsAnswered", "2013-08-01", null, 30),
                                imported("callsOffered", "2013-08", "WATER", 10))))
                .post(IMPORTED)
                .then()
                .statusCode(200)
                .body("stored", equalTo(4));
        as("evaluator")
                .contentType("text/csv;charset=UTF-8")
                .body("code,period,unit,amount,source\ncallsAnswered,2013-08,,975,话务系统更正\n")
                .post(IMPORTED)
                .then()
                .statusCode(200)
                .body("stored", equalTo(1));

        figures("period=2013-08&compare=previous")
                .body("items[0].callsOffered", equalTo(1000))
                .body("items[0].callsAnswered", equalTo(975))
                .body("items[0].connectionRate", equalTo(97.50f))
                .body("items[0].imported.callsAnswered.days", equalTo(31))
                .body("items[0].imported.callsAnswered.sources", contains("话务系统更正"))
                .body("items[0].imported.callsAnswered.storedBy", contains("evaluator-1"))
                .body("items[0].change.connectionRate", nullValue());
        figures("period=2013-08&unit=WATER")
                .body("items[0].callsOffered", equalTo(10))
                .body("items[0].connectionRate", nullValue());
        as("evaluator")
                .get(IMPORTED + "?period=2013-08&code=callsAnswered&versions=true")
                .then()
                .statusCode(200)
                .body("items.findAll{it.last=='2013-08-31'}.version", contains(1, 2))
                .body("items.findAll{it.last=='2013-08-31'}.amount", contains(970, 975))
                .body("items.findAll{it.last=='2013-08-31'}.latest", contains(false, true));
        as("evaluator")
                .get("/api/v1/indicators/definitions")
                .then()
                .body("items.code", hasItems("callsOffered", "connectionRate", "carriedOver", "p90WorkingDays"))
                .body("items.find{it.code=='connectionRate'}.denominator.en", startsWith("calls that entered"))
                .body("items.find{it.code=='onTimeRate'}.period.zh", containsString("按答复时限归期"))
                .body("items.find{it.code=='onTimeRate'}.withoutDenominator.zh", containsString("–"));
    }

    @Test
    void a_city_adds_a_count_of_its_own() {
        String count = """
                {"name": {"zh": "十五秒内接通量", "en": "Answered within 15 s"},
                 "words": {"zh": "十五秒内由受理员接听的电话(导入)", "en": "calls answered within 15 seconds (imported)"},
                 "rate": {"code": "quickAnswerRate", "name": {"zh": "十五秒接通率", "en": "Answered within 15 s, rate"},
                          "of": "callsOffered"}}
                """;
        define("callsAnsweredQuickly", count).statusCode(200);
        define("callsAnsweredQuickly", count).statusCode(200);
        define("received", count).statusCode(400);
        define("callsAnsweredFast", count).statusCode(400).body("violations[0].field", equalTo("rate.code"));
        define("callsAnsweredFast", count.replace("quickAnswerRate", "fastRate").replace("callsOffered", "nothing"))
                .statusCode(400)
                .body("violations[0].field", equalTo("rate.of"));

        figures("period=2013-09").body("items[0]", hasKey("quickAnswerRate"));
        as("evaluator")
                .contentType("application/json")
                .body(Map.of(
                        "items",
                        List.of(imported("beauty", "2013-09", null, 1), imported("callsOffered", "2013-13", null, 1))))
                .post(IMPORTED)
                .then()
                .statusCode(400)
                .body("violations.field", contains("items[0].code", "items[1].period"));
        as("evaluator")
                .contentType("text/csv;charset=UTF-8")
                .body("code,period,unit,amount,source\ncallsOffered,2013-09,NOBODY,1,s\ncallsOffered,2013-09,,-1,s\n")
                .post(IMPORTED)
                .then()
                .statusCode(400)
                .body("violations.field", contains("unit", "amount"))
                .body("violations.line", contains(2, 3));
        as("evaluator").get(IMPORTED + "?period=2013-09").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "period=2013&merged=twice",
                "period=2013&by=area&level=7",
                "period=2013&ruleSet=none",
                "period=2013年第99期",
            })
    void what_cannot_be_understood_is_refused(String query) {
        as("evaluator").get(INDICATORS + query).then().statusCode(400).contentType("application/problem+json");
    }

    private UUID registered(Instant at) {
        var id = UUID.randomUUID();
        fold(Lives.registered(id, IntakeOutcome.TO_DISPATCH, at));
        return id;
    }

    private void answered(UUID id, Instant at) {
        fold(Lives.answeredDirectly(id, at));
    }

    private UUID dispatched(UUID id, String unit, Instant at) {
        var order = UUID.randomUUID();
        fold(Lives.dispatched(id, order, 1, DispatchCause.FIRST, unit, at));
        return order;
    }

    private void handled(String unit, Instant at, int days) {
        var id = registered(at);
        fold(Lives.replied(id, dispatched(id, unit, at), 1, unit, at.plus(Duration.ofDays(days))));
    }

    private void onTime(String unit, Instant at) {
        due(unit, at, 0);
    }

    private void late(String unit, Instant at) {
        due(unit, at, 1);
    }

    private void due(String unit, Instant at, int lateSeconds) {
        var id = registered(at);
        var order = dispatched(id, unit, at);
        var due = at.plus(Duration.ofDays(2));
        fold(
                Lives.deadline(id, order, 1, DeadlineKind.REPLY, due),
                Lives.replied(id, order, 1, unit, due.plusSeconds(lateSeconds)));
    }

    private void graded(SurveyInstrument instrument, Instant at, Satisfaction... grades) {
        for (Satisfaction grade : grades) {
            var id = registered(at);
            var order = dispatched(id, "HOUSING", at);
            fold(calledBack(id, order, "HOUSING", instrument, grade, at));
        }
    }

    private static CallbackCompleted calledBack(
            UUID id, UUID order, String unit, SurveyInstrument instrument, Satisfaction grade, Instant at) {
        return new CallbackCompleted(
                id,
                UUID.randomUUID(),
                order,
                1,
                unit,
                instrument,
                CallbackOutcome.ANSWERED,
                null,
                null,
                grade,
                null,
                null,
                null,
                false,
                at);
    }

    private void fold(CaseEvent... events) {
        folding.fold(new ArrayList<>(List.of(events)));
    }

    private void unit(String code, String name, String parent, String group) {
        office(Lives.unit(code, name, parent, group));
    }

    private void area(String code, String name, List<String> parents, boolean zone) {
        office(new AreaChanged(code, name, parents, zone, List.of(), true, Instant.parse("2020-01-01T00:00:00Z")));
    }

    private void office(HotlineEvent event) {
        kafka.produce(event, Instant.now());
    }

    private static Map<String, Object> imported(String code, String period, String unit, long amount) {
        return unit == null
                ? Map.of("code", code, "period", period, "amount", amount, "source", "话务系统月报")
                : Map.of("code", code, "period", period, "unit", unit, "amount", amount, "source", "话务系统月报");
    }

    private static ValidatableResponse define(String code, String count) {
        return as("evaluator")
                .contentType("application/json")
                .body(count)
                .put(IMPORTED + "/" + code)
                .then();
    }

    private static ValidatableResponse calendar(String id, String body) {
        return as("admin")
                .contentType("application/json")
                .body(body)
                .put(CALENDARS + id)
                .then();
    }

    private static ValidatableResponse inhabitants(String csv) {
        return as("admin")
                .contentType("text/csv;charset=UTF-8")
                .body(csv)
                .post("/api/v1/inhabitants/import")
                .then();
    }

    private static ValidatableResponse figures(String query) {
        return as("evaluator").get(INDICATORS + query).then().statusCode(200);
    }
}
