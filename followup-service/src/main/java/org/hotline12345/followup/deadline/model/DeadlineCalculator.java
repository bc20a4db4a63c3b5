package org.hotline12345.followup.deadline.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.calendar.model.OfficeTime;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.CountFrom;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.KindRules;
import org.hotline12345.followup.policy.model.Marks;
import org.hotline12345.followup.policy.model.MomentOfDay;
import org.hotline12345.followup.policy.model.Offset;
import org.hotline12345.followup.policy.model.OnDayOff;
import org.hotline12345.followup.policy.model.Pauses;
import org.hotline12345.followup.policy.model.Span;
import org.hotline12345.followup.policy.model.SpanUnit;
import org.hotline12345.followup.policy.model.StartingPoint;
import org.hotline12345.followup.policy.model.StatutoryClock;
import org.hotline12345.followup.policy.model.Term;

/**
 * Finds deadlines: the policy's term on the working-day calendar, in Asia/Shanghai. "n working days" end at the close of the
 * n-th working day after the day of the start, unless the term says otherwise.
 */
public final class DeadlineCalculator {
    private static final int SECONDS_A_MINUTE = 60;

    private final WorkingCalendar calendar;
    private final DeadlinePolicy policy;
    private final OfficeTime office;

    public DeadlineCalculator(WorkingCalendar calendar, DeadlinePolicy policy) {
        this.calendar = calendar;
        this.policy = policy;
        this.office = new OfficeTime(calendar, policy.office());
    }

    /**
     * The deadline of a kind for a case.
     *
     * @throws IllegalStateException if the policy has no term for it
     */
    public ComputedDeadline compute(DeadlineKind kind, CaseTraits traits, Instant start, Adjustments adjustments) {
        KindRules rules = policy.rules(kind)
                .orElseThrow(() -> new IllegalStateException("policy " + policy.id() + " has no rules for " + kind));
        return compute(new Explanation(), rules, traits, start, adjustments);
    }

    /**
     * The deadline of a statutory clock for a case.
     *
     * @throws IllegalStateException if the case does not have it
     */
    public ComputedDeadline compute(StatutoryClock clock, CaseTraits traits, Instant start, Adjustments adjustments) {
        var explanation = new Explanation();
        explanation.statutory(clock);
        return compute(explanation, clock.rules(), traits, start, adjustments);
    }

    /** The moment at which a term that starts then ends, with its explanation; pauses stop no clock. */
    public ComputedDeadline compute(Term term, StartingPoint point, Instant start, Adjustments adjustments) {
        return compute(new Explanation(), term, point, Pauses.none(), start, adjustments);
    }

    private ComputedDeadline compute(
            Explanation explanation, KindRules rules, CaseTraits traits, Instant start, Adjustments adjustments) {
        Term term = rules.termFor(traits)
                .orElseThrow(() -> new IllegalStateException("policy " + policy.id() + " has no term for " + traits));
        return compute(explanation, term, rules.startsAt(), rules.pauses(), start, adjustments);
    }

    private ComputedDeadline compute(
            Explanation explanation,
            Term term,
            StartingPoint point,
            Pauses pauses,
            Instant start,
            Adjustments adjustments) {
        Text startedBy = adjustments.startedBy() == null ? point.text() : adjustments.startedBy();
        LocalDateTime from = local(start);
        LocalDateTime due;
        boolean onCalendar = false;
        if (adjustments.fixedDueAt() != null) {
            due = local(adjustments.fixedDueAt());
            explanation.start(startedBy, from, false, term.from());
            explanation.fixed(due);
        } else {
            boolean inDays = inDays(term.within().unit());
            explanation.start(startedBy, from, inDays, term.from());
            due = end(term, from);
            onCalendar = term.within().unit() == SpanUnit.WORKING_DAYS
                    || term.within().unit() == SpanUnit.OFFICE_HOURS;
            explanation.count(term.within(), !onCalendar);
            if (isOver(term, from, due)) {
                due = closeOfNextWorkingDay(from);
                explanation.sameDayOver(due.toLocalDate());
            }
            if (onCalendar) {
                explanation.days(calendar, firstDay(term, from), due.toLocalDate());
            }
        }
        if (adjustments.extensionDays() > 0) {
            explanation.extension(adjustments.extensionDays());
            due = prolong(due, adjustments.extensionDays(), explanation);
            onCalendar = true;
        }
        if (adjustments.givenBackDays() > 0) {
            explanation.givenBack(adjustments.givenBackDays());
            due = prolong(due, adjustments.givenBackDays(), explanation);
            onCalendar = true;
        }
        for (Pause pause : adjustments.pauses()) {
            due = wait(pause, pauses.stopClock(), term.within().unit(), due, explanation);
        }
        if (term.onDayOff() == OnDayOff.NEXT_WORKING_DAY) {
            // whether the last day is a day off depends on the calendar even for calendar days
            onCalendar = true;
            due = offDaysOff(due, explanation);
        }
        explanation.notices();
        if (adjustments.upstreamDueAt() != null) {
            due = cap(due, from, local(adjustments.upstreamDueAt()), explanation);
        }
        if (adjustments.noLaterThan() != null) {
            LocalDateTime latest = local(adjustments.noLaterThan());
            if (latest.isBefore(due) && latest.isAfter(from)) {
                explanation.noLaterThanReply(latest);
                due = latest;
            }
        }
        boolean provisional = false;
        if (onCalendar) {
            for (int year = from.getYear(); year <= due.getYear(); year++) {
                LocalDate first = LocalDate.of(year, 1, 1);
                if (calendar.isProvisional(first, first)) {
                    provisional = true;
                    explanation.provisional(year);
                }
            }
        }
        explanation.due(due);
        return new ComputedDeadline(instant(due), provisional, explanation.steps());
    }

