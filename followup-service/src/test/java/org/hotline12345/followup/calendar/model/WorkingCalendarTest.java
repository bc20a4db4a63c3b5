package org.hotline12345.followup.calendar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.HalfDay;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {
    private final WorkingCalendar calendar = TestOffice.calendar();

    @ParameterizedTest(name = "{0} is a {1}")
    @CsvSource({
        // Spring Festival 2024: off 10 to 17 February, made up on the Sundays 4 and 18
        "2024-02-04, MAKE_UP_WORKDAY",
        "2024-02-09, WORKDAY",
        "2024-02-10, HOLIDAY",
        "2024-02-16, HOLIDAY",
        "2024-02-17, HOLIDAY",
        "2024-02-18, MAKE_UP_WORKDAY",
        // National Day and Mid-Autumn 2023
        "2023-09-29, HOLIDAY",
        "2023-10-06, HOLIDAY",
        "2023-10-07, MAKE_UP_WORKDAY",
        "2023-10-08, MAKE_UP_WORKDAY",
        // ends of years, told by the notice of the next year
        "2006-12-30, MAKE_UP_WORKDAY",
        "2006-12-31, MAKE_UP_WORKDAY",
        "2007-12-29, MAKE_UP_WORKDAY",
        "2007-12-31, HOLIDAY",
        "2011-12-31, MAKE_UP_WORKDAY",
        "2012-01-03, HOLIDAY",
        "2018-12-29, MAKE_UP_WORKDAY",
        "2018-12-31, HOLIDAY",
        "2022-12-31, HOLIDAY",
        "2023-01-02, HOLIDAY",
        // a holiday of its own kind
        "2015-09-03, HOLIDAY",
        "2015-09-06, MAKE_UP_WORKDAY",
        // leap days
        "2024-02-29, WORKDAY",
        "2020-02-29, WEEKEND",
        // 2027 has no notice: Monday to Friday
        "2027-10-01, WORKDAY",
        "2027-10-02, WEEKEND",
        // plain days
        "2026-03-04, WORKDAY",
        "2026-03-07, WEEKEND"
    })
    void every_day_is_what_the_notice_says(LocalDate day, DayKind kind) {
        assertThat(calendar.kind(day)).isEqualTo(kind);
        assertThat(calendar.isWorkingDay(day)).isEqualTo(kind.working());
        assertThat(calendar.whySkipped(day).isEmpty()).isEqualTo(kind.working());
    }

    @ParameterizedTest(name = "{1} working days after {0} is {2}")
    @CsvSource({
        "2024-02-08, 1, 2024-02-09",
        "2024-02-08, 2, 2024-02-18",
        "2024-02-09, 5, 2024-02-22",
        "2023-09-28, 1, 2023-10-07",
        "2023-09-28, 5, 2023-10-11",
        "2022-12-30, 1, 2023-01-03",
        "2018-12-28, 2, 2019-01-02",
        "2024-02-28, 1, 2024-02-29",
        "2023-02-28, 1, 2023-03-01",
        "2026-12-31, 2, 2027-01-04",
        "2026-03-07, 0, 2026-03-09",
        "2026-03-09, 0, 2026-03-09"
    })
    void working_days_are_added(LocalDate from, int n, LocalDate expected) {
        assertThat(calendar.addWorkingDays(from, n)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} working days before {0} is {2}")
    @CsvSource({
        "2024-02-18, 1, 2024-02-09",
        "2023-10-07, 1, 2023-09-28",
        "2026-03-09, 1, 2026-03-06",
        "2026-03-08, 0, 2026-03-06",
        "2026-03-09, 0, 2026-03-09"
    })
    void working_days_are_subtracted(LocalDate from, int n, LocalDate expected) {
        assertThat(calendar.subtractWorkingDays(from, n)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "received {0}, answered {1}: {2} working days")
    @CsvSource({
        "2026-03-04, 2026-03-04, 0",
        "2026-03-06, 2026-03-09, 1",
        "2026-03-06, 2026-03-08, 0",
        "2024-02-09, 2024-02-18, 1",
        "2023-09-28, 2023-10-11, 5",
        "2026-03-09, 2026-03-04, 0"
    })
    void handling_time_counts_after_the_day_of_receipt(LocalDate received, LocalDate answered, int expected) {
        assertThat(calendar.countWorkingDays(received, answered)).isEqualTo(expected);
    }

    @Test
    void a_day_off_says_why_with_the_notice_it_comes_from() {
        SkippedDay day = calendar.whySkipped(LocalDate.of(2024, 2, 12)).orElseThrow();
        assertThat(day.kind()).isEqualTo(DayKind.HOLIDAY);
        assertThat(day.holiday()).isEqualTo("春节");
        assertThat(day.source()).startsWith("https://www.gov.cn/");
        assertThat(calendar.whySkipped(LocalDate.of(2026, 3, 7)).orElseThrow().holiday())
                .isNull();
        assertThat(calendar.madeUpFor(LocalDate.of(2024, 2, 18))).contains("春节");
        assertThat(calendar.madeUpFor(LocalDate.of(2024, 2, 19))).isEmpty();
    }

    @Test
    void a_year_without_its_notice_is_provisional() {
        assertThat(calendar.isProvisional(LocalDate.of(2026, 12, 31), LocalDate.of(2026, 12, 31)))
                .isFalse();
        assertThat(calendar.isProvisional(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 4)))
                .isTrue();
        assertThat(calendar.isProvisional(LocalDate.of(2040, 1, 1), LocalDate.of(2040, 1, 2)))
                .isTrue();
        assertThat(calendar.year(2027).orElseThrow().provisional()).isTrue();
        assertThat(calendar.year(2040)).isEmpty();
    }

    @Test
    void a_new_notice_makes_a_new_calendar() {
        var notice = new CalendarYear(
                2027,
                "国办发明电〔2026〕7号",
                List.of(new CalendarDay(LocalDate.of(2027, 1, 1), "元旦", false, null)),
                List.of());
        WorkingCalendar changed = calendar.with(notice, 2);
        assertThat(changed.revision()).isEqualTo(2);
        assertThat(changed.isWorkingDay(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 1, 1))).isTrue();
        assertThat(changed.addWorkingDays(LocalDate.of(2026, 12, 31), 1)).isEqualTo(LocalDate.of(2027, 1, 4));
        assertThat(changed.year(2027)).contains(notice);
    }

    @Test
    void the_notice_of_a_days_own_year_has_the_last_word() {
        LocalDate day = LocalDate.of(2030, 12, 31);
        var own = new CalendarYear(2030, "own", List.of(new CalendarDay(day, "元旦", false, null)), List.of());
        var next = new CalendarYear(2031, "next", List.of(new CalendarDay(day, "元旦", true, null)), List.of());
        assertThat(WorkingCalendar.of(1, List.of(own, next)).isWorkingDay(day)).isFalse();
        assertThat(WorkingCalendar.of(1, List.of(next, own)).isWorkingDay(day)).isFalse();
    }

    @Test
    void the_places_own_days_prevail_and_outlive_a_new_notice() {
        LocalDate festival = LocalDate.of(2026, 4, 20);
        LocalDate half = LocalDate.of(2026, 12, 31);
        CalendarYear year = calendar.year(2026)
                .orElseThrow()
                .withLocalDays(List.of(
                        new SourcedDay(new CalendarDay(half, "年终盘点", true, HalfDay.AFTERNOON), "市政府通知"),
                        new SourcedDay(new CalendarDay(festival, "三月三", false, null), "自治区通知")));
        CalendarYear renewed = year.byNotice("新通知", year.days());
        WorkingCalendar changed = calendar.with(renewed, 2);
        assertThat(changed.isWorkingDay(festival)).isFalse();
        assertThat(changed.whySkipped(festival).orElseThrow().source()).isEqualTo("自治区通知");
        assertThat(changed.isWorkingDay(half)).isTrue();
        assertThat(changed.offHalf(half)).contains(HalfDay.AFTERNOON);
        assertThat(changed.offHalf(festival)).isEmpty();
        assertThat(changed.exception(half).orElseThrow().source()).isEqualTo("市政府通知");
        assertThat(renewed.exceptions())
                .hasSize(year.days().size() + 2)
                .isSortedAccordingTo(Comparator.comparing(CalendarDay::date));
        assertThat(CalendarYear.unknown(2031).provisional()).isTrue();
    }

    @Test
    void all_shipped_years_are_there() {
        for (int year = 2007; year <= 2026; year++) {
            assertThat(calendar.year(year).orElseThrow().provisional())
                    .as("year %d", year)
                    .isFalse();
        }
    }

    @Test
    void negative_numbers_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> calendar.addWorkingDays(LocalDate.EPOCH, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> calendar.subtractWorkingDays(LocalDate.EPOCH, -1));
    }

    @Test
    void an_office_closes_after_it_opens() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfficeHours(LocalTime.of(17, 0), LocalTime.of(8, 0), null));
    }

    @Test
    void holidays_have_english_names() {
        assertThat(HolidayNames.english("国庆节、中秋节")).isEqualTo("National Day and Mid-Autumn Festival");
        assertThat(HolidayNames.english("“五一”国际劳动节")).isEqualTo("Labour Day");
        assertThat(HolidayNames.english("三月三")).isEqualTo("三月三");
    }
}
