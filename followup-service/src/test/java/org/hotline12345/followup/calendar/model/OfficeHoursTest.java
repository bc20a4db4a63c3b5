package org.hotline12345.followup.calendar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.HalfDay;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeHoursTest {
    @ParameterizedTest(name = "{0} to {1}, break {2} to {3}, {4} off: open {5} to {6}")
    @CsvSource({
        // without a break a half day ends or begins at noon
        "08:30, 17:30, , , MORNING, 12:00, 17:30",
        "08:30, 17:30, , , AFTERNOON, 08:30, 12:00",
        "08:30, 17:30, 12:00, 13:30, MORNING, 13:30, 17:30",
        "08:30, 17:30, 12:00, 13:30, AFTERNOON, 08:30, 12:00",
        // where noon is no part of the hours, in their middle
        "13:00, 21:00, , , AFTERNOON, 13:00, 17:00",
        "04:00, 12:00, , , MORNING, 08:00, 12:00",
        "12:00, 20:00, , , AFTERNOON, 12:00, 16:00"
    })
    void half_a_day_off_leaves_the_other_half(
            LocalTime open,
            LocalTime close,
            LocalTime noonFrom,
            LocalTime noonTo,
            HalfDay off,
            LocalTime from,
            LocalTime to) {
        var noon = noonFrom == null ? null : new OfficeHours.Period(noonFrom, noonTo);
        assertThat(new OfficeHours(open, close, noon).periodsWithout(off))
                .containsExactly(new OfficeHours.Period(from, to));
    }

    @ParameterizedTest(name = "{0} to {1}, break {2} to {3}: sound {4}")
    @CsvSource({
        "08:30, 17:30, 12:00, 13:30, true",
        "08:30, 17:30, 08:31, 17:29, true",
        "08:30, 17:30, 08:30, 13:30, false",
        "08:30, 17:30, 12:00, 17:30, false",
        "08:30, 17:30, 08:00, 09:00, false",
        "08:30, 17:30, 17:00, 18:00, false",
        "08:30, 08:30, , , false",
        "17:30, 08:30, , , false"
    })
    void an_office_closes_after_it_opens_and_its_break_lies_between(
            LocalTime open, LocalTime close, LocalTime from, LocalTime to, boolean sound) {
        if (sound) {
            var hours = new OfficeHours(open, close, new OfficeHours.Period(from, to));
            assertThat(hours.periods())
                    .containsExactly(new OfficeHours.Period(open, from), new OfficeHours.Period(to, close));
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> new OfficeHours(open, close, from == null ? null : new OfficeHours.Period(from, to)));
        }
    }

    @ParameterizedTest(name = "{0} to {1}: {2} minutes")
    @CsvSource({
        "2026-03-04T08:30, 2026-03-04T17:30, 540",
        "2026-03-04T17:30, 2026-03-05T08:30, 0",
        "2026-03-04T17:00, 2026-03-05T09:00, 60",
        // from a Friday over the weekend
        "2026-03-06T17:00, 2026-03-09T09:00, 60",
        "2026-03-07T09:00, 2026-03-08T17:00, 0",
        "2026-03-04T10:00, 2026-03-04T10:00, 0",
        "2026-03-04T06:00, 2026-03-04T09:00, 30"
    })
    void office_time_between_two_moments(LocalDateTime from, LocalDateTime to, long minutes) {
        var office =
                new OfficeTime(TestOffice.calendar(), new OfficeHours(LocalTime.of(8, 30), LocalTime.of(17, 30), null));
        assertThat(office.between(from, to)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void a_year_shows_the_notices_days_and_the_places_own_in_their_stead_by_date() {
        CalendarYear year =
                CalendarYear.unknown(2027).byNotice("通知", List.of(off("2027-10-01", "国庆节"), off("2027-02-06", "春节")));
        assertThat(CalendarYear.unknown(2027).provisional()).isTrue();
        assertThat(year.provisional()).isFalse();
        assertThat(year.days()).extracting(CalendarDay::name).containsExactly("春节", "国庆节");
        CalendarYear own = year.withLocalDays(List.of(
                new SourcedDay(off("2027-08-20", "本地节日"), "市政府"),
                new SourcedDay(new CalendarDay(LocalDate.parse("2027-02-06"), "值班", true, null), "市政府")));
        assertThat(own.exceptions()).extracting(CalendarDay::name).containsExactly("值班", "本地节日", "国庆节");
        assertThat(own.source()).isEqualTo("通知");
        assertThat(own.localDays()).extracting(local -> local.day().name()).containsExactly("值班", "本地节日");
        assertThat(own.byNotice("更正", List.of()).localDays()).hasSize(2);
        assertThat(CalendarYear.unknown(2027).withLocalDays(own.localDays()).provisional())
                .as("the place's own days are no notice")
                .isTrue();
    }

    private static CalendarDay off(String date, String name) {
        return new CalendarDay(LocalDate.parse(date), name, false, null);
    }
}
