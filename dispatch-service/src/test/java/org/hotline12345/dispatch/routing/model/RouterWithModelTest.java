package org.hotline12345.dispatch.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.dispatch.routing.model.classifier.Guess;
import org.hotline12345.dispatch.routing.model.classifier.Training;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.RoutingCandidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterWithModelTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    private static final RoutingBook BOOK = ChangchunBook.read();
    private static final Router ROUTER = new Router(BOOK);

    /** 自来水供应 → CCSWJT; 物业服务 → the district. */
    private static final String WATER_SUPPLY = "C010216";

    private static final String PROPERTY = "C011003";

    @Test
    void above_its_threshold_the_model_decides_and_says_why() {
        var to = (RoutingDecision.Dispatch)
                ROUTER.route(wanted("求助", "龙头里流不出来", null), opinion(0.9, guess(WATER_SUPPLY, 0.95, "龙头")));
        assertThat(to.unit()).isEqualTo("CCSWJT");
        assertThat(to.decidedBy()).isEqualTo(DecidedBy.MODEL);
        assertThat(to.category()).isEqualTo(WATER_SUPPLY);
        assertThat(to.confidence()).isEqualTo(0.95);
        assertThat(to.modelVersion()).isEqualTo("v1");
        assertThat(to.reason()).contains("分类模型", "自来水", "0.95", "龙头");
    }

    @Test
    void below_it_a_dispatcher_sees_the_candidates_and_the_words_that_spoke_for_each() {
        var waits = (RoutingDecision.Triage) ROUTER.route(
                wanted("求助", "龙头里流不出来", null), opinion(0.9, guess(WATER_SUPPLY, 0.6, "龙头"), guess("C05", 0.3, "流")));
        assertThat(waits.candidates()).hasSizeBetween(1, 5);
        assertThat(waits.candidates().get(0).unit()).isEqualTo("CCSWJT");
        assertThat(waits.candidates().get(0).confidence()).isEqualTo(0.6);
        assertThat(waits.candidates().get(0).why()).contains("龙头");
        assertThat(waits.reason()).contains("把握不足");
        assertThat(waits.modelVersion()).isEqualTo("v1");
    }

    @Test
    void where_the_words_of_the_catalogue_agree_a_lower_threshold_counts() {
        var to = (RoutingDecision.Dispatch)
                ROUTER.route(wanted("小区停水两天", "自来水没有了", null), opinion(0.9, guess(WATER_SUPPLY, 0.6, "停水")));
        assertThat(to.unit()).isEqualTo("CCSWJT");
        assertThat(to.decidedBy()).isEqualTo(DecidedBy.CATALOGUE);
        assertThat(to.reason()).contains("关键词", "分类模型意见一致");
    }

    @Test
    void where_they_disagree_and_the_model_is_not_sure_a_dispatcher_decides() {
        var waits = ROUTER.route(
                wanted("小区停水两天", "自来水没有了", null),
                new ModelOpinion("v1", List.of(), List.of(guess("CCJYJ", 0.7, "小区")), 1, 0.9, 0.5));
        assertThat(waits).isInstanceOf(RoutingDecision.Triage.class);
        assertThat(waits.reason()).contains("意见不一");
    }

    @Test
    void a_category_that_the_catalogue_knows_needs_no_model() {
        var to = (RoutingDecision.Dispatch) ROUTER.route(
                new CaseToRoute("t", "x", WATER_SUPPLY, null, null, null, null, DAY),
                new ModelOpinion("v1", List.of(), List.of(guess("CCJYJ", 1, "x")), 1, 0.1, 0.1));
        assertThat(to.unit()).isEqualTo("CCSWJT");
        assertThat(to.modelVersion()).isNull();
        assertThat(ROUTER.isOpen(wanted("t", "x", null))).isTrue();
        assertThat(ROUTER.isOpen(new CaseToRoute("t", "x", WATER_SUPPLY, null, null, null, null, DAY)))
                .isFalse();
    }

    @Test
    void a_unit_of_another_district_stands_for_the_one_of_the_place() {
        var to = (RoutingDecision.Dispatch) ROUTER.route(
                wanted("求助", "无人处理", "宽城区某路"),
                new ModelOpinion(
                        "v1",
                        List.of(),
                        List.of(guess("Q-220102", 0.5, "处理"), guess("Q-220106", 0.45, "处理")),
                        1,
                        0.9,
                        0.9));
        assertThat(to.unit()).isEqualTo("Q-220103");
        assertThat(to.confidence()).isGreaterThan(0.94);
    }

    @Test
    void the_accused_is_no_candidate() {
        var accused = new CaseToRoute("求助", "举报", null, null, null, "CCSWJT", null, DAY);
        var decision = ROUTER.route(
                accused,
                new ModelOpinion(
                        "v1", List.of(), List.of(guess("CCSWJT", 0.9, "x"), guess("CCJYJ", 0.1, "x")), 1, 0.95, 0.95));
        assertThat(decision.candidates()).extracting(RoutingCandidate::unit).containsExactly("CCJYJ");
    }

    @Test
    void suggestions_are_what_the_steps_the_model_and_the_words_name_apart_from_some() {
        var about = wanted("小区停水两天", "自来水没有了,物业不管", null);
        var opinion = new ModelOpinion(
                "v1",
                List.of(),
                List.of(guess("CCSWJT", 0.6, "停水"), guess("CCJYJ", 0.3, "小区"), guess("CCQXJ", 0.1, "水")),
                1,
                0.9,
                0.9);
        assertThat(ROUTER.suggestions(about, opinion, "CCSWJT"::equals))
                .extracting(RoutingCandidate::unit)
                .startsWith("CCJYJ", "CCQXJ")
                .doesNotContain("CCSWJT")
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(5);
        assertThat(ROUTER.suggestions(about, null, none -> false))
                .extracting(RoutingCandidate::unit)
                .first()
                .isEqualTo("CCSWJT");
        assertThat(ROUTER.suggestions(about, null, "CCSWJT"::equals))
                .extracting(RoutingCandidate::unit)
                .doesNotContain("CCSWJT");
        // where the catalogue decides there are no candidates yet: the model names them
        var withCategory = new CaseToRoute("停水", "没有水", WATER_SUPPLY, null, null, null, null, DAY);
        assertThat(ROUTER.suggestions(withCategory, opinion, "CCSWJT"::equals))
                .extracting(RoutingCandidate::unit)
                .startsWith("CCJYJ", "CCQXJ");
    }

    @ParameterizedTest
    @CsvSource({
        // a matter of the districts; the text names two
        "C011003, '南关区和绿园区之间', TRIAGE",
        "C011003, '正阳街道的物业', TRIAGE",
        "C011003, '绿园区正阳街道的物业', DISPATCH",
        // the same unit answers for the whole city
        "C010216, '南关区和绿园区之间', DISPATCH"
    })
    void where_the_place_is_ambiguous_and_matters_a_dispatcher_decides(String category, String text, String outcome) {
        var decision = ROUTER.route(new CaseToRoute("t", text, category, null, null, null, null, DAY));
        assertThat(decision instanceof RoutingDecision.Dispatch).isEqualTo(outcome.equals("DISPATCH"));
        if (outcome.equals("TRIAGE")) {
            assertThat(decision.reason()).contains("属地不明确");
            assertThat(decision.candidates()).hasSize(2);
        }
    }

    @Test
    void a_rehearsal_finds_the_thresholds_and_judges_the_pipeline() {
        var cases = new ArrayList<ConfirmedCase>();
        for (int i = 0; i < 120; i++) {
            cases.add(confirmed("停水" + i, "水管没有水,龙头坏了", WATER_SUPPLY, "CCSWJT", false));
            cases.add(confirmed("学校" + i, "老师收补课费", "C0501", "CCJYJ", i == 0));
        }
        var lessons = new Lessons(cases.subList(0, 160), 8);
        assertThat(lessons.units()).hasSize(162);
        var units = Training.train(lessons.units(), part -> {}).model();
        var categories = Training.train(lessons.categories(BOOK), part -> {}).model();
        var rehearsal = new Rehearsal(BOOK);
        var heldOut = cases.subList(160, 240);
        var model = rehearsal.fit("v1", categories, units, heldOut, 0.97);
        assertThat(Math.min(model.alone(), model.agreed())).isLessThan(RouterModel.NEVER);
        var replay = rehearsal.replay(model, heldOut);
        assertThat(replay.all().right()).isEqualTo(replay.all().number());
        assertThat(replay.all().number() + replay.triage()).isEqualTo(80);
        assertThat(rehearsal.judge(model, heldOut)).allMatch(judged -> judged.right());
        assertThat(rehearsal
                        .fit("v2", categories, units, cases.subList(160, 170), 0.97)
                        .alone())
                .as("ten cases prove nothing")
                .isEqualTo(RouterModel.NEVER);
    }

    @Test
    void a_category_of_few_cases_is_learned_as_the_one_above_it() {
        var cases = new ArrayList<ConfirmedCase>();
        for (int i = 0; i < 5; i++) {
            cases.add(confirmed("a", "x", WATER_SUPPLY, "CCSWJT", false));
            cases.add(confirmed("b", "x", PROPERTY, "CCZJJ", false));
        }
        cases.add(confirmed("c", "x", "C050101", "CCJYJ", false));
        cases.add(confirmed("d", "x", null, "CCJYJ", false));
        assertThat(new Lessons(cases, 5).learnedAs(BOOK))
                .containsEntry(WATER_SUPPLY, WATER_SUPPLY)
                .doesNotContainKey("C050101");
        assertThat(new Lessons(cases, 6).learnedAs(BOOK))
                .containsEntry(WATER_SUPPLY, "C01")
                .containsEntry(PROPERTY, "C01");
        assertThat(new Lessons(cases, 5).units()).hasSize(10);
    }

    private static ConfirmedCase confirmed(String title, String text, String category, String unit, boolean returned) {
        return new ConfirmedCase(wanted(title, text, null), category, unit, returned, Instant.EPOCH);
    }

    private static CaseToRoute wanted(String title, String text, String address) {
        return new CaseToRoute(title, text, null, null, address, null, null, DAY);
    }

    private static Guess guess(String label, double probability, String word) {
        return new Guess(label, probability, List.of(word));
    }

    private static ModelOpinion opinion(double alone, Guess... categories) {
        return new ModelOpinion("v1", List.of(categories), List.of(), 0, alone, 0.5);
    }
}
