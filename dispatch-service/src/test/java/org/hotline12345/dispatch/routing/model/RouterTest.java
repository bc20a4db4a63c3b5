package org.hotline12345.dispatch.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.masterdata.areas.model.Area;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.RoutingCandidate;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant EVER = Instant.EPOCH;

    private final List<Unit> units = new ArrayList<>(List.of(
            unit("TOP", UnitLevel.CITY, null),
            unit("BUREAU", UnitLevel.CITY, "TOP"),
            unit("BRANCH", UnitLevel.CITY, "BUREAU"),
            unit("WATER", UnitLevel.CITY, "TOP"),
            unit("EAST", UnitLevel.DISTRICT, "TOP", "east"),
            unit("ZONE", UnitLevel.DISTRICT, "TOP", "zone"),
            unit("ELM", UnitLevel.STREET, "EAST", "elm")));
    private final List<Area> areas = List.of(
            area("city", "长春市"),
            area("east", "东区", "city"),
            area("west", "西区", "city"),
            area("zone", "新区", "city"),
            area("elm", "榆树街道", "east"),
            area("oak", "橡树街道", "zone", "east"));
    private final List<Category> categories = List.of(
            new Category("C1", "城建", null, 1, true, EVER),
            new Category("C11", "市政", "C1", 2, true, EVER),
            new Category("C111", "路灯", "C11", 3, true, EVER),
            new Category("C2", "水务", null, 1, true, EVER),
            new Category("C3", "无人管", null, 1, true, EVER),
            new Category("C4", "停用", null, 1, false, EVER));
    private final List<CatalogueRule> rules = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // category, area, unit: the most specific entry wins, the category before the area
                "C111, elm,  BRANCH",
                "C111, west, BUREAU",
                "C111, -,    BUREAU",
                "C11,  elm,  EAST",
                "C11,  west, BUREAU",
                "C11,  -,    BUREAU",
                "C1,   elm,  BUREAU",
                "C2,   oak,  WATER"
            })
    void the_catalogue_decides_by_category_and_area_falling_back_to_what_is_above(
            String category, String area, String unit) {
        rule("C1", null, "BUREAU");
        rule("C11", "east", "EAST");
        rule("C111", "elm", "BRANCH");
        rule("C111", null, "BUREAU");
        rule("C2", null, "WATER");

        var to = dispatch(route(category, area));

        assertThat(to.unit()).isEqualTo(unit);
        assertThat(to.category()).isEqualTo(category);
        assertThat(to.decidedBy()).isEqualTo(DecidedBy.CATALOGUE);
        assertThat(to.reason()).startsWith("派单目录").contains("unit " + unit);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // level, area, unit that answers for it
                "DISTRICT, east, EAST",
                "DISTRICT, elm,  EAST",
                "DISTRICT, oak,  ZONE",
                "DISTRICT, west, WATER",
                "DISTRICT, -,    WATER",
                "STREET,   elm,  ELM",
                "STREET,   oak,  ZONE",
                "STREET,   east, EAST",
                "STREET,   west, WATER"
            })
    void a_territorial_entry_means_the_unit_of_the_area_and_else_the_entry_without_it(
            UnitLevel level, String area, String unit) {
        add("C2", null, new Lead.OfArea(level), List.of(), DAY, null);
        rule("C2", null, "WATER");
        assertThat(dispatch(route("C2", area)).unit()).isEqualTo(unit);
    }

    @Test
    void an_entry_counts_on_its_days_only() {
        add("C2", null, new Lead.OfUnit("BUREAU"), List.of(), DAY.minusDays(9), DAY.minusDays(1));
        add("C2", null, new Lead.OfUnit("WATER"), List.of(), DAY, DAY);
        add("C2", null, new Lead.OfUnit("BRANCH"), List.of(), DAY.plusDays(1), null);
        assertThat(dispatch(route("C2", null)).unit()).isEqualTo("WATER");
    }

    @Test
    void a_unit_that_no_longer_works_is_passed_over() {
        units.add(new Unit(
                "GONE",
                "gone",
                UnitLevel.CITY,
                "TOP",
                "g",
                List.of(),
                1,
                SignOffLevel.DEPUTY,
                false,
                false,
                EVER,
                null));
        rule("C11", null, "GONE");
        rule("C1", null, "BUREAU");
        assertThat(dispatch(route("C11", null)).unit()).isEqualTo("BUREAU");
    }

    @Test
    void a_category_nobody_handles_goes_to_triage() {
        rule("C2", null, "WATER");
        assertThat(triage(route("C3", null)).reason()).contains("无人管");
    }

    @Test
    void entries_equally_specific_go_to_triage_unless_words_tell_them_apart() {
        add("C2", null, new Lead.OfUnit("WATER"), List.of("停水"), DAY, null);
        add("C2", null, new Lead.OfUnit("BUREAU"), List.of("井盖"), DAY, null);
        assertThat(triage(route("C2", null)).candidates())
                .extracting(RoutingCandidate::unit)
                .containsExactlyInAnyOrder("WATER", "BUREAU");
        assertThat(dispatch(route(wanted("C2", null, "家里停水", null, null))).unit())
                .isEqualTo("WATER");
    }

    /** L11: of a real city's cases the words of the shipped catalogue name the right unit in 59 of 100. */
    @Test
    void without_a_category_and_a_model_clear_words_name_a_candidate_for_a_dispatcher() {
        add("C2", null, new Lead.OfUnit("WATER"), List.of("停水", "水压"), DAY, null);

        var waits = triage(route(wanted(null, null, "小区停水、水压低", null, null)));

        assertThat(waits.reason()).contains("关键词指向unit WATER", "未标明");
        assertThat(waits.candidates()).extracting(RoutingCandidate::unit).containsExactly("WATER");
    }

    /** Nobody waits at a wrong unit: it was handled long ago. */
    @Test
    void clear_words_decide_for_what_was_moved_in() {
        add("C2", null, new Lead.OfUnit("WATER"), List.of("停水", "水压"), DAY, null);

        var moved = Router.ofHistory(book()).route(wanted(null, null, "小区停水、水压低", null, null));

        assertThat(dispatch(moved).unit()).isEqualTo("WATER");
    }

    @Test
    void a_mark_counts_on_the_days_of_its_entry_and_for_its_own_words() {
        add("C2", null, new Lead.OfUnit("WATER"), List.of("水压低"), DAY, null);
        marked("C2", "WATER", DAY.minusDays(9), DAY.minusDays(1), "水压低");
        assertThat(route(wanted(null, null, "水压低，水压低", null, null))).isInstanceOf(RoutingDecision.Triage.class);
        marked("C2", "WATER", DAY, null, "停水");
        assertThat(route(wanted(null, null, "水压低，水压低", null, null))).isInstanceOf(RoutingDecision.Triage.class);
        assertThat(dispatch(route(wanted(null, null, "水压低，停水", null, null))).unit())
                .isEqualTo("WATER");
    }

    @Test
    void without_a_category_clear_words_of_a_marked_entry_decide() {
        marked("C2", "WATER", DAY, null, "停水", "水压");
        marked("C1", "BUREAU", DAY, null, "路灯");

        var clear = dispatch(route(wanted(null, null, "小区停水、水压低", null, null)));
        assertThat(clear.unit()).isEqualTo("WATER");
        assertThat(clear.category()).isEqualTo("C2");
        assertThat(clear.reason()).contains("关键词「停水");

        assertThat(triage(route(wanted(null, null, "停水了,路灯也不亮", null, null))).candidates())
                .extracting(RoutingCandidate::unit)
                .containsExactlyInAnyOrder("WATER", "BUREAU");
        assertThat(triage(route(new CaseToRoute("求助", "昨天停水", null, null, null, null, null, DAY)))
                        .reason())
                .contains("依据不足");
        assertThat(triage(route(wanted(null, null, "求助", null, null))).candidates())
                .isEmpty();
    }

    @Test
    void a_category_that_is_unknown_or_out_of_use_counts_as_none() {
        rule("C4", null, "BUREAU");
        marked("C2", "WATER", DAY, null, "停水", "水压");
        assertThat(dispatch(route(wanted("C4", null, "家里停水、水压低", null, null))).unit())
                .isEqualTo("WATER");
        assertThat(dispatch(route(wanted("NONE", null, "家里停水、水压低", null, null))).unit())
                .isEqualTo("WATER");
    }

    @Test
    void the_area_is_taken_from_the_address_and_else_from_the_text() {
        add("C2", null, new Lead.OfArea(UnitLevel.DISTRICT), List.of(), DAY, null);
        var byAddress = dispatch(route(wanted("C2", null, "停水", "长春市东区榆树街道1号", null)));
        assertThat(byAddress.unit()).isEqualTo("EAST");
        assertThat(byAddress.area()).isEqualTo("elm");
        assertThat(byAddress.reason()).contains("由地址识别");
        var byText = dispatch(route(wanted("C2", null, "橡树街道停水", null, null)));
        assertThat(byText.unit()).isEqualTo("ZONE");
        assertThat(byText.reason()).contains("由诉求文字识别");
    }

    @ParameterizedTest
    @CsvSource({
        // respondent, unit that gets it (nobody: triage)
        "WATER,  -",
        "BUREAU, -",
        "BRANCH, BUREAU",
        "TOP,    -"
    })
    void the_accused_and_its_subordinates_are_never_routed_to(String respondent, String instead) {
        rule("C2", null, "WATER");
        rule("C1", null, "BRANCH");
        String category = respondent.equals("WATER") || respondent.equals("TOP") ? "C2" : "C1";

        var decision = route(wanted(category, null, "举报", null, respondent));

        if (instead.equals("-")) {
            assertThat(triage(decision).reason()).contains("被举报单位", "回避");
        } else {
            assertThat(dispatch(decision).unit()).isEqualTo(instead);
            assertThat(dispatch(decision).reason()).contains("回避", "上级");
        }
    }

    @Test
    void the_accused_is_no_candidate_and_does_not_co_handle() {
        add("C2", null, new Lead.OfUnit("WATER"), List.of("停水"), DAY, null);
        rules.add(new CatalogueRule(
                UUID.randomUUID(),
                "C1",
                null,
                List.of("路灯"),
                new Lead.OfUnit("WATER"),
                List.of("BRANCH", "EAST", "WATER", "NOBODY"),
                DAY,
                null));
        assertThat(triage(route(wanted("C3", null, "停水", null, "WATER"))).candidates())
                .isEmpty();
        assertThat(dispatch(route(wanted("C1", null, "路灯", null, "BUREAU"))).coUnits())
                .containsExactly("EAST");
    }

    /** L12 */
    @Test
    void whom_the_case_accuses_by_name_only_is_not_routed_to_either() {
        rule("C1", null, "BUREAU");
        rule("C2", null, "WATER");

        assertThat(triage(route(accusing("C1", "unit BUREAU 的王科长"))).reason()).contains("回避");
        assertThat(dispatch(route(accusing("C2", "unit BUREAU"))).unit()).isEqualTo("WATER");
        assertThat(dispatch(route(accusing("C1", "不知道叫什么"))).unit()).isEqualTo("BUREAU");
    }

    /** L10 */
    @Test
    void the_unit_that_the_agent_chose_gets_the_case() {
        rule("C2", null, "WATER");
        rules.add(new CatalogueRule(
                UUID.randomUUID(), "C1", null, List.of(), new Lead.OfUnit("BUREAU"), List.of("EAST"), DAY, null));

        var against = dispatch(route(choosing("BRANCH", "C2", null)));
        assertThat(against.unit()).isEqualTo("BRANCH");
        assertThat(against.decidedBy()).isEqualTo(DecidedBy.CLERK);
        assertThat(against.category()).isEqualTo("C2");
        assertThat(against.coUnits()).isEmpty();
        assertThat(against.reason()).isEqualTo("受理员选定：unit BRANCH");

        var with = dispatch(route(choosing("BUREAU", "C1", null)));
        assertThat(with.coUnits()).as("as the catalogue says for that unit").containsExactly("EAST");
        assertThat(dispatch(route(choosing("WATER", null, null))).category()).isNull();
    }

    /** L10 */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // chosen, accused, words of the reason
                "BRANCH, BUREAU, 应回避",
                "BUREAU, BUREAU, 应回避",
                "TOP,    -,      不能承办",
                "GONE,   -,      不能承办"
            })
    void a_unit_that_may_not_have_the_case_is_not_chosen_and_the_reason_says_so(
            String chosen, String accused, String why) {
        rule("C2", null, "WATER");

        var to = dispatch(route(choosing(chosen, "C2", accused)));

        assertThat(to.unit()).isEqualTo("WATER");
        assertThat(to.decidedBy()).isEqualTo(DecidedBy.CATALOGUE);
        assertThat(to.reason()).startsWith("受理员选定的").contains(why, "派单目录");
        assertThat(triage(route(choosing(chosen, "C3", accused))).reason()).contains(why, "没有事项类别");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // category, chosen, whether a model is asked
                "C2, -,      false",
                "C3, -,      true",
                "-,  -,      true",
                "-,  BRANCH, false",
                "C3, BRANCH, false",
                "-,  TOP,    true",
                "C2, TOP,    false"
            })
    void a_model_is_asked_where_neither_agent_nor_catalogue_say_who_handles_it(
            String category, String chosen, boolean open) {
        rule("C2", null, "WATER");
        assertThat(new Router(book()).isOpen(choosing(chosen, category, null))).isEqualTo(open);
    }

    private static CaseToRoute choosing(String unit, String category, String accused) {
        return new CaseToRoute("t", "x", category, null, null, accused, null, DAY, unit);
    }

    private static CaseToRoute accusing(String category, String name) {
        return new CaseToRoute("t", "x", category, null, null, null, name, DAY);
    }

    private RoutingDecision route(String category, String area) {
        return route(wanted(category, area, "t", null, null));
    }

    private RoutingDecision route(CaseToRoute wanted) {
        return new Router(book()).route(wanted);
    }

    private RoutingBook book() {
        return new RoutingBook(1, units, areas, categories, rules);
    }

    private void marked(String category, String unit, LocalDate from, LocalDate to, String... words) {
        rules.add(new CatalogueRule(
                        UUID.randomUUID(), category, null, List.of(words), new Lead.OfUnit(unit), List.of(), from, to)
                .withKeywordsDeciding(true));
    }

    private static CaseToRoute wanted(String category, String area, String title, String address, String respondent) {
        return new CaseToRoute(title, "", category, area, address, respondent, null, DAY);
    }

    private static RoutingDecision.Dispatch dispatch(RoutingDecision decision) {
        assertThat(decision).isInstanceOf(RoutingDecision.Dispatch.class);
        return (RoutingDecision.Dispatch) decision;
    }

    private static RoutingDecision.Triage triage(RoutingDecision decision) {
        assertThat(decision).isInstanceOf(RoutingDecision.Triage.class);
        return (RoutingDecision.Triage) decision;
    }

    private void rule(String category, String area, String unit) {
        add(category, area, new Lead.OfUnit(unit), List.of(), DAY, null);
    }

    private void add(String category, String area, Lead lead, List<String> words, LocalDate from, LocalDate to) {
        rules.add(new CatalogueRule(UUID.randomUUID(), category, area, words, lead, List.of(), from, to));
    }

    private static Unit unit(String code, UnitLevel level, String parent, String... areas) {
        return new Unit(
                code,
                "unit " + code,
                level,
                parent,
                "group",
                Arrays.asList(areas),
                1,
                SignOffLevel.DEPUTY,
                false,
                true,
                EVER,
                null);
    }

    private static Area area(String code, String name, String... parents) {
        return new Area(code, name, Arrays.asList(parents), false, List.of(), true, EVER);
    }
}
