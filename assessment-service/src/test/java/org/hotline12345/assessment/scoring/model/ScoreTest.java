package org.hotline12345.assessment.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.scoring.model.RuleSet.WithoutDenominator;
import org.hotline12345.events.UnitLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {
    private static final PointsRule ON_TIME = loss("20", "95", "1", "0");
    private static final PointsRule SIGNING = loss("10", "95", "1", "0");
    private static final PointsRule SATISFACTION = loss("25", "95", "0.5", "12.5");

    @ParameterizedTest
    @CsvSource({
        "89.82, 14.82", // published
        "95.00, 20",
        "100, 20",
        "94.99, 19.99",
        "75, 0",
        "74.99, 0",
        "0, 0",
    })
    void on_time_loses_a_point_for_each_percentage_point_below_95(BigDecimal rate, BigDecimal points) {
        assertThat(ON_TIME.points(rate)).isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "70.59, 12.795", // published
        "95, 25",
        "90, 22.5",
        "70, 12.5",
        "69.99, 12.5",
        "0, 12.5",
    })
    void satisfaction_loses_half_a_point_but_keeps_half_the_marks(BigDecimal rate, BigDecimal points) {
        assertThat(SATISFACTION.points(rate)).isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @CsvSource({"95, 95, 25", "100, 95, 25", "47.5, 95, 12.50", "90, 95, 23.68", "0, 95, 0", "99.99, 100, 25.00"})
    void a_share_of_the_target_gives_a_share_of_the_marks(BigDecimal rate, BigDecimal target, BigDecimal points) {
        assertThat(new PointsRule.ShareOfTarget(new BigDecimal("25"), target).points(rate))
                .isEqualByComparingTo(points);
    }

    @Test
    void every_score_says_how_it_came_about() {
        assertThat(ON_TIME.how(new BigDecimal("89.82")).zh())
                .isEqualTo("89.82%低于满分线95%共5.18个百分点，每个百分点扣1分，得14.82分（满分20分）");
        assertThat(ON_TIME.how(new BigDecimal("89.82")).en())
                .isEqualTo("89.82 % is 5.18 percentage points below 95 %, 1 points lost for each: 14.82 of 20");
        assertThat(ON_TIME.how(new BigDecimal("96")).zh()).isEqualTo("96%达到满分线95%，得满分20分");
        assertThat(ON_TIME.how(new BigDecimal("96")).en()).isEqualTo("96 % reaches 95 %: full marks 20");
        assertThat(SATISFACTION.how(new BigDecimal("60.00")).zh()).endsWith("得12.5分（满分25分），已到最低分");
        assertThat(SATISFACTION.how(new BigDecimal("60.00")).en()).endsWith("12.5 of 25 (the least)");
        var share = new PointsRule.ShareOfTarget(new BigDecimal("25"), new BigDecimal("95"));
        assertThat(share.how(new BigDecimal("90.00")).zh()).isEqualTo("90%未达目标95%，按比例得分：25×90÷95=23.68分（满分25分）");
        assertThat(share.how(new BigDecimal("90.00")).en())
                .isEqualTo("90 % of the target of 95 %: 25 × 90 ÷ 95 = 23.68 of 25");
        assertThat(share.how(new BigDecimal("100.00")).zh()).isEqualTo("100%达到目标95%，得满分25分");
        assertThat(share.how(new BigDecimal("100.00")).en())
                .isEqualTo("100 % reaches the target of 95 %: full marks 25");
    }

    @Test
    void the_total_is_the_sum_of_the_points() {
        var score = score(rules(WithoutDenominator.LEAVE_OUT), "89.82", "95", "70.59");

        assertThat(score.total()).isEqualByComparingTo("37.615");
        assertThat(score.scaled()).isFalse();
    }

    @Test
    void rates_are_rounded_before_they_are_scored() {
        var score = score(rules(WithoutDenominator.LEAVE_OUT), "89.815", "95", "70.585");

        assertThat(score.items().get(0).value()).isEqualTo("89.82");
        assertThat(score.items().get(0).points()).isEqualByComparingTo("14.82");
        assertThat(score.items().get(2).points()).isEqualByComparingTo("12.795");
    }

    @Test
    void an_item_without_a_denominator_is_left_out_and_the_total_scaled_up() {
        var score = score(rules(WithoutDenominator.LEAVE_OUT), "90", null, null);

        assertThat(score.total()).isEqualByComparingTo("41.25");
        assertThat(score.scaled()).isTrue();
        assertThat(score.items().get(1).points()).isNull();
        assertThat(score.items().get(1).how().zh()).isEqualTo("无考核基数，不计分");
        assertThat(score.items().get(1).how().en()).contains("left out");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 95, 70, true", // all there is
        "100, , 70, true", // 45 of 55 marks
        "100, 95, , true", // 30 of 55
        ", , 100, false", // 25 of 55
        "100, , , false" // 20 of 55
    })
    void too_little_scored_is_not_enough_for_a_place(
            String onTime, String signed, String satisfaction, boolean enough) {
        // U8
        assertThat(score(rules(WithoutDenominator.LEAVE_OUT), onTime, signed, satisfaction)
                        .representative())
                .isEqualTo(enough);
    }

    @Test
    void a_rule_set_may_give_full_marks_where_nothing_was_due() {
        var score = score(rules(WithoutDenominator.FULL_MARKS), "90", null, null);

        assertThat(score.total()).isEqualByComparingTo("50");
        assertThat(score.scaled()).isFalse();
        assertThat(score.items().get(1).how().zh()).contains("计满分");
        assertThat(score.items().get(1).how().en()).contains("full marks");
    }

    @Test
    void a_unit_without_anything_has_no_total() {
        assertThat(score(rules(WithoutDenominator.FULL_MARKS), null, null, null).total())
                .isNull();
    }

    @Test
    void a_trial_scores_only_what_is_given() {
        var given = Map.of("on-time", new BigDecimal("89.82"), "satisfaction", new BigDecimal("70.59"));

        var score = Score.trial(
                rules(WithoutDenominator.FULL_MARKS), item -> new Score.Input(given.get(item.item()), null, null));

        assertThat(score.total()).isEqualByComparingTo("27.615");
        assertThat(score.items().get(1).points()).isNull();
    }

    @Test
    void a_trial_follows_the_rule_set_where_what_is_given_has_no_denominator() {
        Function<RuleSet.Item, Score.Input> nothingDue = item -> new Score.Input(null, 0L, 0L);

        assertThat(Score.trial(rules(WithoutDenominator.FULL_MARKS), nothingDue).items())
                .as("F28")
                .allSatisfy(item -> assertThat(item.points())
                        .isEqualByComparingTo(item.item().points().max()));
        assertThat(Score.trial(rules(WithoutDenominator.LEAVE_OUT), nothingDue).total())
                .isNull();
    }

    @Test
    void an_item_is_meant_by_its_id_or_its_rate() {
        var item = rules(WithoutDenominator.LEAVE_OUT).items().get(0);

        assertThat(List.of("on-time", "onTime", "onTimeRate", "ON_TIME")).allMatch(item::isMeantBy);
        assertThat(item.isMeantBy("satisfaction")).isFalse();
    }

    @Test
    void acceptance_of_a_unit_is_what_it_signed() {
        assertThat(item("acceptance", "acceptanceRate", ON_TIME).bases())
                .containsExactly(Basis.of(Rate.UNIT_ACCEPTANCE));
    }

    @ParameterizedTest
    @CsvSource({"100, 40", "98, 40", "97.99, 36", "95, 36", "90, 30", "80, 20", "79.99, 0", "0, 0"})
    void a_ladder_gives_the_points_of_the_highest_step_reached(BigDecimal rate, BigDecimal points) {
        assertThat(ladder().points(rate)).isEqualByComparingTo(points);
        assertThat(ladder().max()).isEqualByComparingTo("40");
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "2, 20", "3, 18", "11, 2", "12, 1", "400, 1"})
    void each_case_beyond_the_free_ones_costs_points_down_to_the_floor(BigDecimal cases, BigDecimal points) {
        var rule = new PointsRule.LossPerCase(dec("20"), dec("2"), 2, dec("1"));

        assertThat(rule.points(cases)).isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 1.5", "6, 3", "60, 3"})
    void a_bonus_grows_with_the_cases_up_to_its_cap(BigDecimal cases, BigDecimal points) {
        assertThat(new PointsRule.GainPerCase(dec("3"), dec("0.5")).points(cases))
                .isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "3, 10", "4.5, 8.5", "13, 0", "50, 0"})
    void a_rate_that_had_better_be_low_loses_points_above_its_threshold(BigDecimal rate, BigDecimal points) {
        assertThat(new PointsRule.LossPerPointAbove(dec("10"), dec("3"), dec("1"), null).points(rate))
                .isEqualByComparingTo(points);
    }

    @Test
    void the_kinds_say_how_in_both_languages() {
        assertThat(ladder().how(dec("96")).zh()).isEqualTo("96属于95以上档，得36分");
        assertThat(ladder().how(dec("12")).en()).isEqualTo("12 is below the lowest step: 0 points");
        assertThat(new PointsRule.Weight(dec("30")).how(dec("70.59")).zh()).isEqualTo("70.59%×30÷100=21.177分");
        assertThat(new PointsRule.LossPerCase(dec("20"), dec("2"), 0, null)
                        .how(dec("3"))
                        .zh())
                .isEqualTo("3件（其中0件以内不扣），每件扣2分，得14分（满分20分）");
        assertThat(new PointsRule.GainPerCase(dec("3"), dec("0.5"))
                        .how(dec("9"))
                        .en())
                .isEqualTo("9 cases, 0.5 points for each, at most 3: 3");
        assertThat(new PointsRule.LossPerPointAbove(dec("10"), dec("3"), dec("1"), null)
                        .how(dec("4.5"))
                        .zh())
                .isEqualTo("4.5%超过3%共1.5个百分点，每个百分点扣1分，得8.5分（满分10分）");
    }

    @Test
    void a_weighted_sum_of_rates_leaves_out_parts_without_a_denominator() {
        var item = new RuleSet.Item(
                "both",
                TEXT,
                null,
                null,
                List.of(new RuleSet.Part("feedbackRate", dec("1")), new RuleSet.Part("callbackRate", dec("3"))),
                null,
                null,
                new PointsRule.Weight(dec("50")));

        assertThat(Score.input(
                                item,
                                Figures.of(Map.of(
                                        Count.INFORMED, 9L,
                                        Count.TO_BE_INFORMED, 10L,
                                        Count.REACHED, 1L,
                                        Count.CALLED_BACK, 2L)),
                                2)
                        .value())
                .isEqualByComparingTo("60");
        assertThat(Score.input(item, Figures.of(Map.of(Count.INFORMED, 9L, Count.TO_BE_INFORMED, 10L)), 2)
                        .value())
                .isEqualByComparingTo("90");
        assertThat(Score.input(item, Figures.none(), 2)).isEqualTo(Score.Input.NONE);
    }

    @Test
    void orders_not_followed_and_findings_cost_points_up_to_caps_of_their_own() {
        var items = List.of(item("on-time", "onTimeRate", ON_TIME));
        var counting = rules(items, null, new RuleSet.Deductions(dec("10")), null);
        var silent = rules(WithoutDenominator.LEAVE_OUT);
        var late = deducted(UnitSheet.Deducted.Kind.RECTIFICATION_LATE, "1");
        var again = deducted(UnitSheet.Deducted.Kind.RECTIFICATION_NOT_FULFILLED, "2");
        var byHand = deducted(UnitSheet.Deducted.Kind.BY_HAND, "4");
        BigDecimal whole = totalOf(counting);

        assertThat(whole.subtract(totalOf(counting, late))).isEqualByComparingTo("1");
        assertThat(whole.subtract(totalOf(counting, late, again))).isEqualByComparingTo("3");
        assertThat(whole.subtract(totalOf(counting, late, again, again)))
                .as("the cap of orders")
                .isEqualByComparingTo("3");
        assertThat(whole.subtract(totalOf(counting, again, again, byHand)))
                .as("a cap for each kind")
                .isEqualByComparingTo("7");
        var serious = deducted(UnitSheet.Deducted.Kind.FINDING_SERIOUS, "1");
        var grave = deducted(UnitSheet.Deducted.Kind.FINDING_GRAVE, "2");
        assertThat(whole.subtract(totalOf(counting, serious))).isEqualByComparingTo("1");
        assertThat(whole.subtract(totalOf(counting, serious, grave, late)))
                .as("the cap of findings, and an order")
                .isEqualByComparingTo("3.5");
        assertThat(totalOf(silent, late, again, grave))
                .as("a rule set that says nothing of supervision")
                .isEqualByComparingTo(totalOf(silent));
    }

    private static BigDecimal totalOf(RuleSet rules, UnitSheet.Deducted... deducted) {
        return Score.of(rules, null, item -> new Score.Input(dec("99"), null, null), List.of(deducted))
                .total();
    }

    @Test
    void bonuses_deductions_and_limits_come_after_the_items() {
        var rules = rules(
                List.of(item("on-time", "onTimeRate", ON_TIME)),
                new RuleSet.Bonuses(
                        dec("2"), List.of(count("praise", "received", new PointsRule.GainPerCase(dec("5"), dec("1"))))),
                new RuleSet.Deductions(dec("10")),
                new RuleSet.Limits(dec("0"), dec("21")));

        assertThat(of(rules, null, "100", "1", "0").total()).isEqualByComparingTo("21");
        assertThat(of(rules, null, "100", "9", "0").total()).as("both caps").isEqualByComparingTo("21");
        assertThat(of(rules, null, "80", "9", "0").total()).as("bonus cap").isEqualByComparingTo("7");
        assertThat(of(rules, null, "100", "0", "3.5").total()).isEqualByComparingTo("16.5");
        assertThat(of(rules, null, "100", "0", "12").total())
                .as("deductions' cap")
                .isEqualByComparingTo("10");
        assertThat(of(rules, null, "76", "0", "9").total()).as("least").isEqualByComparingTo("0");
        assertThat(of(rules, null, null, "5", "9").total())
                .as("nothing to score")
                .isNull();
    }

    @Test
    void an_item_of_other_levels_is_left_out_and_the_total_scaled() {
        var streets = new RuleSet.Item(
                "signing", TEXT, "signedOnTimeRate", null, null, null, Set.of(UnitLevel.STREET), SIGNING);
        var rules = rules(List.of(item("on-time", "onTimeRate", ON_TIME), streets), null, null, null);

        assertThat(of(rules, UnitLevel.CITY, "85", "0", "0").total()).isEqualByComparingTo("15");
        assertThat(of(rules, UnitLevel.CITY, "85", "0", "0")
                        .items()
                        .get(1)
                        .how()
                        .zh())
                .isEqualTo("本级单位不考核此项");
        assertThat(of(rules, UnitLevel.STREET, "85", "0", "0").total()).isEqualByComparingTo("10");
    }

    @ParameterizedTest
    @CsvSource({"90, A", "89.99, B", "80, B", "60, C", "59.99, D", "0, D"})
    void a_total_falls_into_a_grade(BigDecimal total, String grade) {
        assertThat(graded().grade(total)).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"500, 大", "200, 大", "199, 中", "50, 中", "49, 小", "0, 小"})
    void units_stand_in_classes_by_their_number_of_cases(long cases, String band) {
        assertThat(bands().of(cases).zh()).isEqualTo(band);
    }

    @Test
    void the_total_is_rounded_if_the_rule_set_says_so() {
        var rules = new RuleSet(
                "a",
                1,
                TEXT,
                TEXT,
                null,
                null,
                new RuleSet.Rounding(1, 1),
                null,
                null,
                List.of(item("on-time", "onTimeRate", new PointsRule.Weight(dec("37")))),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);

        var score = Score.of(rules, null, i -> new Score.Input(dec("89.849"), null, null), List.of());

        assertThat(score.items().get(0).value()).isEqualByComparingTo("89.8");
        assertThat(score.total()).isEqualTo(dec("33.2"));
    }

    @Test
    void rule_sets_that_make_no_sense_are_refused() {
        var item = item("a", "onTimeRate", ON_TIME);
        assertRefused("id", () -> named("Bad Id", 1, TEXT, List.of(item)));
        assertRefused("version", () -> named("a", 0, TEXT, List.of(item)));
        assertRefused("name", () -> named("a", 1, null, List.of(item)));
        assertRefused("items", () -> named("a", 1, TEXT, List.of()));
        assertRefused("items", () -> named("a", 1, TEXT, List.of(item, item)));
        assertRefused("item", () -> item("A", "onTimeRate", ON_TIME));
        assertRefused("rate", () -> item("a", "noSuchRate", ON_TIME));
        assertRefused("points", () -> item("a", "onTimeRate", null));
        assertRefused("points", () -> item("a", "onTimeRate", new PointsRule.LossPerCase(dec("1"), dec("1"), 0, null)));
        assertRefused("points", () -> count("a", "overdue", ON_TIME));
        assertRefused("count", () -> count("a", "noSuchCount", ladder()));
        assertRefused("item", () -> new RuleSet.Item("a", TEXT, null, null, null, null, null, ON_TIME));
        assertRefused("item", () -> new RuleSet.Item("a", TEXT, "onTimeRate", "due", null, null, null, ON_TIME));
        assertRefused("max", () -> loss("0", "95", "1", "0"));
        assertRefused("fullFrom", () -> loss("20", "101", "1", "0"));
        assertRefused("lossPerPoint", () -> loss("20", "95", "-1", "0"));
        assertRefused("floor", () -> loss("20", "95", "1", "21"));
        assertRefused("target", () -> new PointsRule.ShareOfTarget(BigDecimal.ONE, BigDecimal.ZERO));
        assertRefused("max", () -> new PointsRule.ShareOfTarget(BigDecimal.ZERO, BigDecimal.TEN));
        assertRefused("steps", () -> new PointsRule.Ladder(List.of(step("90", "1"), step("90", "2")), null));
        assertRefused("bands", () -> new RuleSet.VolumeBands("due", List.of(new RuleSet.VolumeBands.Band(TEXT, 5))));
    }

    private static final RuleText TEXT = new RuleText("中", "en");

    private static void assertRefused(String field, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        RuleFault.class, fault -> assertThat(fault.field()).isEqualTo(field));
    }

    private static RuleSet.Item item(String id, String rate, PointsRule points) {
        return new RuleSet.Item(id, TEXT, rate, null, null, null, null, points);
    }

    private static RuleSet.Item count(String id, String count, PointsRule points) {
        return new RuleSet.Item(id, TEXT, null, count, null, null, null, points);
    }

    private static PointsRule.Ladder ladder() {
        return new PointsRule.Ladder(
                List.of(step("98", "40"), step("95", "36"), step("90", "30"), step("80", "20")), null);
    }

    private static PointsRule.Ladder.Step step(String from, String points) {
        return new PointsRule.Ladder.Step(dec(from), dec(points));
    }

    private static RuleSet.VolumeBands bands() {
        return new RuleSet.VolumeBands(
                "dispatched",
                List.of(
                        new RuleSet.VolumeBands.Band(new RuleText("大", "large"), 200),
                        new RuleSet.VolumeBands.Band(new RuleText("中", "middle"), 50),
                        new RuleSet.VolumeBands.Band(new RuleText("小", "small"), 0)));
    }

    private static RuleSet graded() {
        return new RuleSet(
                "a",
                1,
                TEXT,
                TEXT,
                null,
                null,
                null,
                null,
                null,
                List.of(item("on-time", "onTimeRate", ON_TIME)),
                null,
                null,
                null,
                null,
                null,
                List.of(
                        new RuleSet.Grade("A", dec("90")),
                        new RuleSet.Grade("B", dec("80")),
                        new RuleSet.Grade("C", dec("60")),
                        new RuleSet.Grade("D", dec("0"))),
                false,
                bands());
    }

    private static RuleSet named(String id, int version, RuleText name, List<RuleSet.Item> items) {
        return new RuleSet(
                id, version, name, TEXT, null, null, null, null, null, items, null, null, null, null, null, null, null,
                null);
    }

    private static RuleSet rules(WithoutDenominator without) {
        return new RuleSet(
                "test",
                1,
                TEXT,
                TEXT,
                null,
                without,
                null,
                null,
                null,
                List.of(
                        item("on-time", "onTimeRate", ON_TIME),
                        item("signing", "signedOnTimeRate", SIGNING),
                        item("satisfaction", "satisfactionRate", SATISFACTION)),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static RuleSet rules(
            List<RuleSet.Item> items, RuleSet.Bonuses bonuses, RuleSet.Deductions deductions, RuleSet.Limits limits) {
        return new RuleSet(
                "test",
                1,
                TEXT,
                TEXT,
                null,
                null,
                null,
                null,
                null,
                items,
                bonuses,
                deductions,
                new RuleSet.RectificationRule(dec("3"), dec("1"), dec("2")),
                new RuleSet.FindingRule(dec("2.5"), null, dec("1"), dec("2")),
                limits,
                null,
                null,
                null);
    }

    /** Scores a unit whose on-time rate is given; counts are {@code cases}. */
    private static Score of(RuleSet rules, UnitLevel level, String onTime, String cases, String deducted) {
        return Score.of(
                rules,
                level,
                item -> item.count() != null
                        ? new Score.Input(dec(cases), null, null)
                        : new Score.Input(
                                item.item().equals("on-time") ? onTime == null ? null : dec(onTime) : dec("85"),
                                null,
                                null),
                List.of(deducted(UnitSheet.Deducted.Kind.BY_HAND, deducted)));
    }

    private static UnitSheet.Deducted deducted(UnitSheet.Deducted.Kind kind, String points) {
        return new UnitSheet.Deducted(UUID.randomUUID(), kind, dec(points), "why", "somebody", Instant.EPOCH);
    }

    private static Score score(RuleSet rules, String onTime, String signing, String satisfaction) {
        return Score.of(
                rules,
                null,
                item -> {
                    String rate = switch (item.item()) {
                        case "on-time" -> onTime;
                        case "signing" -> signing;
                        default -> satisfaction;
                    };
                    return rate == null ? Score.Input.NONE : new Score.Input(dec(rate), null, null);
                },
                List.of());
    }

    private static BigDecimal dec(String number) {
        return new BigDecimal(number);
    }

    private static PointsRule loss(String max, String from, String perPoint, String floor) {
        return new PointsRule.LossPerPoint(dec(max), dec(from), dec(perPoint), dec(floor));
    }
}
