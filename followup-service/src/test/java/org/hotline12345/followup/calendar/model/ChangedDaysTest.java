package org.hotline12345.followup.calendar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.hotline12345.events.CalendarDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedDaysTest {
    private static final String NOTICE = "国办发明电〔2026〕7号";
    private static final CalendarYear UNKNOWN = CalendarYear.unknown(2027);

    @Test
    void a_year_that_gains_or_loses_its_notice_changes_as_a_whole() {
        CalendarYear noticed = UNKNOWN.byNotice(NOTICE, List.of(off("2027-02-06")));
        assertThat(ChangedDays.between(UNKNOWN, noticed).spans()).containsExactly(span("2027-01-01", "2027-12-31"));
        assertThat(ChangedDays.between(noticed, UNKNOWN).spans()).containsExactly(span("2027-01-01", "2027-12-31"));
    }

    @Test
    void the_same_again_changes_nothing() {
        CalendarYear noticed = UNKNOWN.byNotice(NOTICE, List.of(off("2027-02-06")));
        assertThat(ChangedDays.between(noticed, noticed).spans()).isEmpty();
        assertThat(ChangedDays.between(UNKNOWN, UNKNOWN).spans()).isEmpty();
        assertThat(ChangedDays.between(noticed, noticed).touch(LocalDate.MIN, LocalDate.MAX))
                .isFalse();
    }

    @Test
    void days_that_come_go_or_get_another_name_reach_from_the_first_to_the_last() {
        CalendarYear before =
                UNKNOWN.byNotice(NOTICE, List.of(off("2027-02-06"), off("2027-05-01"), off("2027-10-01")));
        CalendarYear after = UNKNOWN.byNotice(
                NOTICE,
                List.of(
                        off("2027-02-06"),
                        new CalendarDay(LocalDate.parse("2027-05-01"), "劳动节", false, null),
                        off("2027-06-09"),
                        off("2027-10-01")));
        assertThat(ChangedDays.between(before, after).spans()).containsExactly(span("2027-05-01", "2027-06-09"));
    }

    @Test
    void another_source_of_the_notice_changes_its_days_and_the_places_own_days_count() {
        CalendarYear before = UNKNOWN.byNotice(NOTICE, List.of(off("2027-02-06"), off("2027-02-08")));
        assertThat(ChangedDays.between(before, before.byNotice("更正", before.days()))
                        .spans())
                .containsExactly(span("2027-02-06", "2027-02-08"));
        CalendarYear own = before.withLocalDays(List.of(new SourcedDay(off("2027-08-20"), "市政府通知")));
        assertThat(ChangedDays.between(before, own).spans()).containsExactly(span("2027-08-20", "2027-08-20"));
        // the place's own word on a day of the notice
        CalendarYear prevailing = before.withLocalDays(
                List.of(new SourcedDay(new CalendarDay(LocalDate.parse("2027-02-08"), "值班", true, null), "市政府通知")));
        assertThat(ChangedDays.between(before, prevailing).spans()).containsExactly(span("2027-02-08", "2027-02-08"));
    }

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource({
        "2027-05-01, 2027-05-03, true",
        "2027-05-03, 2027-05-03, true",
        "2027-05-05, 2027-05-05, true",
        "2027-05-06, 2027-05-09, false",
        "2027-04-01, 2027-05-02, false",
        "2027-04-01, 2027-12-31, true",
        "2027-09-30, 2027-10-01, true",
        "2027-10-02, 2027-10-09, false"
    })
    void a_deadline_is_touched_if_a_changed_day_lies_on_its_way(LocalDate first, LocalDate last, boolean touched) {
        var days = new ChangedDays(List.of(span("2027-05-03", "2027-05-05")))
                .and(new ChangedDays(List.of(span("2027-10-01", "2027-10-01"))));
        assertThat(days.touch(first, last)).isEqualTo(touched);
        assertThat(ChangedDays.ALL.touch(first, last)).isTrue();
    }

    private static CalendarDay off(String date) {
        return new CalendarDay(LocalDate.parse(date), "节", false, null);
    }

    private static ChangedDays.Span span(String first, String last) {
        return new ChangedDays.Span(LocalDate.parse(first), LocalDate.parse(last));
    }
}
