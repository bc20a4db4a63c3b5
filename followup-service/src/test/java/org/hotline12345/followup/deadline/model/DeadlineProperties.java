package org.hotline12345.followup.deadline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.SpanUnit;
import org.hotline12345.followup.policy.model.StartingPoint;
import org.hotline12345.followup.policy.model.Term;

/** Laws of deadlines, for starts at any minute from 2007 to 2027. */
class DeadlineProperties {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int MINUTES = 20 * 365 * 24 * 60;

    private final WorkingCalendar calendar = TestOffice.calendar();
    private final DeadlineCalculator calculator = new DeadlineCalculator(calendar, TestOffice.policy());

    @Property(tries = 300)
    void a_deadline_lies_after_its_start_and_on_a_working_day(
            @ForAll @IntRange(max = MINUTES) int offset, @ForAll CaseType type) {
        Instant start = start(offset);
        Instant due = due(type, start, 0);
        assertThat(due).isAfter(start);
        assertThat(calendar.isWorkingDay(local(due).toLocalDate())).isTrue();
    }

    @Property(tries = 300)
    void an_extension_always_moves_it_later(
            @ForAll @IntRange(max = MINUTES) int offset, @ForAll @IntRange(max = 20) int days) {
        Instant start = start(offset);
        assertThat(due(CaseType.HELP, start, days + 1)).isAfter(due(CaseType.HELP, start, days));
    }

    @Property(tries = 300)
    void a_later_start_is_never_due_earlier(
            @ForAll @IntRange(max = MINUTES) int offset, @ForAll @IntRange(max = 3000) int later) {
        Instant start = start(offset);
        assertThat(due(CaseType.HELP, start.plus(later, ChronoUnit.MINUTES), 0))
                .isAfterOrEqualTo(due(CaseType.HELP, start, 0));
    }

    @Property(tries = 300)
    void office_hours_end_in_office_time(
            @ForAll @IntRange(max = MINUTES) int offset, @ForAll @IntRange(min = 1, max = 40) int hours) {
        Instant start = start(offset);
        LocalDateTime due = local(calculator
                .compute(Term.of(hours, SpanUnit.OFFICE_HOURS), StartingPoint.DISPATCH, start, Adjustments.NONE)
                .dueAt());
        assertThat(calendar.isWorkingDay(due.toLocalDate())).isTrue();
        assertThat(due.toLocalTime()).isBetween(LocalTime.of(8, 30), LocalTime.of(17, 30));
    }

    @Property(tries = 300)
    void the_marks_come_in_order(@ForAll @IntRange(max = MINUTES) int offset) {
        Instant start = start(offset);
        Instant due = due(CaseType.HELP, start, 0);
        Moments moments = calculator.moments(DeadlineKind.REPLY, traits(CaseType.HELP), start, due);
        assertThat(moments.yellowAt()).isAfter(start).isBefore(moments.redAt());
        assertThat(moments.redAt()).isEqualTo(due).isBefore(moments.at(TimerStep.URGE_HANDLERS));
    }

    @Property(tries = 300)
    void n_working_days_are_n_working_days_after_the_day_of_the_start(
            @ForAll @IntRange(max = MINUTES) int offset, @ForAll @IntRange(min = 1, max = 60) int n) {
        Instant start = start(offset);
        LocalDateTime due = local(calculator
                .compute(Term.of(n, SpanUnit.WORKING_DAYS), StartingPoint.DISPATCH, start, Adjustments.NONE)
                .dueAt());
        assertThat(calendar.countWorkingDays(local(start).toLocalDate(), due.toLocalDate()))
                .isEqualTo(n);
        assertThat(due.toLocalTime()).isEqualTo(LocalTime.of(17, 30));
    }

    @Property(tries = 300)
    void the_window_of_a_return_and_the_ruling_are_found_as_their_explanation_says(
            @ForAll @IntRange(max = MINUTES) int offset) {
        Instant start = start(offset);
        CaseTraits traits = traits(CaseType.HELP);
        assertThat(calculator.returnUntil(traits, start))
                .isEqualTo(calculator.returnWindow(traits, start).orElseThrow().dueAt());
        assertThat(calculator.rulingUntil(traits, start))
                .isEqualTo(calculator
                        .compute(DeadlineKind.RULING, traits, start, Adjustments.NONE)
                        .dueAt());
    }

    @Property(tries = 300)
    void the_platform_above_never_makes_it_later_nor_earlier_than_its_start(
            @ForAll @IntRange(max = MINUTES) int offset,
            @ForAll @IntRange(min = 1, max = 60_000) int wanted,
            @ForAll @IntRange(max = 20) int extension) {
        Instant start = start(offset);
        Instant upstream = start.plus(wanted, ChronoUnit.MINUTES);
        Instant own = due(CaseType.HELP, start, extension);
        Instant capped = calculator
                .compute(
                        DeadlineKind.REPLY,
                        traits(CaseType.HELP),
                        start,
                        Adjustments.NONE.extended(extension).upstream(upstream))
                .dueAt();
        assertThat(capped).isBeforeOrEqualTo(own).isBeforeOrEqualTo(upstream).isAfter(start);
    }

    private Instant due(CaseType type, Instant start, int extension) {
        return calculator
                .compute(DeadlineKind.REPLY, traits(type), start, Adjustments.NONE.extended(extension))
                .dueAt();
    }

    private static CaseTraits traits(CaseType type) {
        return new CaseTraits(type, Urgency.ORDINARY, "PHONE", null, null, false);
    }

    private static Instant start(int offset) {
        return LocalDateTime.of(2007, 1, 1, 0, 0)
                .plusMinutes(offset)
                .atZone(ZONE)
                .toInstant();
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZONE);
    }
}