    /** When the timer acts on a deadline of the kind. A yellow mark that would fall before the start is left out. */
    public Moments moments(DeadlineKind kind, CaseTraits traits, Instant start, Instant due) {
        return policy.rules(kind)
                .map(rules -> moments(rules, traits, start, due))
                .orElse(Moments.NONE);
    }

    /** When the timer acts on a deadline under these rules. */
    public Moments moments(KindRules rules, CaseTraits traits, Instant start, Instant due) {
        Marks marks = rules.marksFor(traits);
        Instant yellow = at(due, marks.yellow());
        return new Moments(
                yellow == null || !yellow.isAfter(start) ? null : yellow, at(due, marks.red()), ladder(due, marks));
    }

    private List<Rung> ladder(Instant due, Marks marks) {
        var ladder = new ArrayList<Rung>();
        addRung(ladder, TimerStep.URGE_HANDLERS, due, marks.urge());
        addRung(ladder, TimerStep.URGE_LEADERS, due, marks.urgeLeaders());
        addRung(ladder, TimerStep.URGE_PARENT, due, marks.urgeParent());
        addRung(ladder, TimerStep.CIRCULAR, due, marks.circular());
        addRung(ladder, TimerStep.RAISE, due, marks.raise());
        return ladder;
    }

    private void addRung(List<Rung> ladder, TimerStep step, Instant due, Offset offset) {
        if (offset != null) {
            ladder.add(new Rung(step, at(due, offset)));
        }
    }

    /** Until when after dispatch a return of the case may be asked for; null if the policy sets no end. */
    public Instant returnUntil(CaseTraits traits, Instant dispatchedAt) {
        return Term.firstFor(policy.returnWithin(), traits)
                .map(term -> endOf(term, dispatchedAt))
                .orElse(null);
    }

    /** The same with its explanation; empty if the policy sets no end. */
    public Optional<ComputedDeadline> returnWindow(CaseTraits traits, Instant dispatchedAt) {
        return Term.firstFor(policy.returnWithin(), traits)
                .map(term -> compute(term, StartingPoint.DISPATCH, dispatchedAt, Adjustments.NONE));
    }

    /** Until when a return that was asked for then is to be ruled on; null if the policy sets no end. */
    public Instant rulingUntil(CaseTraits traits, Instant requestedAt) {
        return Term.firstFor(policy.ruling(), traits)
                .map(term -> endOf(term, requestedAt))
                .orElse(null);
    }

    /** The moment a span after another, at the close of office where the span is in days. */
    public Instant after(Instant start, Span span) {
        return endOf(Term.of(span, CountFrom.NEXT_DAY, MomentOfDay.CLOSE_OF_OFFICE), start);
    }

    /** Until when more time may be asked for; null where that is the deadline itself. */
    public Instant extensionUntil(KindRules rules, CaseTraits traits, Instant due) {
        return Optional.ofNullable(rules.extensionsFor(traits).askBefore())
                .map(span -> instant(minus(local(due), span, MomentOfDay.SAME_TIME)))
                .orElse(null);
    }

