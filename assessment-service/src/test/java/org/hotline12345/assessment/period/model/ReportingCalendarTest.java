package org.hotline12345.assessment.period.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.assessment.period.model.ReportingCalendar.Named;
import org.hotline12345.chassis.language.Text;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingCalendarTest {
    private final ReportingCalendar weeks = calendar(
            new ReportingRule(ReportingRule.Every.WEEK, DayOfWeek.FRIDAY, null, 2025, 2027, "{year}年第{number}期"));
    private final ReportingCalendar months =
            calendar(new ReportingRule(ReportingRule.Every.MONTH, null, 26, 2025, 2027, "月报{year}-{number}"));

    @ParameterizedTest
    @DisplayName("Friday to Thursday; a week belongs to the year in which it ends")
    @CsvSource({
        "2026年第01期, 2025-12-26, 2026-01-01",
        "2026年第45期, 2026-10-30, 2026-11-05",
        "2026年第53期, 2026-12-25, 2026-12-31",
        "2027年第01期, 2027-01-01, 2027-01-07",
    })
    void weeks_from_friday_to_thursday(String name, LocalDate first, LocalDate last) {
        assertThat(weeks.named(name)).hasValueSatisfying(period -> {
            assertThat(period.first()).isEqualTo(first);
            assertThat(period.first().getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
            assertThat(period.last()).isEqualTo(last);
            assertThat(period.form()).isEqualTo(Period.Form.NAMED);
        });
    }

    @ParameterizedTest
    @DisplayName("26th to 25th; a month is called after the one in which it ends")
    @CsvSource({
        "月报2026-01, 2025-12-26, 2026-01-25, 31",
        "月报2026-03, 2026-02-26, 2026-03-25, 28",
        "月报2026-11, 2026-10-26, 2026-11-25, 31",
    })
    void months_from_the_26th_to_the_25th(String name, LocalDate first, LocalDate last, long days) {
        Period period = months.named(name).orElseThrow();

        assertThat(period.first()).isEqualTo(first);
        assertThat(period.last()).isEqualTo(last);
        assertThat(period.days()).isEqualTo(days);
    }

    @Test
    void a_rule_leaves_no_gap() {
        assertThat(weeks.firstOutOfPlace()).isEqualTo(-1);
        assertThat(months.firstOutOfPlace()).isEqualTo(-1);
        assertThat(weeks.periods()).hasSize(52 + 53 + 52);
        assertThat(months.periods()).hasSize(36);
    }

    @Test
    void gaps_overlaps_and_periods_that_end_before_they_begin_are_found() {
        var first = new Named("a", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 7));

        assertThat(listed(first, new Named("b", LocalDate.of(2026, 1, 9), LocalDate.of(2026, 1, 14)))
                        .firstOutOfPlace())
                .isEqualTo(1);
        assertThat(listed(first, new Named("b", LocalDate.of(2026, 1, 7), LocalDate.of(2026, 1, 14)))
                        .firstOutOfPlace())
                .isEqualTo(1);
        assertThat(listed(new Named("a", LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 1)))
                        .firstOutOfPlace())
                .isZero();
    }

    @Test
    void each_is_compared_with_the_one_before_and_with_that_of_the_year_before() {
        Period november = months.named("月报2026-11").orElseThrow();
        Period week = weeks.named("2026年第45期").orElseThrow();

        assertThat(november.previous().text()).isEqualTo("月报2026-10");
        assertThat(november.yearBefore().text()).isEqualTo("月报2025-11");
        assertThat(week.previous().text()).isEqualTo("2026年第44期");
        assertThat(week.yearBefore().text()).isEqualTo("2025年第45期");
        assertThat(week.yearBefore().first()).isEqualTo(LocalDate.of(2025, 10, 31));
    }

    @Test
    void before_the_calendar_begins_the_same_days_are_taken() {
        Period first = weeks.named("2025年第01期").orElseThrow();

        assertThat(first.previous().text()).isEqualTo("2024-12-20..2024-12-26");
        assertThat(first.yearBefore().text()).isEqualTo("2023-12-27..2024-01-02");
    }

    @Test
    void a_trend_goes_by_its_periods() {
        assertThat(weeks.lastUntil(LocalDate.of(2026, 11, 4), 3))
                .extracting(Period::text)
                .containsExactly("2026年第43期", "2026年第44期", "2026年第45期");
        assertThat(months.between(LocalDate.of(2026, 1, 25), LocalDate.of(2026, 2, 26)))
                .extracting(Period::text)
                .containsExactly("月报2026-01", "月报2026-02", "月报2026-03");
        assertThat(months.named("月报2040-01")).isEmpty();
    }

    @Test
    void its_name_and_days_are_said_in_chinese() {
        assertThat(weeks.named("2026年第45期").orElseThrow().chinese()).isEqualTo("2026年第45期（2026年10月30日至2026年11月5日）");
    }

    @Test
    void a_name_is_none_of_the_other_forms() {
        assertThatThrownBy(() -> Period.parse("2026年第45期")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ReportingCalendar calendar(ReportingRule rule) {
        return new ReportingCalendar("own", new Text("周报", "Weekly"), rule.periods());
    }

    private static ReportingCalendar listed(Named... periods) {
        return new ReportingCalendar("own", new Text("周报", "Weekly"), List.of(periods));
    }
}
