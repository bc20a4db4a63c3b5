package org.hotline12345.assessment.definition.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hotline12345.assessment.period.model.Period;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that cities published, recomputed. */
class PublishedFiguresTest {
    @ParameterizedTest
    @DisplayName("Lianyungang: rates are taken over what was due, not over what was finished")
    @CsvSource({
        "29186, 25783, 24165, 88.34, 82.80", // 2019-06
        "24932, 23974, 22345, 96.16, 89.62", // 2017-04
    })
    void lianyungang(long due, long finished, long inTime, BigDecimal finishRate, BigDecimal onTimeRate) {
        var figures = Figures.of(Map.of(Count.DUE, due, Count.FINISHED, finished, Count.FINISHED_ON_TIME, inTime));

        assertThat(Rate.FINISH.of(figures)).isEqualTo(finishRate);
        assertThat(Rate.ON_TIME.of(figures)).isEqualTo(onTimeRate);
    }

    @Test
    @DisplayName("A weekly bulletin: 71,184 cases, 37,527 answered on the spot, 33,657 dispatched")
    void weekly_bulletin() {
        var figures = Figures.of(Map.of(Count.RECEIVED, 71_184L, Count.ANSWERED_DIRECTLY, 37_527L));

        assertThat(Rate.DIRECT_ANSWER.of(figures)).isEqualTo("52.72");
        assertThat(71_184 - 37_527).isEqualTo(33_657);
        assertThat(71_184 / Period.parse("2026-W47").days()).isEqualTo(10_169);
    }

    @ParameterizedTest
    @CsvSource({"33523, 47.09", "21570, 30.30", "10497, 14.75", "3783, 5.31", "228, 0.32", "1583, 2.22"})
    void weekly_bulletin_by_type(long cases, BigDecimal share) {
        assertThat(Rate.percent(cases, 71_184)).isEqualTo(share);
    }

    @Test
    @DisplayName("Changchun, a month: 25,537 cases, 11,024 not to be contacted, the robot reached 12,933, people 958")
    void informing_the_citizens() {
        long toBeInformed = 25_537 - 11_024;
        var byRobot = Figures.of(Map.of(Count.TO_BE_INFORMED, toBeInformed, Count.INFORMED, 12_933L));
        var inAll = Figures.of(Map.of(Count.TO_BE_INFORMED, toBeInformed, Count.INFORMED, 12_933L + 958));

        assertThat(toBeInformed).isEqualTo(14_513);
        assertThat(Rate.FEEDBACK.of(byRobot)).isEqualTo("89.11");
        assertThat(Rate.FEEDBACK.denominator(inAll) - Rate.FEEDBACK.numerator(inAll))
                .isEqualTo(622);
    }

    @Test
    @DisplayName(
            "A month's balance: 78,589 new and 4,629 carried over are 41,489 answered on the spot and 41,729 dispatched")
    void balance() {
        var answered = Figures.of(Map.of(Count.ANSWERED_DIRECTLY, 41_489L));
        var dispatched = Figures.of(Map.of(Count.DISPATCHED, 41_729L));
        var month = Figures.sum(List.of(answered, dispatched));

        assertThat(month.count(Count.ANSWERED_DIRECTLY) + month.count(Count.DISPATCHED))
                .isEqualTo(78_589 + 4_629)
                .isEqualTo(83_218);
    }

    @Test
    void a_rate_without_a_denominator_is_no_rate() {
        assertThat(Rate.values())
                .allSatisfy(rate -> assertThat(rate.of(Figures.none())).isNull());
        assertThat(Figures.none().averageWorkingDays()).isNull();
        assertThat(Figures.none().empty()).isTrue();
    }

