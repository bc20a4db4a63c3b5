package org.hotline12345.assessment.bulletin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.assessment.bulletin.model.Samples.NAMING;
import static org.hotline12345.assessment.bulletin.model.Samples.THRESHOLDS;
import static org.hotline12345.assessment.bulletin.model.Samples.by;
import static org.hotline12345.assessment.bulletin.model.Samples.figures;
import static org.hotline12345.assessment.bulletin.model.Samples.totals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotableRuleTest {
    private static final String ALL = "/api/v1/indicators?period=2026-W47&by=none&compare=previous";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "110 | 100 | 受理诉求110件，比上期上升10.00%（增加10件）。 | 110 cases were received, up 10.00% on the period before (10 more).",
                "89 | 100 | 受理诉求89件，比上期下降11.00%（减少11件）。 | 89 cases were received, down 11.00% on the period before (11 fewer).",
            })
    void a_change_of_volume_stands_out(long now, long before, String chinese, String english) {
        var found = find(NotableRule.VOLUME, totals(received(now), received(before), received(0)));

        assertThat(found).extracting(finding -> finding.sentence().zh()).containsExactly(chinese);
        assertThat(found).extracting(finding -> finding.sentence().en()).containsExactly(english);
        assertThat(found).extracting(Finding::query).containsExactly(ALL);
        assertThat(found.get(0).rule()).isEqualTo("VOLUME");
        assertThat(found.get(0).figures())
                .containsEntry("received", BigDecimal.valueOf(now))
                .containsEntry("before", BigDecimal.valueOf(before));
    }

    @ParameterizedTest
    @CsvSource({"109, 100", "91, 100", "50, 0"})
    void a_little_more_or_less_does_not(long now, long before) {
        assertThat(find(NotableRule.VOLUME, totals(received(now), received(before), received(now))))
                .isEmpty();
    }

    @Test
    void the_year_before_is_compared_too() {
        var found = find(NotableRule.VOLUME, totals(received(80), received(80), received(100)));

        assertThat(found)
                .extracting(finding -> finding.sentence().zh())
                .containsExactly("受理诉求80件，比上年同期下降20.00%（减少20件）。");
        assertThat(found.get(0).query()).endsWith("&by=none&compare=year");
    }

    @Test
    void categories_and_areas_that_grew_fast_are_named_the_fastest_first() {
        var now = Map.of(
                "A",
                received(30),
                "B",
                received(60),
                "C",
                received(29),
                "D",
                received(19),
                "E",
                received(300),
                "F",
                received(45),
                "NEW",
                received(99));
        var before = Map.of(
                "A",
                received(20),
                "B",
                received(20),
                "C",
                received(20),
                "D",
                received(1),
                "E",
                received(100),
                "F",
                received(15));
        var categories = find(NotableRule.CATEGORY_SURGE, by(Dimension.CATEGORY, now, before));
        var areas = find(NotableRule.AREA_SURGE, by(Dimension.AREA, now, before));

        assertThat(categories)
                .extracting(finding -> finding.sentence().zh())
                .containsExactly(
                        "名B类诉求60件，比上期增加40件，上升200.00%。",
                        "名E类诉求300件，比上期增加200件，上升200.00%。", "名F类诉求45件，比上期增加30件，上升200.00%。");
        assertThat(categories.get(0).sentence().en())
                .isEqualTo("Name B: 60 cases, 40 more than in the period before, up 200.00%.");
        assertThat(categories.get(0).query())
                .isEqualTo("/api/v1/indicators?period=2026-W47&by=category&level=2&compare=previous");
        assertThat(areas.get(0).sentence().zh()).isEqualTo("名B诉求60件，比上期增加40件，上升200.00%。");
        assertThat(areas.get(0).query()).isEqualTo("/api/v1/indicators?period=2026-W47&by=area&compare=previous");
        assertThat(find(
                        NotableRule.CATEGORY_SURGE,
                        by(Dimension.CATEGORY, Map.of("A", received(30)), Map.of("A", received(20)))))
                .hasSize(1);
    }

    @Test
    void rates_that_moved_a_point_are_told() {
        var now = figures(Count.DUE, 100, Count.FINISHED_ON_TIME, 96, Count.ANSWERED, 1000, Count.SATISFIED, 909);
        var before = figures(Count.DUE, 100, Count.FINISHED_ON_TIME, 97, Count.ANSWERED, 1000, Count.SATISFIED, 900);
        var found = find(NotableRule.RATE_MOVED, totals(now, before, Figures.none()));

        assertThat(found).extracting(finding -> finding.sentence().zh()).containsExactly("按时办结率为96.00%，比上期下降1.00个百分点。");
        assertThat(found.get(0).sentence().en())
                .isEqualTo("On-time rate: 96.00%, down 1.00 points on the period before.");
        assertThat(found.get(0).figures())
                .containsEntry("onTimeRate", new BigDecimal("96.00"))
                .containsEntry("numerator", BigDecimal.valueOf(96))
                .containsEntry("denominator", BigDecimal.valueOf(100));
    }

    @Test
    void units_with_a_great_part_of_what_is_overdue_are_named() {
        var units = Map.of(
                "A", figures(Count.OVERDUE, 20), "B", figures(Count.OVERDUE, 65), "C", figures(Count.OVERDUE, 15));
        var found = find(NotableRule.OVERDUE_CONCENTRATED, by(Dimension.UNIT, units, Map.of()));

        assertThat(found)
                .extracting(finding -> finding.sentence().zh())
                .containsExactly("名B超期65件，占全部超期件的65.00%。", "名A超期20件，占全部超期件的20.00%。");
        assertThat(found.get(0).sentence().en()).isEqualTo("Name B has 65 overdue, 65.00% of all that is overdue.");
        assertThat(found.get(0).query()).isEqualTo("/api/v1/indicators?period=2026-W47&by=unit&unit=B");
        assertThat(find(
                        NotableRule.OVERDUE_CONCENTRATED,
                        by(Dimension.UNIT, Map.of("A", figures(Count.OVERDUE, 1)), Map.of())))
                .as("one overdue case is no concentration")
                .isEmpty();
    }

    @Test
    void units_below_the_targets_are_named_if_they_had_enough_to_do() {
        var units = Map.of(
                "A", figures(Count.DUE, 10, Count.FINISHED_ON_TIME, 9, Count.ANSWERED, 20, Count.SATISFIED, 19),
                "B", figures(Count.DUE, 9, Count.FINISHED_ON_TIME, 0, Count.ANSWERED, 10, Count.SATISFIED, 5),
                "C", figures(Count.DUE, 100, Count.FINISHED_ON_TIME, 95),
                "D", figures(Count.DUE, 50, Count.FINISHED_ON_TIME, 40));
        var gathered = by(Dimension.UNIT, units, Map.of());

        assertThat(find(NotableRule.ON_TIME_LOW, gathered))
                .extracting(finding -> finding.sentence().zh())
                .containsExactly("名D按时办结率80.00%（应办结50件），低于95%。", "名A按时办结率90.00%（应办结10件），低于95%。");
        assertThat(find(NotableRule.SATISFACTION_LOW, gathered))
                .extracting(finding -> finding.sentence().en())
                .containsExactly("Name B: satisfaction rate 50.00% (10 answered), below 95%.");
        assertThat(find(NotableRule.ON_TIME_LOW, gathered).get(0).query())
                .isEqualTo("/api/v1/indicators?period=2026-W47&by=unit&unit=D");
    }

    @Test
    void citizens_who_still_wait_are_counted() {
        var some = figures(Count.TO_BE_INFORMED, 14_513, Count.INFORMED, 13_891);

        assertThat(find(NotableRule.NOT_INFORMED, totals(some, Figures.none(), Figures.none())))
                .extracting(finding -> finding.sentence().zh())
                .containsExactly("应反馈14,513件中尚有622件未向诉求人反馈结果，反馈回复率95.71%。");
        assertThat(find(
                        NotableRule.NOT_INFORMED,
                        totals(figures(Count.TO_BE_INFORMED, 5, Count.INFORMED, 5), some, some)))
                .isEmpty();
    }

    @Test
    void more_rework_supervision_or_returns_stand_out() {
        var now = figures(Count.REWORKED, 11, Count.SUPERVISED, 9, Count.RETURNS_GRANTED, 10);
        var before = figures(Count.REWORKED, 10, Count.SUPERVISED, 1, Count.RETURNS_GRANTED, 10);
        var found = find(NotableRule.REPEATED_WORK, totals(now, before, Figures.none()));

        assertThat(found).extracting(finding -> finding.sentence().zh()).containsExactly("重办量11件，比上期上升10.00%。");
        assertThat(found.get(0).sentence().en()).isEqualTo("Reworked: 11, up 10.00% on the period before.");
    }

    @Test
    void figures_of_certain_cases_are_compared_with_nothing() {
        var gathered = totals(received(200), received(100), received(100));
        var ofCases = new Gathered(
                gathered.period(),
                null,
                "",
                2,
                gathered.total(),
                gathered.totalBefore(),
                gathered.totalYearBefore(),
                Map.of(),
                Map.of(),
                null,
                null,
                CaseListing.NONE,
                CaseListing.NONE);

        assertThat(Samples.COMPOSITION.of(gathered).findings()).hasSize(2);
        assertThat(Samples.COMPOSITION.of(ofCases).findings()).isEmpty();
    }

    private static Figures received(long cases) {
        return figures(Count.RECEIVED, cases);
    }

    private static List<Finding> find(NotableRule rule, Gathered gathered) {
        return rule.findings(gathered, THRESHOLDS, NAMING);
    }
}
