package org.hotline12345.assessment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.Score;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemTexts;
import org.hotline12345.chassis.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSetDocumentsTest {
    private static final String SOUND = """
            id: sound
            name: {zh: 试, en: trial}
            source: {zh: 自拟, en: own}
            items:
              - item: on-time
                name: {zh: 按时办结率, en: On time}
                rate: onTimeRate
                points: {kind: loss-per-point, max: 20, fullFrom: 95, lossPerPoint: 1, floor: 0}
            """;

    private final RuleSetDocuments documents = new RuleSetDocuments();

    @ParameterizedTest
    @ValueSource(strings = {"four-rates", "hundred-points", "weighted-rates", "grades-by-volume"})
    void the_shipped_rule_sets_are_sound(String id) {
        assertThat(shipped(id).id()).isEqualTo(id);
    }

    @Test
    void the_articles_four_indicators_have_its_targets() {
        assertThat(shipped("four-rates").items())
                .extracting(item -> item.points().target().intValueExact())
                .containsExactly(100, 100, 100, 95);
        assertThat(total(
                        "four-rates",
                        Map.of("acceptance", "100", "on-time", "100", "feedback", "100", "satisfaction", "95")))
                .isEqualByComparingTo("100");
        assertThat(total(
                        "four-rates",
                        Map.of("acceptance", "100", "on-time", "100", "feedback", "100", "satisfaction", "72.91")))
                .isEqualByComparingTo("94.19");
    }

    @Test
    void the_hundred_point_scheme_gives_the_published_points() {
        assertThat(total("hundred-points", Map.of("on-time", "89.82"))).isEqualByComparingTo("14.82");
        assertThat(total("hundred-points", Map.of("satisfaction", "70.59"))).isEqualByComparingTo("12.795");
        assertThat(total("hundred-points", Map.of("on-time", "89.82", "signing", "95", "satisfaction", "70.59")))
                .isEqualByComparingTo("37.615");
        // Lianyungang 2019-06: 24,165 of 29,186 in time
        var input = Score.input(
                shipped("hundred-points").items().get(0),
                Figures.of(Map.of(Count.DUE, 29_186L, Count.FINISHED_ON_TIME, 24_165L)),
                2);
        assertThat(input.value()).isEqualByComparingTo("82.80");
    }

    @Test
    void the_weighted_sum_is_the_sum_of_its_percentages() {
        assertThat(total(
                        "weighted-rates",
                        Map.of("finished", "96.16", "satisfaction", "70.59", "feedback-and-callback", "90")))
                .isEqualByComparingTo("85.41");
        assertThat(total(
                        "weighted-rates",
                        Map.of("finished", "100", "satisfaction", "100", "feedback-and-callback", "100")))
                .isEqualByComparingTo("100");
    }

    @Test
    void the_scheme_by_bands_grades_without_ranks() {
        var rules = shipped("grades-by-volume");

        assertThat(rules.ranked()).isFalse();
        assertThat(rules.answers().counted()).isEqualTo(AnswerRule.Counted.LAST);
        assertThat(rules.volumeBands().of(60).zh()).startsWith("办件量中");
        assertThat(rules.grade(new BigDecimal("79.99"))).isEqualTo("C");
    }

    @Test
    void the_version_in_a_document_is_not_taken() {
        assertThat(documents.read(SOUND + "version: 9\n", 3).version()).isEqualTo(3);
    }

    @Test
    void json_is_read_as_well() {
        assertThat(documents.read("""
                                {"id": "j", "name": {"zh": "试", "en": "t"}, "source": {"zh": "自", "en": "o"},
                                 "items": [{"item": "a", "name": {"zh": "甲", "en": "a"}, "rate": "onTimeRate",
                                   "points": {"kind": "weight", "max": 100}}]}
                                """, 1).max()).isEqualByComparingTo("100");
    }

    @Test
    void merged_cases_count_for_each_citizen_unless_the_item_says_once() {
        assertThat(documents.read(SOUND, 1).items().get(0).facts().mergedOnce()).isFalse();
        assertThat(facts("merged: EACH").mergedOnce()).isFalse();
        assertThat(facts("merged: ONCE")).isEqualTo(FactFilter.MERGED_ONCE);
        assertThat(facts("merged: ONCE, channels: [WEB]").channels()).containsExactly("WEB");
    }

    private FactFilter facts(String filter) {
        return documents
                .read(SOUND + "    filter: {" + filter + "}\n", 1)
                .items()
                .get(0)
                .facts();
    }

    @Test
    void every_fault_names_its_line_and_field() {
        assertFault(SOUND.replace("max: 20", "max: -3"), "items[0].points.max", 8);
        assertFault(SOUND.replace("rate: onTimeRate", "formula: 1+1"), "items[0].formula", 7);
        assertFault(SOUND.replace("onTimeRate", "beautyRate"), "items[0].rate", 7);
        assertFault(SOUND.replace("name: {zh: 试, en: trial}", "name: {zh: 试}"), "name.en", 2);
        assertFault(SOUND.replace("floor: 0", "floor: 21"), "items[0].points.floor", 8);
        assertFault(SOUND.replace("loss-per-point", "script"), "items[0].points.kind", 8);
        assertFault(SOUND + "findings: {cap: 5}\n", "findings.grave", 9);
        assertFault(SOUND + "    filter: {merged: TWICE}\n", "items[0].filter.merged", 9);
        assertFault(SOUND + "grades:\n  - {grade: A, from: 80}\n  - {grade: B, from: 90}\n", "grades", 9);
        assertFault(SOUND + "limits: {least: 3, least: 4}\n", "limits.least", 9);
        assertFault(SOUND + "  : [\n", "document", 9);
        assertFault("just text\n", "document", 1);
    }

    @Test
    void faults_are_told_in_the_readers_language() {
        Violation fault = faults(SOUND.replace("onTimeRate", "beautyRate")).get(0);

        assertThat(text(fault, Language.ZH)).startsWith("没有“beautyRate”这个比率");
        assertThat(text(fault, Language.EN)).startsWith("“beautyRate” is not a rate");
        assertThat(text(faults(SOUND.replace("max: 20", "max: many")).get(0), Language.ZH))
                .isEqualTo("类型应为 number");
    }

    private static String text(Violation fault, Language language) {
        return ProblemTexts.find(language, fault.message(), fault.args()).orElseThrow();
    }

    private void assertFault(String document, String field, int line) {
        assertThat(faults(document))
                .as(document)
                .anySatisfy(
                        fault -> assertThat(tuple(fault.field(), fault.line())).isEqualTo(tuple(field, line)));
    }

    private List<Violation> faults(String document) {
        return catchThrowableOfType(Problem.class, () -> documents.read(document, 1))
                .violations();
    }

    private RuleSet shipped(String id) {
        return documents.read(RuleSetDocuments.resource("rule-sets/" + id + ".yaml"), 1);
    }

    private BigDecimal total(String rules, Map<String, String> rates) {
        return Score.trial(shipped(rules), item -> {
                    String rate = rates.get(item.item());
                    return rate == null ? Score.Input.NONE : new Score.Input(new BigDecimal(rate), null, null);
                })
                .total();
    }
}
