package org.hotline12345.followup.calendar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.HalfDay;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeTimeTest {
    private static final LocalDateTime FIRST = LocalDateTime.of(2007, 1, 1, 0, 0);
    private static final int MINUTES = 20 * 365 * 24 * 60;
    private static final LocalDate HALF = LocalDate.of(2026, 3, 9);

    private static final WorkingCalendar CALENDAR = withHalfDay(HalfDay.AFTERNOON);
    private static final OfficeHours WITH_NOON = new OfficeHours(
            LocalTime.of(8, 30),
            LocalTime.of(17, 30),
            new OfficeHours.Period(LocalTime.of(12, 0), LocalTime.of(13, 30)));

    private final OfficeTime office = new OfficeTime(CALENDAR, WITH_NOON);

    private static WorkingCalendar withHalfDay(HalfDay off) {
        CalendarYear year = TestOffice.calendar()
                .year(2026)
                .orElseThrow()
                .withLocalDays(List.of(new SourcedDay(new CalendarDay(HALF, "本地节日", true, off), "市政府通知")));
        return TestOffice.calendar().with(year, 2);
    }

    @ParameterizedTest(name = "{1} minutes after {0}: {2}")
    @CsvSource({
        "2026-03-04T11:00, 60, 2026-03-04T12:00",
        "2026-03-04T11:00, 61, 2026-03-04T13:31",
        "2026-03-04T12:30, 30, 2026-03-04T14:00",
        "2026-03-04T17:00, 60, 2026-03-05T09:00",
        "2026-03-06T17:30, 60, 2026-03-09T09:30",
        "2026-03-07T10:00, 0, 2026-03-09T08:30",
        // Monday 9 March: the office is closed in the afternoon
        "2026-03-09T11:00, 120, 2026-03-10T09:30",
        "2026-02-14T16:30, 120, 2026-02-24T09:30"
    })
    void office_time_is_added(LocalDateTime from, int minutes, LocalDateTime expected) {
        assertThat(office.plus(from, Duration.ofMinutes(minutes))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} minutes before {0}: {2}")
    @CsvSource({
        "2026-03-04T14:00, 60, 2026-03-04T11:30",
        "2026-03-04T09:00, 60, 2026-03-03T17:00",
        "2026-03-10T09:00, 60, 2026-03-09T11:30",
        "2026-03-08T09:00, 0, 2026-03-06T17:30"
    })
    void office_time_is_taken(LocalDateTime from, int minutes, LocalDateTime expected) {
        assertThat(office.minus(from, Duration.ofMinutes(minutes))).isEqualTo(expected);
    }

    @Test
    void a_half_day_off_moves_opening_or_closing() {
        assertThat(office.closing(HALF)).isEqualTo(LocalTime.of(12, 0));
        assertThat(office.opening(HALF)).isEqualTo(LocalTime.of(8, 30));
        var morningOff = new OfficeTime(withHalfDay(HalfDay.MORNING), WITH_NOON);
        assertThat(morningOff.opening(HALF)).isEqualTo(LocalTime.of(13, 30));
        var noBreak = new OfficeTime(CALENDAR, new OfficeHours(LocalTime.of(9, 0), LocalTime.of(17, 0), null));
        assertThat(noBreak.closing(HALF)).isEqualTo(LocalTime.NOON);
        var lateOffice = new OfficeTime(CALENDAR, new OfficeHours(LocalTime.of(13, 0), LocalTime.of(21, 0), null));
        assertThat(lateOffice.closing(HALF)).isEqualTo(LocalTime.of(17, 0));
    }

    @Test
    void the_break_lies_within_the_hours() {
        var early = new OfficeHours.Period(LocalTime.of(8, 0), LocalTime.of(9, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfficeHours(LocalTime.of(8, 30), LocalTime.of(17, 30), early));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfficeHours.Period(LocalTime.of(9, 0), LocalTime.of(9, 0)));
    }

    @Property(tries = 300)
    void adding_ends_in_office_time_and_is_measured_back(
            @ForAll @IntRange(max = MINUTES) int offset, @ForAll @IntRange(min = 1, max = 5000) int minutes) {
        LocalDateTime from = FIRST.plusMinutes(offset);
        Duration length = Duration.ofMinutes(minutes);
        LocalDateTime end = office.plus(from, length);
        assertThat(CALENDAR.isWorkingDay(end.toLocalDate())).isTrue();
        assertThat(end.toLocalTime()).isBetween(office.opening(end.toLocalDate()), office.closing(end.toLocalDate()));
        assertThat(office.between(from, end)).isEqualTo(length);
    }

    @Property(tries = 300)
    void adding_and_taking_agree(
            @ForAll @IntRange(max = MINUTES) int offset, @ForAll @IntRange(min = 1, max = 5000) int minutes) {
        LocalDateTime from = FIRST.plusMinutes(offset);
        Duration length = Duration.ofMinutes(minutes);
        LocalDateTime back = office.minus(office.plus(from, length), length);
        // from outside the office it comes back to where the office opened
        assertThat(office.between(back, office.plus(from, length))).isEqualTo(length);
    }

    @Property(tries = 300)
    void more_time_ends_later(@ForAll @IntRange(max = MINUTES) int offset, @ForAll @IntRange(max = 5000) int minutes) {
        LocalDateTime from = FIRST.plusMinutes(offset);
        assertThat(office.plus(from, Duration.ofMinutes(minutes + 1L)))
                .isAfter(office.plus(from, Duration.ofMinutes(minutes)));
    }
}