    /** When a pause that starts then ends by itself. */
    public Instant pauseUntil(KindRules rules, Instant from) {
        return endOf(Term.of(rules.pauses().atMost(), CountFrom.NEXT_DAY, MomentOfDay.SAME_TIME), from);
    }

    /**
     * The working days that a ruling took longer than it may: those after the day it was due up to and including its own.
     * A ruling later on the evening of the due day costs the unit no working day, so it gives none back.
     */
    public int rulingExcess(CaseTraits traits, Instant requestedAt, Instant decidedAt) {
        Instant due = rulingUntil(traits, requestedAt);
        return due != null && decidedAt.isAfter(due)
                ? calendar.countWorkingDays(
                        local(due).toLocalDate(), local(decidedAt).toLocalDate())
                : 0;
    }

    private Instant at(Instant due, Offset offset) {
        if (offset == null) {
            return null;
        }
        LocalDateTime from = local(due);
        return instant(
                offset.before() != null
                        ? minus(from, offset.before(), offset.at())
                        : plus(from, offset.after(), offset.at()));
    }

    /** The end of a term without adjustments; one that lies on the day of the start and has passed ends on the next working day. */
    private Instant endOf(Term term, Instant start) {
        LocalDateTime from = local(start);
        LocalDateTime end = end(term, from);
        LocalDateTime due = isOver(term, from, end) ? closeOfNextWorkingDay(from) : end;
        if (term.onDayOff() == OnDayOff.NEXT_WORKING_DAY && !calendar.isWorkingDay(due.toLocalDate())) {
            due = sameMoment(due, calendar.nextWorkingDay(due.toLocalDate()));
        }
        return instant(due);
    }

    private static boolean isOver(Term term, LocalDateTime from, LocalDateTime end) {
        return inDays(term.within().unit()) && !end.isAfter(from);
    }

    private LocalDateTime closeOfNextWorkingDay(LocalDateTime from) {
        LocalDate next = calendar.nextWorkingDay(from.toLocalDate());
        return next.atTime(office.closing(next));
    }

    private LocalDateTime end(Term term, LocalDateTime from) {
        Span span = term.within();
        LocalDate day = from.toLocalDate();
        return switch (span.unit()) {
            case WORKING_DAYS -> {
                LocalDate first = term.from() == CountFrom.SAME_DAY && span.amount() > 0 ? day.minusDays(1) : day;
                yield onDay(calendar.addWorkingDays(first, span.amount()), term.until(), from.toLocalTime());
            }
            case CALENDAR_DAYS -> {
                int days = term.from() == CountFrom.SAME_DAY && span.amount() > 0 ? span.amount() - 1 : span.amount();
                yield onDay(day.plusDays(days), term.until(), from.toLocalTime());
            }
            case OFFICE_HOURS -> office.plus(from, Duration.ofHours(span.amount()));
            case HOURS -> from.plusHours(span.amount());
            case MINUTES -> from.plusMinutes(span.amount());
        };
    }

    private LocalDateTime prolong(LocalDateTime due, int workingDays, Explanation explanation) {
        LocalDate last = calendar.addWorkingDays(due.toLocalDate(), workingDays);
        explanation.days(calendar, due.toLocalDate().plusDays(1), last);
        return sameMoment(due, last);
    }

    /** The same time on another day; the close of office stays the close of office. */
    private LocalDateTime sameMoment(LocalDateTime of, LocalDate day) {
        boolean atClose = of.toLocalTime().equals(office.closing(of.toLocalDate()));
        return day.atTime(atClose ? office.closing(day) : of.toLocalTime());
    }

    /** What a pause adds, in the unit of the term: working days for working days, time for time. */
    private LocalDateTime wait(
            Pause pause, boolean stopsClock, SpanUnit unit, LocalDateTime due, Explanation explanation) {
        LocalDateTime from = local(pause.from());
        LocalDateTime until = local(pause.until());
        if (!stopsClock) {
            explanation.pause(from, until, pause, null);
            return due;
        }
        switch (unit) {
            case WORKING_DAYS -> {
                int days = calendar.countWorkingDays(from.toLocalDate(), until.toLocalDate());
                explanation.pause(from, until, pause, new Span(days, unit));
                return days == 0 ? due : prolong(due, days, explanation);
            }
            case CALENDAR_DAYS -> {
                int days = (int) ChronoUnit.DAYS.between(from.toLocalDate(), until.toLocalDate());
                explanation.pause(from, until, pause, new Span(days, unit));
                return sameMoment(due, due.toLocalDate().plusDays(days));
            }
            case OFFICE_HOURS -> {
                Duration open = office.between(from, until);
                explanation.pause(from, until, pause, minutes(open));
                LocalDateTime later = office.plus(due, open);
                explanation.days(calendar, due.toLocalDate().plusDays(1), later.toLocalDate());
                return later;
            }
            default -> {
                Duration waited = Duration.between(from, until);
                explanation.pause(from, until, pause, minutes(waited));
                return due.plus(waited);
            }
        }
    }

