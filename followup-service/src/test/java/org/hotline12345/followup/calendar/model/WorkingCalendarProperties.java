package org.hotline12345.followup.calendar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hotline12345.followup.TestOffice;

/** Laws of the working-day arithmetic, on any day from 2007 to 2027. */
class WorkingCalendarProperties {
    private static final LocalDate FIRST = LocalDate.of(2007, 1, 1);
    private static final int DAYS = 21 * 365;

    private final WorkingCalendar calendar = TestOffice.calendar();

    @Property(tries = 300)
    void adding_n_working_days_and_counting_them_agree(
            @ForAll @IntRange(max = DAYS) int offset, @ForAll @IntRange(min = 1, max = 60) int n) {
        LocalDate day = FIRST.plusDays(offset);
        assertThat(calendar.countWorkingDays(day, calendar.addWorkingDays(day, n)))
                .isEqualTo(n);
    }

    @Property(tries = 300)
    void adding_never_ends_on_a_day_off(@ForAll @IntRange(max = DAYS) int offset, @ForAll @IntRange(max = 60) int n) {
        assertThat(calendar.isWorkingDay(calendar.addWorkingDays(FIRST.plusDays(offset), n)))
                .isTrue();
    }

    @Property(tries = 300)
    void more_days_end_later(@ForAll @IntRange(max = DAYS) int offset, @ForAll @IntRange(min = 1, max = 60) int n) {
        LocalDate day = FIRST.plusDays(offset);
        assertThat(calendar.addWorkingDays(day, n + 1)).isAfter(calendar.addWorkingDays(day, n));
    }

    @Property(tries = 300)
    void a_later_start_never_ends_earlier(@ForAll @IntRange(max = DAYS) int offset, @ForAll @IntRange(max = 60) int n) {
        LocalDate day = FIRST.plusDays(offset);
        assertThat(calendar.addWorkingDays(day.plusDays(1), n)).isAfterOrEqualTo(calendar.addWorkingDays(day, n));
    }

    @Property(tries = 300)
    void from_a_working_day_subtracting_undoes_adding(
            @ForAll @IntRange(max = DAYS) int offset, @ForAll @IntRange(max = 60) int n) {
        LocalDate day = calendar.addWorkingDays(FIRST.plusDays(offset), 0);
        assertThat(calendar.subtractWorkingDays(calendar.addWorkingDays(day, n), n))
                .isEqualTo(day);
    }

    @Property(tries = 300)
    void steps_add_up(
            @ForAll @IntRange(max = DAYS) int offset,
            @ForAll @IntRange(min = 1, max = 30) int a,
            @ForAll @IntRange(min = 1, max = 30) int b) {
        LocalDate day = FIRST.plusDays(offset);
        assertThat(calendar.addWorkingDays(calendar.addWorkingDays(day, a), b))
                .isEqualTo(calendar.addWorkingDays(day, a + b));
    }

    @Property(tries = 300)
    void subtracting_never_ends_on_a_day_off_and_goes_back(
            @ForAll @IntRange(max = DAYS) int offset, @ForAll @IntRange(min = 1, max = 60) int n) {
        LocalDate day = FIRST.plusDays(offset);
        LocalDate before = calendar.subtractWorkingDays(day, n);
        assertThat(calendar.isWorkingDay(before)).isTrue();
        assertThat(before).isBefore(day);
        assertThat(calendar.subtractWorkingDays(day, n + 1)).isBefore(before);
    }

    @Property(tries = 300)
    void counting_is_counting_day_by_day(
            @ForAll @IntRange(max = DAYS) int offset, @ForAll @IntRange(max = 200) int length) {
        LocalDate from = FIRST.plusDays(offset);
        LocalDate to = from.plusDays(length);
        long counted = from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(calendar::isWorkingDay)
                .count();
        assertThat(calendar.countWorkingDays(from, to)).isEqualTo((int) counted);
    }

    @Property(tries = 300)
    void every_day_on_the_way_is_either_counted_or_has_its_reason(
            @ForAll @IntRange(max = DAYS) int offset, @ForAll @IntRange(min = 1, max = 30) int n) {
        LocalDate from = FIRST.plusDays(offset);
        LocalDate to = calendar.addWorkingDays(from, n);
        long skipped = from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(day -> calendar.whySkipped(day).isPresent())
                .count();
        assertThat(skipped + n).isEqualTo(to.toEpochDay() - from.toEpochDay());
    }
}
