package org.hotline12345.assessment.figures;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotline12345.assessment.OwnDatabase;
import org.hotline12345.assessment.SampleCity;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.evidence.EvidenceQueries;
import org.hotline12345.assessment.evidence.FindCases;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of some cases only, and the cases behind figures. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(TestServers.class)
class NarrowedFiguresTest {
    private static final String PERIOD = "?period=" + SampleCity.LAST;

    @Inject
    SampleCity city;

    @Inject
    Pool pool;

    @BeforeEach
    void make() {
        city.make();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&unit=S-WATER&channel=PHONE", "&group=城区&area=9901&category=S01", "&type=HELP"})
    void behind_every_count_stand_as_many_cases(String narrowed) {
        JsonPath figures = figures(narrowed);
        for (Count count : EnumSet.complementOf(EnumSet.of(Count.WORKING_DAYS))) {
            assertThat(casesSaved(count.code(), narrowed))
                    .as(count.code() + narrowed)
                    .isEqualTo(figures.getInt("items[0]." + count.code()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Rate.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNIT_ACCEPTANCE"})
    void behind_every_rate_stand_the_cases_of_its_denominator(Rate rate) {
        String narrowed = "&channel=PHONE";
        JsonPath figures = figures(narrowed);
        int inNumerator = sum(figures, rate.numerator());
        int inDenominator = sum(figures, rate.denominator()) - sum(figures, rate.lessDenominator());
        assertThat(casesBehind(rate.code(), narrowed)).isEqualTo(inDenominator);
        assertThat(casesBehind(rate.code(), narrowed + "&counted=true")).isEqualTo(inNumerator);
        assertThat(casesBehind(rate.code(), narrowed + "&counted=false")).isEqualTo(inDenominator - inNumerator);
    }

    /** In several units, of two sources, with the border between counted and not counted within a page. */
    @ParameterizedTest
    @ValueSource(strings = {"&group=城区", "&unit=S-WATER", "&category=S01", ""})
    void pages_hold_the_same_cases_in_the_same_order_as_the_whole_table(String narrowed) {
        List<String> paged = new ArrayList<>();
        String after = "";
        do {
            JsonPath page = get("/api/v1/indicators/feedbackRate/cases" + PERIOD + narrowed + "&limit=7" + after)
                    .extract()
                    .jsonPath();
            paged.addAll(page.getList("items.caseNumber"));
            after = page.getString("next") == null ? null : "&after=" + page.getString("next");
        } while (after != null);
        assertThat(paged)
                .isNotEmpty()
                .isEqualTo(saved("feedbackRate", narrowed)
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList());
    }

    @Test
    void a_page_costs_what_it_shows_and_not_what_stands_behind_the_figure() {
        try (var scratch = new Scratch(pool)) {
            // a year has twelve times as many facts as its first month; the pages show the same
            assertThat(scratch.blocks("1999", null, null))
                    .as("outside the numerator")
                    .isLessThan(2 * scratch.blocks("1999-01", null, null));
            for (List<String> units : Arrays.asList(null, List.of("U1"), List.of("U1", "U2", "U3"))) {
                long ofMonth = scratch.blocks("1999-01", units, after("1999-01-01T00:00:00Z"));
                assertThat(scratch.blocks("1999", units, after("1999-01-01T00:00:00Z")))
                        .as("%s", units)
                        .isLessThan(2 * ofMonth);
                assertThat(scratch.blocks("1999", units, after("1999-11-20T00:00:00Z")))
                        .as("a later page of %s", units)
                        .isLessThan(2 * ofMonth);
            }
        }
    }

    private static FindCases.After after(String at) {
        return new FindCases.After(true, Instant.parse(at).atOffset(ZoneOffset.UTC), new UUID(0, 0), "onTimeRate");
    }

    /** Twenty thousand rounds of 1999 of twenty units, one in twenty late, in tables that nobody else sees. */
    private static final class Scratch implements AutoCloseable {
        private static final Pattern BLOCKS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

        private final SqlConnection connection;

        Scratch(Pool pool) {
            connection = pool.getConnectionAndAwait();
            run("begin");
            run("create schema scratch");
            run("create table scratch.round_fact (like public.round_fact including all)");
            run("""
                    insert into scratch.round_fact (
                      case_id, work_order_id, round, unit, to_be_informed, dispatched_at, due_at, finished_at,
                      extended, supervised, urges, denied, rework_ordered)
                    select
                      gen_random_uuid(), gen_random_uuid(), 1, 'U' || i % 20, true, due - interval '5 days', due,
                      due + case when i / 20 % 20 = 0 then interval '1 hour' else interval '-1 hour' end,
                      false, false, 0, false, false
                    from generate_series(1, 20000) as i
                    cross join lateral (select timestamptz '1999-01-02' + i * interval '26 minutes' as due) at
                    """);
            run("analyze scratch.round_fact");
            run("set local search_path = scratch, public");
        }

        /** How many blocks of the database a page of 50 reads. */
        long blocks(String period, List<String> units, FindCases.After after) {
            var wanted = new FindCases.Behind(
                    List.of(Basis.of(Rate.ON_TIME)),
                    Period.parse(period),
                    units,
                    FactFilter.NONE,
                    AnswerRule.DEFAULT,
                    Instant.parse("2001-01-01T00:00:00Z"),
                    List.of());
            var page = EvidenceQueries.slice(wanted, after != null, after, 51).orElseThrow();
            var args = Tuple.tuple();
            page.args().forEach(arg -> args.addValue(arg instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : arg));
            var plan = new StringBuilder();
            connection
                    .preparedQuery("explain (analyze, buffers) " + page.sql())
                    .executeAndAwait(args)
                    .forEach(row -> plan.append(row.getString(0)).append('\n'));
            assertThat(plan.toString()).doesNotContain("Seq Scan on round_fact").contains("rows=51");
            var found = BLOCKS.matcher(plan);
            assertThat(found.find()).as(plan.toString()).isTrue();
            return Stream.of(found.group(1), found.group(2))
                    .filter(Objects::nonNull)
                    .mapToLong(Long::parseLong)
                    .sum();
        }

        private void run(String sql) {
            connection.query(sql).executeAndAwait();
        }

        @Override
        public void close() {
            run("rollback");
            connection.closeAndAwait();
        }
    }

    @Test
    void the_acceptance_rate_of_units_is_what_they_signed() {
        int dispatched = figures("&unit=S-WATER").getInt("items[0].dispatched");
        assertThat(casesBehind("acceptanceRate", "&unit=S-WATER")).isEqualTo(dispatched);
    }

    @ParameterizedTest
    @CsvSource({"channel, channel", "type, type", "area, area", "category, category", "group, group"})
    void a_row_of_a_breakdown_is_the_figure_narrowed_to_it(String by, String filter) {
        List<Map<String, Object>> rows = get("/api/v1/indicators" + PERIOD + "&level=1&by=" + by)
                .extract()
                .path("items");
        assertThat(rows).isNotEmpty();
        rows.stream().filter(row -> row.get("key") != null).forEach(row -> {
            JsonPath narrowed = figures("&" + filter + "=" + row.get("key"));
            for (String code : List.of("received", "due", "finishedOnTime", "answered", "satisfied")) {
                assertThat(narrowed.getInt("items[0]." + code))
                        .as(row.get("key") + code)
                        .isEqualTo(row.get(code));
            }
        });
    }

    @Test
    void a_trend_can_be_narrowed() {
        int ofMonth = figures("&category=S01&area=9901").getInt("items[0].received");
        get("/api/v1/trends?indicator=received&category=S01&area=9901&to=" + SampleCity.LAST)
                .body("items", hasSize(13))
                .body("items[12].value", equalTo(ofMonth));
    }

    @Test
    void what_was_counted_elsewhere_is_not_known_by_kinds_of_cases() {
        given().auth()
                .oauth2(TestTokens.of("evaluator"))
                .contentType("application/json")
                .body("""
                        {"items": [{"code": "callsOffered", "period": "2024-08", "amount": 70, "source": "话务系统月报"}]}
                        """)
                .post("/api/v1/indicators/imported-counts")
                .then()
                .statusCode(200);
        get("/api/v1/indicators?period=2024-08").body("items[0].callsOffered", equalTo(70));
        get("/api/v1/indicators?period=2024-08&channel=PHONE").body("items[0].callsOffered", nullValue());
    }

    @Test
    void areas_by_categories_add_up_to_the_whole() {
        JsonPath cells = get("/api/v1/indicators/areas-by-categories" + PERIOD + "&indicator=onTimeRate&areaLevel=2")
                .body("areas.key", hasItems("9901", "9902", "9903"))
                .body("categories.key", hasItems("S01", "S02", "S03", "S04"))
                .body("areas.name", hasItem("北城区"))
                .extract()
                .jsonPath();
        JsonPath whole = figures("");
        assertThat(cells.getInt("items.denominator.sum()")).isEqualTo(whole.getInt("items[0].due"));
        assertThat(cells.getInt("items.numerator.sum()")).isEqualTo(whole.getInt("items[0].finishedOnTime"));

        JsonPath one = figures("&area=9901&category=S01");
        String cell = "items.find { it.area == '9901' && it.category == 'S01' }.";
        assertThat(cells.getInt(cell + "denominator")).isEqualTo(one.getInt("items[0].due"));
        assertThat(cells.getFloat(cell + "value")).isEqualTo(one.getFloat("items[0].onTimeRate"));
    }

    @Test
    void dimensions_name_what_figures_can_be_narrowed_by() {
        get("/api/v1/indicators/dimensions")
                .body("groups", hasItems("公用企业", "城区", "市直部门"))
                .body("units.find { it.code == 'S-WATER' }.name", equalTo("市水务局"))
                .body("areas.find { it.code == '990101' }.level", equalTo(3))
                .body("areas.find { it.code == '990101' }.parent", equalTo("9901"))
                .body("categories.find { it.code == 'S0101' }.level", equalTo(2))
                .body("channels.find { it.code == 'WEB' }.name", equalTo("网站"))
                .body("types.code", hasItem("COMPLAINT"));
        given().auth()
                .oauth2(TestTokens.of("unit-leader", "S-WATER"))
                .get("/api/v1/indicators/dimensions")
                .then()
                .statusCode(200)
                .body("units.code", contains("S-WATER"))
                .body("groups", contains("市直部门"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"type=SONG", "merged=never"})
    void what_does_not_exist_is_told_by_its_name(String filter) {
        given().auth()
                .oauth2(TestTokens.of("evaluator"))
                .get("/api/v1/indicators" + PERIOD + "&" + filter)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(filter.substring(0, filter.indexOf('='))));
    }

    @Test
    void cases_of_another_unit_and_of_no_figure_are_not_found() {
        given().auth()
                .oauth2(TestTokens.of("unit-leader", "S-WATER"))
                .get("/api/v1/indicators/received/cases" + PERIOD + "&unit=S-HOUSING")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(TestTokens.of("evaluator"))
                .get("/api/v1/indicators/happiness/cases" + PERIOD)
                .then()
                .statusCode(404);
    }

    @Test
    void the_viewer_is_who_the_token_says() {
        given().auth()
                .oauth2(TestTokens.role("unit-leader")
                        .subject("局长-01")
                        .unit("S-WATER")
                        .build())
                .get("/api/v1/viewer")
                .then()
                .statusCode(200)
                .body("name", equalTo("局长-01"))
                .body("unitName", equalTo("市水务局"))
                .body("roles", contains("unit-leader"));
        given().get("/api/v1/viewer").then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.of("agent"))
                .header("Accept-Language", "zh")
                .get("/api/v1/viewer")
                .then()
                .statusCode(403)
                .contentType(containsString("problem+json"));
    }

    private static JsonPath figures(String narrowed) {
        return get("/api/v1/indicators" + PERIOD + narrowed).extract().jsonPath();
    }

    private static int sum(JsonPath figures, List<Count> counts) {
        return counts.stream()
                .mapToInt(count -> figures.getInt("items[0]." + count.code()))
                .sum();
    }

    /** As a table that is saved: all of them in one answer, for there may be as many as other tests left behind. */
    private static int casesSaved(String code, String narrowed) {
        return (int) saved(code, narrowed).lines().count() - 1;
    }

    private static String saved(String code, String narrowed) {
        return given().auth()
                .oauth2(TestTokens.of("evaluator"))
                .accept("text/csv")
                .get("/api/v1/indicators/" + code + "/cases" + PERIOD + narrowed)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** Walks through all pages. */
    private static int casesBehind(String code, String narrowed) {
        int found = 0;
        String after = "";
        do {
            JsonPath page = get("/api/v1/indicators/" + code + "/cases" + PERIOD + narrowed + "&limit=200" + after)
                    .extract()
                    .jsonPath();
            found += page.getList("items").size();
            after = page.getString("next") == null ? null : "&after=" + page.getString("next");
        } while (after != null);
        return found;
    }

    private static ValidatableResponse get(String path) {
        return given().auth()
                .oauth2(TestTokens.of("evaluator"))
                .get(path)
                .then()
                .statusCode(200);
    }
}
