package org.hotline12345.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CalendarChanged;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CategoryChanged;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every use case on real PostgreSQL and real Kafka; each test has a month of its own. */
@QuarkusTest
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssessmentTest {
    private static final String EVALUATOR = "evaluator";

    /** The four rates for a city so small that every unit has a place. */
    private static final String SMALL = "four-rates-small";

    @Inject
    Pool pool;

    @Inject
    OfficeCopy office;

    private KafkaProbe kafka;
    private final List<CaseEvent> sent = new ArrayList<>();

    @BeforeAll
    void open() {
        kafka = KafkaProbe.open();
        office(Lives.unit("CITY", "市政务服务中心", null, "市级"));
        office(Lives.unit("HOUSING", "市住房保障局", "CITY", "市直部门"));
        office(Lives.unit("WATER", "市水务局", "CITY", "市直部门"));
        office(Lives.unit("WATER-1", "水务一所", "WATER", "基层单位"));
        office(Lives.unit("IDLE", "市档案馆", "CITY", "市直部门"));
        var from = Instant.parse("2020-01-01T00:00:00Z");
        office(new CategoryChanged("C01", "供水", null, 1, true, from));
        office(new CategoryChanged("C0101", "停水", "C01", 2, true, from));
        office(new CalendarChanged(
                2026,
                "test",
                false,
                7,
                List.of(new CalendarDay(LocalDate.of(2026, 4, 6), "清明节", false, null)),
                Instant.now()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> office.units().size() >= 5
                        && office.category("C0101").isPresent()
                        && office.calendar().revision() == 7);
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @BeforeEach
    void forget() {
        sent.clear();
        String shipped = as("admin")
                .accept("application/yaml")
                .get("/api/v1/rule-sets/four-rates")
                .then()
                .extract()
                .asString();
        as("admin")
                .contentType("application/yaml")
                .body(shipped.replace("id: four-rates", "id: " + SMALL).replaceAll("minimumCases.*", ""))
                .put("/api/v1/rule-sets/" + SMALL)
                .then()
                .statusCode(200);
    }

    @Test
    void figures_of_a_month_follow_from_its_events() {
        var day = Instant.parse("2026-03-02T02:00:00Z");
        var onTime = handled("HOUSING", day, hours(day, 72), hours(day, 48), Satisfaction.SATISFIED);
        handled("HOUSING", day, hours(day, 24), hours(day, 48), Satisfaction.DISSATISFIED);
        var open = UUID.randomUUID();
        var order = UUID.randomUUID();
        send(Lives.registered(open, IntakeOutcome.TO_DISPATCH, day));
        send(Lives.dispatched(open, order, 1, DispatchCause.FIRST, "WATER", day));
        send(Lives.deadline(open, order, 1, DeadlineKind.REPLY, hours(day, 30)));
        var onTheSpot = UUID.randomUUID();
        send(Lives.registered(onTheSpot, IntakeOutcome.ANSWERED, day));
        send(Lives.answeredDirectly(onTheSpot, day));
        var refused = UUID.randomUUID();
        send(Lives.registered(refused, IntakeOutcome.NOT_ACCEPTED, day));
        send(new CaseNotAccepted(refused, NonAcceptanceReason.LEGAL_ROUTE, "请通过诉讼解决", day, null));
        awaitCounted();

        figures("period=2026-03&by=none")
                .body("items", hasSize(1))
                .body("items[0].key", equalTo("all"))
                .body("items[0].name", equalTo("合计"))
                .body("items[0].received", equalTo(5))
                .body("items[0].notAccepted", equalTo(1))
                .body("items[0].accepted", equalTo(4))
                .body("items[0].answeredDirectly", equalTo(1))
                .body("items[0].dispatched", equalTo(3))
                .body("items[0].due", equalTo(3))
                .body("items[0].finished", equalTo(2))
                .body("items[0].finishedOnTime", equalTo(1))
                .body("items[0].overdue", equalTo(2))
                .body("items[0].onTimeRate", rate("33.33"))
                .body("items[0].acceptanceRate", rate("100.00"))
                .body("items[0].toBeInformed", equalTo(3))
                .body("items[0].informed", equalTo(3))
                .body("items[0].feedbackRate", rate("100.00"))
                .body("items[0].answered", equalTo(2))
                .body("items[0].satisfied", equalTo(1))
                .body("items[0].satisfactionRate", rate("50.00"))
                .body("items[0].solvedRate", rate("50.00"))
                .body("items[0].avgWorkingDays", rate("2.00"))
                .body("period.from", equalTo("2026-03-01T00:00:00+08:00"))
                .body("period.to", equalTo("2026-04-01T00:00:00+08:00"))
                .body("period.name", equalTo("2026年3月"))
                .body("next", nullValue());

        figures("period=2026-03&by=unit")
                .body("items.key", contains("HOUSING", "WATER", null))
                .body("items.find{it.key=='HOUSING'}.name", equalTo("市住房保障局"))
                .body("items.find{it.key=='HOUSING'}.onTimeRate", rate("50.00"))
                .body("items.find{it.key=='HOUSING'}.signedOnTime", equalTo(2))
                .body("items.find{it.key=='WATER'}.acceptanceRate", rate("0.00"))
                .body("items.find{it.key=='WATER'}.onTimeRate", rate("0.00"))
                .body("items.find{it.key=='WATER'}.satisfactionRate", nullValue())
                .body("total.received", equalTo(5));
        figures("period=2026-03&by=category").body("items.key", contains("C01")).body("items[0].name", equalTo("供水"));
        figures("period=2026-03&by=category&level=2").body("items.key", contains("C0101"));
        figures("period=2026-03&by=area").body("items.key", contains("220173"));
        figures("period=2026-03&by=channel").body("items.name", contains("12345电话"));
        figures("period=2026-03&by=type").body("items.name", contains("求助"));
        figures("period=2026-03&by=none&group=市直部门").body("items[0].due", equalTo(3));
        figures("period=2026-03&by=none&group=没有的分组").body("items[0].due", equalTo(0));
        figures("period=2026-03-02&by=none&unit=WATER").body("items[0].received", equalTo(1));
        assertThat(onTime).isNotNull();
        leaveNothingOpen(open, hours(day, 40));
    }

    @Test
    void the_signing_rate_leaves_out_what_could_not_be_signed_and_what_still_may_be() {
        var day = Instant.parse("2026-02-03T02:00:00Z");
        var signed = toBeSigned("HOUSING", day, hours(day, 4));
        send(Lives.signed(signed.get(0), signed.get(1), "HOUSING", hours(day, 2)));
        var withdrawn = toBeSigned("HOUSING", day, hours(day, 4));
        send(new CaseWithdrawn(withdrawn.get(0), "已自行解决", hours(day, 1)));
        var merged = toBeSigned("HOUSING", day, hours(day, 4));
        send(new CaseMerged(merged.get(0), signed.get(0), merged.get(1), "d", hours(day, 1)));
        send(Lives.replied(merged.get(0), merged.get(1), 1, "HOUSING", hours(day, 20)));
        var running = toBeSigned("HOUSING", day, Instant.now().plus(Duration.ofDays(2)));
        var missed = toBeSigned("WATER", day, hours(day, 4));
        send(new CaseWithdrawn(missed.get(0), "已自行解决", hours(day, 10)));
        awaitCounted();

        figures("period=2026-02&by=unit")
                .body("items.find{it.key=='HOUSING'}.signDue", equalTo(1))
                .body("items.find{it.key=='HOUSING'}.signedOnTimeRate", rate("100.00"))
                .body("items.find{it.key=='WATER'}.signDue", equalTo(1))
                .body("items.find{it.key=='WATER'}.signedOnTimeRate", rate("0.00"));

        leaveNothingOpen(running.get(0), Instant.now());
        leaveNothingOpen(signed.get(0), hours(day, 20));
    }

    /** A case dispatched to a unit that has not signed it: its id and that of the work order. */
    private List<UUID> toBeSigned(String unit, Instant day, Instant due) {
        var id = UUID.randomUUID();
        var order = UUID.randomUUID();
        send(Lives.registered(id, IntakeOutcome.TO_DISPATCH, day));
        send(Lives.dispatched(id, order, 1, DispatchCause.FIRST, unit, day));
        send(Lives.deadline(id, order, 1, DeadlineKind.SIGN, due));
        send(Lives.deadline(id, order, 1, DeadlineKind.REPLY, due.plus(Duration.ofDays(3))));
        return List.of(id, order);
    }

    @Test
    void repeated_deliveries_are_counted_once() {
        var day = Instant.parse("2026-01-05T02:00:00Z");
        var id = UUID.randomUUID();
        var order = UUID.randomUUID();
        var events = List.<CaseEvent>of(
                Lives.registered(id, IntakeOutcome.TO_DISPATCH, day),
                Lives.dispatched(id, order, 1, DispatchCause.FIRST, "HOUSING", day),
                Lives.deadline(id, order, 1, DeadlineKind.REPLY, hours(day, 30)),
                Lives.replied(id, order, 1, "HOUSING", hours(day, 20)));
        var ids = events.stream().map(e -> UUID.randomUUID()).toList();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < events.size(); i++) {
                kafka.produce(ids.get(i), events.get(i), day, Map.of());
            }
        }
        send(Lives.registered(UUID.randomUUID(), IntakeOutcome.TO_DISPATCH, hours(day, 1)));
        awaitCounted();

        figures("period=2026-01&by=none")
                .body("items[0].received", equalTo(2))
                .body("items[0].due", equalTo(1))
                .body("items[0].finishedOnTime", equalTo(1));
        assertThat(rows("select * from journal where case_id = $1", id)).isEqualTo(4);
    }

    @Test
    void a_returned_and_reworked_case_counts_for_the_unit_that_kept_it() {
        var day = Instant.parse("2026-05-11T02:00:00Z");
        var id = UUID.randomUUID();
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        var third = UUID.randomUUID();
        send(Lives.registered(
                id,
                IntakeOutcome.TO_DISPATCH,
                day,
                "WEB",
                CaseType.COMPLAINT,
                "C0101",
                "220173",
                Anonymity.NO_CONTACT,
                true));
        send(Lives.dispatched(id, first, 1, DispatchCause.FIRST, "HOUSING", day));
        send(Lives.deadline(id, first, 1, DeadlineKind.REPLY, hours(day, 48)));
        send(Lives.returnRequested(id, first, "HOUSING", hours(day, 1)));
        send(Lives.returnDecided(id, first, "HOUSING", true, hours(day, 2)));
        send(Lives.dispatched(id, second, 1, DispatchCause.AFTER_RETURN, "WATER", hours(day, 2)));
        send(Lives.deadline(id, second, 1, DeadlineKind.REPLY, hours(day, 50)));
        send(Lives.signed(id, second, "WATER", hours(day, 3)));
        send(Lives.replied(id, second, 1, "WATER", hours(day, 49)));
        send(new ReworkOrdered(
                id,
                UUID.randomUUID(),
                second,
                1,
                "WATER",
                ReworkCause.values()[0],
                "不满意",
                "supervisor-1",
                hours(day, 60),
                null));
        send(Lives.dispatched(id, third, 2, DispatchCause.REWORK, "WATER", hours(day, 60)));
        send(Lives.deadline(id, third, 2, DeadlineKind.REPLY, hours(day, 100)));
        awaitCounted();

        figures("period=2026-05&by=unit")
                .body("items.find{it.key=='HOUSING'}.dispatched", equalTo(0))
                .body("items.find{it.key=='HOUSING'}.due", equalTo(0))
                .body("items.find{it.key=='HOUSING'}.returned", equalTo(1))
                .body("items.find{it.key=='HOUSING'}.returnsGranted", equalTo(1))
                .body("items.find{it.key=='HOUSING'}.acceptanceRate", nullValue())
                .body("items.find{it.key=='WATER'}.received", equalTo(1))
                .body("items.find{it.key=='WATER'}.dispatched", equalTo(2))
                .body("items.find{it.key=='WATER'}.reworked", equalTo(1))
                .body("items.find{it.key=='WATER'}.due", equalTo(2))
                .body("items.find{it.key=='WATER'}.onTimeRate", rate("50.00"))
                .body("items.find{it.key=='WATER'}.toBeInformed", equalTo(0))
                .body("items.find{it.key=='WATER'}.feedbackRate", nullValue());
        leaveNothingOpen(id, hours(day, 110));
    }

    /** What is open now is open in every period: other tests would see it. */
    private void leaveNothingOpen(UUID id, Instant at) {
        send(new CaseWithdrawn(id, "已自行解决", at));
        awaitCounted();
    }

    @Test
    void a_co_handling_unit_has_figures_of_its_own() {
        var day = Instant.parse("2026-04-13T02:00:00Z");
        var id = UUID.randomUUID();
        var order = UUID.randomUUID();
        var asked = UUID.randomUUID();
        send(Lives.registered(id, IntakeOutcome.TO_DISPATCH, day));
        send(Lives.dispatched(id, order, 1, DispatchCause.FIRST, "WATER", day));
        send(Lives.deadline(id, order, 1, DeadlineKind.REPLY, hours(day, 100)));
        send(Lives.signed(id, order, "WATER", hours(day, 1)));
        send(new org.hotline12345.events.CoHandlingRequested(
                id, order, asked, "WATER", "HOUSING", "设施归谁", "h", hours(day, 2)));
        send(Lives.opinionDue(id, asked, order, 1, "HOUSING", hours(day, 2), hours(day, 50)));
        send(new org.hotline12345.events.CoHandlingAnswered(id, order, asked, "HOUSING", "归住建", "h", hours(day, 51)));
        awaitCounted();

        figures("period=2026-04&by=unit")
                .body("items.find{it.key=='HOUSING'}.coHandlingAsked", equalTo(1))
                .body("items.find{it.key=='HOUSING'}.coHandlingDue", equalTo(1))
                .body("items.find{it.key=='HOUSING'}.coHandlingOnTimeRate", rate("0.00"))
                .body("items.find{it.key=='WATER'}.coHandlingDue", equalTo(0))
                .body("items.find{it.key=='WATER'}.coHandlingOnTimeRate", nullValue());
        leaveNothingOpen(id, hours(day, 60));
    }

    @Test
    void units_are_ranked_within_their_group_and_every_figure_leads_to_its_cases() {
        var day = Instant.parse("2026-06-01T02:00:00Z");
        handled("HOUSING", day, hours(day, 72), hours(day, 48), Satisfaction.SATISFIED);
        handled("HOUSING", day, hours(day, 72), hours(day, 40), Satisfaction.VERY_SATISFIED);
        var late = handled("WATER", day, hours(day, 24), hours(day, 48), Satisfaction.DISSATISFIED);
        handled("WATER", day, hours(day, 72), hours(day, 48), Satisfaction.SATISFIED);
        handled("WATER-1", day, hours(day, 72), hours(day, 48), null);
        awaitCounted();

        as(EVALUATOR)
                .get("/api/v1/scores?period=2026-06")
                .then()
                .statusCode(200)
                .body("ruleSet", equalTo("four-rates"))
                .body("version", equalTo(1))
                .body("status", equalTo("PROVISIONAL"))
                .body("groups", hasItems("市直部门", "基层单位"))
                .body("items", empty())
                .body("fewCases.unit", hasItems("WATER-1", "HOUSING", "WATER"));
        as(EVALUATOR)
                .get("/api/v1/scores?period=2026-06&ruleSet=" + SMALL)
                .then()
                .statusCode(200)
                .body("items.unit", contains("WATER-1", "HOUSING", "WATER"))
                // who is alone in a group is compared with nobody
                .body("items.rank", contains(null, 1, 2))
                .body("items.of", contains(1, 2, 2))
                .body("items.find{it.unit=='HOUSING'}.total", rate("100"))
                .body("items.find{it.unit=='WATER'}.total", rate("75.66"))
                .body("items.find{it.unit=='WATER'}.items[1].rate", rate("50.00"))
                .body("items.find{it.unit=='WATER'}.items[1].numerator", equalTo(1))
                .body("items.find{it.unit=='WATER'}.items[1].denominator", equalTo(2))
                .body("items.find{it.unit=='WATER'}.items[1].points", rate("12.5"))
                .body("items.find{it.unit=='WATER'}.items[1].how", containsString("按比例得分"))
                .body("items.find{it.unit=='WATER-1'}.scaled", is(true))
                .body("withoutCases.unit", hasItems("IDLE", "CITY"));
        as(EVALUATOR)
                .header("Accept-Language", "en")
                .get("/api/v1/scores?period=2026-06&group=市直部门&ruleSet=hundred-points")
                .then()
                .statusCode(200)
                .body("items.unit", contains("HOUSING", "WATER"))
                .body("items[1].items[0].how", containsString("points lost"));
        as(EVALUATOR)
                .get("/api/v1/scores/WATER?period=2026-06&ruleSet=" + SMALL)
                .then()
                .statusCode(200)
                .body("rank", equalTo(2))
                .body("name", equalTo("市水务局"));
        as(EVALUATOR)
                .get("/api/v1/scores/IDLE?period=2026-06")
                .then()
                .statusCode(200)
                .body("total", nullValue())
                .body("rank", nullValue());
        as(EVALUATOR).get("/api/v1/scores/NOBODY?period=2026-06").then().statusCode(404);

        String first = "/api/v1/scores/WATER/items/on-time/cases?period=2026-06&limit=1";
        String next = as(EVALUATOR)
                .get(first)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].caseId", equalTo(late.toString()))
                .body("items[0].counted", is(false))
                .body("items[0].caseNumber", startsWith("220173-"))
                .body("items[0].dueAt", equalTo("2026-06-02T10:00:00+08:00"))
                .extract()
                .path("next");
        as(EVALUATOR)
                .get(first + "&after=" + next)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].counted", is(true))
                .body("next", nullValue());
        for (String item : List.of("acceptance", "feedback", "satisfaction")) {
            as(EVALUATOR)
                    .get("/api/v1/scores/WATER/items/" + item + "/cases?period=2026-06")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(2));
        }
        as(EVALUATOR)
                .get("/api/v1/scores/WATER/items/satisfaction/cases?period=2026-06&counted=false")
                .then()
                .body("items.satisfaction", contains("DISSATISFIED"));
        as(EVALUATOR)
                .get("/api/v1/scores/WATER/items/beauty/cases?period=2026-06")
                .then()
                .statusCode(404);
    }

    @Test
    void a_period_is_compared_with_the_one_before_and_shown_as_a_trend() {
        var july = Instant.parse("2025-07-07T02:00:00Z");
        var august = Instant.parse("2025-08-04T02:00:00Z");
        handled("HOUSING", july, hours(july, 72), hours(july, 80), Satisfaction.SATISFIED);
        handled("HOUSING", august, hours(august, 72), hours(august, 48), Satisfaction.SATISFIED);
        handled("HOUSING", august, hours(august, 72), hours(august, 48), Satisfaction.SATISFIED);
        awaitCounted();

        figures("period=2025-08&by=unit&compare=previous")
                .body("compared.text", equalTo("2025-07"))
                .body("items[0].received", equalTo(2))
                .body("items[0].onTimeRate", rate("100.00"))
                .body("items[0].compared.received", equalTo(1))
                .body("items[0].compared.onTimeRate", rate("0.00"));
        figures("period=2025-08&by=none&compare=year").body("compared.text", equalTo("2024-08"));
        figures("period=2025-08&by=unit&compare=year,previous")
                .body("compared.text", equalTo("2025-07"))
                .body("yearBefore.text", equalTo("2024-08"))
                .body("items[0].compared.received", equalTo(1))
                .body("items[0].change.received.absolute", equalTo(1))
                .body("items[0].yearBefore.compared.received", equalTo(0))
                .body("items[0].yearBefore.change.received.absolute", equalTo(2))
                .body("total.yearBefore.change.received.absolute", equalTo(2));
        as(EVALUATOR)
                .get("/api/v1/trends?indicator=onTimeRate&by=month&from=2025-07&to=2025-09")
                .then()
                .statusCode(200)
                .body("items.period", contains("2025-07", "2025-08", "2025-09"))
                .body("items[0].value", rate("0.00"))
                .body("items[1].value", rate("100.00"))
                .body("items[1].denominator", equalTo(2))
                .body("items[2].value", nullValue());
        as(EVALUATOR)
                .get("/api/v1/trends?indicator=received&by=week&from=2025-W32&to=2025-W32&unit=HOUSING")
                .then()
                .statusCode(200)
                .body("items.period", contains("2025-W32"))
                .body("items[0].value", equalTo(2));
        as(EVALUATOR)
                .get("/api/v1/trends?indicator=received,satisfactionRate")
                .then()
                .statusCode(200)
                .body("items.indicator", contains("received", "satisfactionRate"))
                .body("items[0].items", hasSize(13));
    }

    @Test
    void a_trial_scores_the_published_rates() {
        trial("hundred-points", "{\"rates\":{\"on-time\":89.82,\"satisfaction\":70.59}}")
                .statusCode(200)
                .body("items[0].points", rate("14.82"))
                .body("items[1].points", nullValue())
                .body("items[2].points", rate("12.795"))
                .body("total", rate("27.615"));
        trial("hundred-points", "{\"rates\":{\"onTimeRate\":89.82}}").body("items[0].points", rate("14.82"));
        trial("hundred-points", "{\"counts\":{\"due\":29186,\"finishedOnTime\":24165}}")
                .statusCode(200)
                .body("items[0].rate", rate("82.80"))
                .body("items[0].points", rate("7.8"));
        trial("four-rates", "{\"rates\":{\"acceptance\":100,\"onTime\":100,\"feedback\":100,\"satisfaction\":95}}")
                .body("total", rate("100"));
        trial("hundred-points", "{\"rates\":{\"beauty\":1}}").statusCode(400);
        trial("hundred-points", "{\"rates\":{\"on-time\":101}}").statusCode(400);
        trial("hundred-points", "{\"formula\":\"1+1\"}").statusCode(400);
        trial("hundred-points", "{\"counts\":{\"due\":-1}}").statusCode(400);
        trial("no-such-rules", "{}").statusCode(404);
        as(EVALUATOR)
                .get("/api/v1/rule-sets")
                .then()
                .statusCode(200)
                .body("items.id", hasItems("four-rates", "hundred-points", "weighted-rates", "grades-by-volume"))
                .body("items[0].items.points.target", contains(100, 100, 100, 95));
        as(EVALUATOR).get("/api/v1/rule-sets/four-rates").then().statusCode(200).body("version", equalTo(1));
    }

    @Test
    void a_units_leader_sees_the_unit_and_its_subordinates_only() {
        var day = Instant.parse("2026-09-07T02:00:00Z");
        handled("HOUSING", day, hours(day, 72), hours(day, 48), Satisfaction.SATISFIED);
        handled("WATER-1", day, hours(day, 72), hours(day, 48), Satisfaction.SATISFIED);
        awaitCounted();
        String leader = TestTokens.role("unit-leader").unit("WATER").build();

        bearer(leader)
                .get("/api/v1/indicators?period=2026-09&by=unit")
                .then()
                .statusCode(200)
                .body("items.key", contains("WATER-1"));
        bearer(leader)
                .get("/api/v1/indicators?period=2026-09&by=unit&unit=HOUSING")
                .then()
                .statusCode(404);
        bearer(leader)
                .get("/api/v1/scores?period=2026-09")
                .then()
                .statusCode(200)
                .body("fewCases.unit", contains("WATER-1"))
                .body("withoutCases.unit", contains("WATER"));
        bearer(leader).get("/api/v1/scores/WATER-1?period=2026-09").then().statusCode(200);
        bearer(leader).get("/api/v1/scores/HOUSING?period=2026-09").then().statusCode(404);
        bearer(leader)
                .get("/api/v1/scores/HOUSING/items/on-time/cases?period=2026-09")
                .then()
                .statusCode(404);
        bearer(leader)
                .get("/api/v1/trends?indicator=received&unit=HOUSING")
                .then()
                .statusCode(404);
        bearer(TestTokens.role("unit-leader").build())
                .get("/api/v1/indicators?period=2026-09")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/indicators",
        "/api/v1/indicators?period=yesterday",
        "/api/v1/indicators?period=2026-13",
        "/api/v1/indicators?period=9999",
        "/api/v1/indicators?period=2026&by=moon",
        "/api/v1/indicators?period=2026&compare=tomorrow",
        "/api/v1/indicators?period=2026&level=4",
        "/api/v1/indicators?period=2026&limit=201",
        "/api/v1/indicators?period=2026&by=unit&after=!!",
        "/api/v1/scores?period=2026&ruleSet=none",
        "/api/v1/scores?period=2026&limit=0",
        "/api/v1/scores/WATER/items/on-time/cases?period=2026&limit=0",
        "/api/v1/scores/WATER/items/on-time/cases?period=2026&after=xyz",
        "/api/v1/trends",
        "/api/v1/trends?indicator=beauty",
        "/api/v1/trends?indicator=received&by=day",
        "/api/v1/trends?indicator=received&from=2026-11&to=2026-01",
        "/api/v1/trends?indicator=received&by=week&from=2000&to=2026",
    })
    void what_cannot_be_understood_is_a_problem_that_says_why(String path) {
        as(EVALUATOR)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", startsWith("https://hotline12345.org/problems/"));
    }

    @Test
    void figures_and_scores_can_be_read_in_pages() {
        var day = Instant.parse("2024-05-13T02:00:00Z");
        List<String> units = List.of("PAGE-A", "PAGE-B", "PAGE-C");
        for (String unit : units) {
            office(Lives.unit(unit, "分页" + unit, null, "分页组"));
            handled(unit, day, hours(day, 72), hours(day, 48), Satisfaction.SATISFIED);
        }
        Awaitility.await()
                .until(() -> units.stream().allMatch(unit -> office.unit(unit).isPresent()));
        awaitCounted();

        // what other units have open now stands in every period
        assertThat(keysPageByPage("/api/v1/indicators?period=2024-05&by=unit", "key"))
                .doesNotHaveDuplicates()
                .filteredOn(key -> key != null && key.startsWith("PAGE-"))
                .isEqualTo(units);
        assertThat(keysPageByPage("/api/v1/scores?period=2024-05&group=分页组&ruleSet=" + SMALL, "unit"))
                .isEqualTo(units);
        as(EVALUATOR)
                .get("/api/v1/indicators?period=2024-05&by=unit&limit=2")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("total.dispatched", equalTo(3));
    }

    private static List<String> keysPageByPage(String path, String key) {
        var keys = new ArrayList<String>();
        String next = "";
        while (next != null) {
            JsonPath page = as(EVALUATOR)
                    .get(path + "&limit=1&after=" + next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getList("items")).hasSize(1);
            keys.addAll(page.getList("items." + key, String.class));
            next = page.getString("next");
        }
        return keys;
    }

    @Test
    void only_those_who_evaluate_see_figures() {
        given().get("/api/v1/indicators?period=2026").then().statusCode(401);
        given().get("/api/v1/indicators/definitions").then().statusCode(401);
        as("agent").get("/api/v1/indicators?period=2026").then().statusCode(403);
        as("supervisor").get("/api/v1/indicators?period=2026").then().statusCode(200);
        as("supervisor").get("/api/v1/scores?period=2026").then().statusCode(403);
        as("unit-handler").get("/api/v1/scores?period=2026").then().statusCode(403);
    }

    @Test
    void every_figure_is_defined_in_both_languages() {
        as(EVALUATOR)
                .get("/api/v1/indicators/definitions")
                .then()
                .statusCode(200)
                .body("items.code", hasItems("received", "due", "onTimeRate", "avgWorkingDays"))
                .body("items.find{it.code=='onTimeRate'}.numerator.zh", containsString("在时限内办结"))
                .body("items.find{it.code=='onTimeRate'}.denominator.en", containsString("due in the period"))
                .body("items.size()", greaterThan(30));
    }

    @Test
    void tables_are_saved_as_csv_that_runs_no_formulas() {
        office(Lives.unit("ODD", "=HYPERLINK(\"x\")", null, "市直部门"));
        Awaitility.await().until(() -> office.unit("ODD").isPresent());
        var day = Instant.parse("2026-10-12T02:00:00Z");
        handled("ODD", day, hours(day, 72), hours(day, 48), Satisfaction.SATISFIED);
        awaitCounted();

        String indicators = as(EVALUATOR)
                .accept("text/csv")
                .get("/api/v1/indicators?period=2026-10&by=unit")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", containsString("indicators-2026-10-by-unit-"))
                .extract()
                .asString();
        String scores = as(EVALUATOR)
                .accept("text/csv")
                .get("/api/v1/scores?period=2026-10")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(indicators).startsWith("\uFEFF代码,名称,受理诉求量").contains("\r\nODD,\"'=HYPERLINK(\"\"x\"\")\",1,");
        assertThat(scores)
                .startsWith("\uFEFF考核分组,名次,单位代码,承办单位,总分,诉求受理率(%)")
                .contains("\r\n市直部门,,ODD,\"'=HYPERLINK(\"\"x\"\")\",100,100.00,1,1,25");
    }

    @Test
    void its_interface_is_described_and_it_is_ready() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/api/v1/scores/{unit}/items/{item}/cases"));
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    private UUID handled(String unit, Instant from, Instant dueAt, Instant repliedAt, Satisfaction grade) {
        var id = UUID.randomUUID();
        var order = UUID.randomUUID();
        send(Lives.registered(id, IntakeOutcome.TO_DISPATCH, from));
        send(Lives.dispatched(id, order, 1, DispatchCause.FIRST, unit, from));
        send(Lives.deadline(id, order, 1, DeadlineKind.SIGN, hours(from, 9)));
        send(Lives.deadline(id, order, 1, DeadlineKind.REPLY, dueAt));
        send(Lives.signed(id, order, unit, hours(from, 1)));
        send(Lives.replied(id, order, 1, unit, repliedAt));
        send(Lives.informed(id, order, 1, unit, NoticeChannel.UNIT_CALL, true, repliedAt));
        send(Lives.calledBack(id, UUID.randomUUID(), order, 1, unit, grade, repliedAt.plusSeconds(3_600)));
        return id;
    }

    private void send(CaseEvent event) {
        kafka.produce(event, Instant.now());
        sent.add(event);
    }

    private void office(HotlineEvent event) {
        kafka.produce(event, Instant.now());
    }

    /** Until every event sent for the cases of this test stands in the journal. */
    private void awaitCounted() {
        var ids = sent.stream().map(CaseEvent::caseId).distinct().toArray(UUID[]::new);
        long expected = sent.size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> rows("select * from journal where case_id = any($1)", (Object) ids) >= expected);
    }

    private long rows(String sql, Object argument) {
        return pool.preparedQuery("select count(*) from (" + sql + ") found")
                .execute(io.vertx.mutiny.sqlclient.Tuple.from(new Object[] {argument}))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    private static ValidatableResponse figures(String query) {
        return as(EVALUATOR).get("/api/v1/indicators?" + query).then().statusCode(200);
    }

    private static ValidatableResponse trial(String rules, String body) {
        return as(EVALUATOR)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/rule-sets/" + rules + "/trial")
                .then();
    }

    private static RequestSpecification as(String role) {
        return bearer(TestTokens.role(role).build());
    }

    private static RequestSpecification bearer(String token) {
        return Asking.bearer(
                token,
                Asking.TEXTS.jsonConfig(
                        JsonConfig.jsonConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL)));
    }

    private static Matcher<Number> rate(String value) {
        return new FeatureMatcher<Number, BigDecimal>(comparesEqualTo(new BigDecimal(value)), "number", "number") {
            @Override
            protected BigDecimal featureValueOf(Number actual) {
                return new BigDecimal(actual.toString());
            }
        };
    }

    private static Instant hours(Instant from, int hours) {
        return from.plusSeconds(hours * 3_600L);
    }
}