    @Test
    void nothing_of_something_is_nought_per_cent() {
        assertThat(Rate.ON_TIME.of(Figures.of(Map.of(Count.DUE, 3L)))).isEqualTo("0.00");
        assertThat(Figures.of(Map.of(Count.DUE, 3L)).empty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 33.33", "2, 3, 66.67", "1, 8, 12.50", "1, 80000, 0.00", "1, 20000, 0.01", "1, 1, 100.00"})
    void rates_are_rounded_half_up_to_two_decimals(long numerator, long denominator, BigDecimal rate) {
        assertThat(Rate.percent(numerator, denominator)).isEqualTo(rate);
    }

    @Test
    void what_is_rightly_not_accepted_or_withdrawn_early_leaves_the_denominator_of_acceptance() {
        var figures = Figures.of(Map.of(
                Count.RECEIVED, 100L,
                Count.NOT_ACCEPTED, 6L,
                Count.WITHDRAWN_BEFORE_ACCEPTANCE, 4L,
                Count.ACCEPTED, 81L));

        assertThat(Rate.ACCEPTANCE.of(figures)).isEqualTo("90.00");
    }

    @Test
    void a_units_acceptance_is_what_it_signed_of_what_it_was_given() {
        var figures = Figures.of(Map.of(Count.DISPATCHED, 10L, Count.ENDED_UNSIGNED, 2L, Count.SIGNED, 7L));

        assertThat(Rate.UNIT_ACCEPTANCE.of(figures)).isEqualTo("87.50");
    }

    @Test
    void mean_working_days_are_rounded_half_up() {
        var figures = Figures.of(Map.of(Count.WORKING_DAYS, 7L, Count.WORKING_DAYS_OF, 3L));

        assertThat(figures.averageWorkingDays()).isEqualTo("2.33");
    }

    @Test
    void figures_add_up_before_rates_are_taken() {
        var one = Figures.of(Map.of(Count.DUE, 1L, Count.FINISHED_ON_TIME, 1L));
        var two = Figures.of(Map.of(Count.DUE, 3L, Count.FINISHED_ON_TIME, 0L));

        assertThat(Rate.ON_TIME.of(Figures.sum(List.of(one, two)))).isEqualTo("25.00");
    }

    @ParameterizedTest
    @CsvSource({
        "onTimeRate, ON_TIME",
        "on-time, ON_TIME",
        "onTime, ON_TIME",
        "ON_TIME, ON_TIME",
        "satisfaction, SATISFACTION",
        "acceptanceRate, ACCEPTANCE",
        "signedOnTime, SIGNING",
    })
    void rates_are_found_by_the_names_people_write(String name, Rate rate) {
        assertThat(Rate.named(name)).contains(rate);
    }

    @Test
    void every_figure_is_explained_in_both_languages() {
        for (Count count : Count.values()) {
            assertThat(count.words().zh()).as(count.code()).isNotBlank().doesNotMatch("[ -~]*");
            assertThat(count.words().en()).as(count.code()).isNotBlank();
            assertThat(count.label().zh())
                    .isNotBlank()
                    .isNotEqualTo(count.label().en());
            assertThat(count.parts()).isNotEmpty();
            assertThat(Count.of(count.code())).contains(count);
        }
        for (Rate rate : Rate.values()) {
            assertThat(rate.numeratorWords().zh())
                    .isNotBlank()
                    .isNotEqualTo(rate.denominatorWords().zh());
            assertThat(rate.numeratorWords().en())
                    .isNotBlank()
                    .isNotEqualTo(rate.denominatorWords().en());
            assertThat(rate.label().zh()).isNotBlank().isNotEqualTo(rate.label().en());
            assertThat(Rate.named(rate.code())).contains(rate);
        }
        assertThat(Count.of("no-such-count")).isEmpty();
        assertThat(Rate.named(null)).isEmpty();
        assertThat(Rate.ACCEPTANCE.denominatorWords().zh()).contains("减去").contains("不予受理");
        assertThat(Rate.ACCEPTANCE.denominatorWords().en()).contains("less");
    }

    @Test
    void an_amount_is_summed_and_a_fact_is_counted() {
        assertThat(Part.of(FactSource.DUE, "true").sql()).isEqualTo("count(*) filter (where true)");
        assertThat(new Part(FactSource.FINISHED, "x", "y").sql())
                .isEqualTo("coalesce(sum(y) filter (where x), 0)::bigint");
        assertThat(FactSource.DUE.condition()).contains("ended_at");
        assertThat(FactSource.CASES.condition()).isEqualTo("true");
        assertThat(FactSource.CASES.joins()).isEmpty();
        assertThat(FactSource.FINISHED.joins()).contains("working_day");
        assertThat(Dimension.of("unit")).contains(Dimension.UNIT);
        assertThat(Dimension.of("moon")).isEmpty();
    }
}
