package org.hotline12345.assessment.period.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
    @ParameterizedTest
    @CsvSource({
        "2026,                   2026-01-01, 2026-12-31, 365, YEAR",
        "2026-Q4,                2026-10-01, 2026-12-31, 92,  QUARTER",
        "2026-Q1,                2026-01-01, 2026-03-31, 90,  QUARTER",
        "2026-11,                2026-11-01, 2026-11-30, 30,  MONTH",
        "2024-02,                2024-02-01, 2024-02-29, 29,  MONTH",
        "2026-W47,               2026-11-16, 2026-11-22, 7,   WEEK",
        "2026-W53,               2026-12-28, 2027-01-03, 7,   WEEK",
        "2021-W01,               2021-01-04, 2021-01-10, 7,   WEEK",
        "2026-11-24,             2026-11-24, 2026-11-24, 1,   DAY",
        "2026-10-30..2026-11-05, 2026-10-30, 2026-11-05, 7,   RANGE",
    })
    void every_form_is_read(String text, String first, String last, long days, Period.Form form) {
        var period = Period.parse(text);

        assertThat(period.text()).isEqualTo(text);
        assertThat(period.first()).hasToString(first);
        assertThat(period.last()).hasToString(last);
        assertThat(period.days()).isEqualTo(days);
        assertThat(period.form()).isEqualTo(form);
        assertThat(period.plausible()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "26",
                "2026-13",
                "2026-Q5",
                "2026-W00",
                "2025-W53",
                "2026-02-30",
                "2026-11-05..2026-10-30",
                "2026-11-05..",
                "..2026-11-05",
                "november",
                "2026-11'; drop table journal",
                "2026-1"
            })
    void what_is_no_period_is_refused(String text) {
        assertThatThrownBy(() -> Period.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_period_begins_and_ends_at_midnight_of_shanghai() {
        var month = Period.parse("2026-11");

        assertThat(month.from()).isEqualTo(Instant.parse("2026-10-31T16:00:00Z"));
        assertThat(month.to()).isEqualTo(Instant.parse("2026-11-30T16:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026,                   2025,                   2025",
        "2026-Q1,                2025-Q4,                2025-Q1",
        "2026-01,                2025-12,                2025-01",
        "2026-W01,               2025-W52,               2025-W01",
        "2026-W53,               2026-W52,               2025-W52",
        "2026-03-01,             2026-02-28,             2025-03-01",
        "2026-10-30..2026-11-05, 2026-10-23..2026-10-29, 2025-10-30..2025-11-05",
    })
    void periods_are_compared_with_the_one_before_and_the_same_of_last_year(
            String text, String previous, String yearBefore) {
        assertThat(Period.parse(text).previous().text()).isEqualTo(previous);
        assertThat(Period.parse(text).yearBefore().text()).isEqualTo(yearBefore);
    }

    @ParameterizedTest
    @CsvSource({
        "2026,                   2026年",
        "2026-Q4,                2026年第四季度",
        "2026-11,                2026年11月",
        "2026-W47,               2026年第47周（11月16日至11月22日）",
        "2026-11-24,             2026年11月24日",
        "2026-10-30..2026-11-05, 2026年10月30日至2026年11月5日",
    })
    void periods_are_named_in_chinese(String text, String name) {
        assertThat(Period.parse(text).chinese()).isEqualTo(name);
    }

    @Test
    void a_year_out_of_bounds_is_not_plausible() {
        assertThat(Period.parse("1989-12").plausible()).isFalse();
        assertThat(Period.parse("1990").plausible()).isTrue();
        assertThat(Period.parse("9999").plausible()).isFalse();
    }

    @Test
    void a_trend_covers_thirteen_months_across_the_year() {
        var periods = TrendStep.MONTH.lastUntil(Period.parse("2026-11-24").first(), 13);

        assertThat(periods).hasSize(13);
        assertThat(periods.get(0).text()).isEqualTo("2025-11");
        assertThat(periods.get(12).text()).isEqualTo("2026-11");
    }

    @Test
    void weeks_of_a_trend_go_on_over_the_turn_of_the_year() {
        var periods = TrendStep.WEEK.between(
                Period.parse("2026-12-28").first(), Period.parse("2027-01-05").first());

        assertThat(periods).extracting(Period::text).containsExactly("2026-W53", "2027-W01");
    }
}