    private static Span minutes(Duration length) {
        return new Span((int) (length.toSeconds() / SECONDS_A_MINUTE), SpanUnit.MINUTES);
    }

    private LocalDateTime offDaysOff(LocalDateTime due, Explanation explanation) {
        if (calendar.isWorkingDay(due.toLocalDate())) {
            return due;
        }
        LocalDate next = calendar.nextWorkingDay(due.toLocalDate());
        explanation.dayOffAtEnd(due.toLocalDate(), next);
        explanation.days(calendar, due.toLocalDate(), next);
        return sameMoment(due, next);
    }

    private LocalDateTime cap(LocalDateTime due, LocalDateTime from, LocalDateTime upstream, Explanation explanation) {
        if (!upstream.isAfter(from)) {
            explanation.upstreamPassed(upstream);
            return due;
        }
        Span reserve = policy.upstreamReserve() == null ? new Span(0, SpanUnit.MINUTES) : policy.upstreamReserve();
        LocalDateTime cap = minus(upstream, reserve, MomentOfDay.SAME_TIME);
        if (!cap.isAfter(from)) {
            // No time is left for the reserve: the moment of the platform above itself.
            reserve = new Span(0, reserve.unit());
            cap = upstream;
        }
        if (!cap.isBefore(due)) {
            return due;
        }
        explanation.cap(upstream, reserve, cap);
        return cap;
    }

    private LocalDateTime plus(LocalDateTime from, Span span, MomentOfDay at) {
        return span.unit() == SpanUnit.OFFICE_HOURS
                ? office.plus(from, Duration.ofHours(span.amount()))
                : shift(from, span.amount(), span.unit(), at);
    }

    private LocalDateTime minus(LocalDateTime from, Span span, MomentOfDay at) {
        return span.unit() == SpanUnit.OFFICE_HOURS
                ? office.minus(from, Duration.ofHours(span.amount()))
                : shift(from, -span.amount(), span.unit(), at);
    }

    /** Later, or earlier by a negative amount; no days at all leave the day as it is, even a day off. */
    private LocalDateTime shift(LocalDateTime from, int amount, SpanUnit unit, MomentOfDay at) {
        LocalDate day = from.toLocalDate();
        return switch (unit) {
            case WORKING_DAYS -> onDay(workingDays(day, amount), at, from.toLocalTime());
            case CALENDAR_DAYS -> onDay(day.plusDays(amount), at, from.toLocalTime());
            case HOURS -> from.plusHours(amount);
            case MINUTES -> from.plusMinutes(amount);
            case OFFICE_HOURS -> throw new IllegalArgumentException("office hours are no plain shift");
        };
    }

    private LocalDate workingDays(LocalDate day, int amount) {
        if (amount == 0) {
            return day;
        }
        return amount > 0 ? calendar.addWorkingDays(day, amount) : calendar.subtractWorkingDays(day, -amount);
    }

    private LocalDateTime onDay(LocalDate day, MomentOfDay moment, LocalTime same) {
        return switch (moment) {
            case OPENING -> day.atTime(office.opening(day));
            case CLOSE_OF_OFFICE -> day.atTime(office.closing(day));
            case END_OF_DAY -> day.atTime(ShanghaiTime.END_OF_DAY);
            case SAME_TIME -> day.atTime(same);
        };
    }

    private static LocalDate firstDay(Term term, LocalDateTime from) {
        boolean sameDay = term.within().unit() != SpanUnit.WORKING_DAYS || term.from() == CountFrom.SAME_DAY;
        return sameDay ? from.toLocalDate() : from.toLocalDate().plusDays(1);
    }

    private static boolean inDays(SpanUnit unit) {
        return unit == SpanUnit.WORKING_DAYS || unit == SpanUnit.CALENDAR_DAYS;
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ShanghaiTime.ZONE);
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(ShanghaiTime.ZONE).toInstant();
    }
}
