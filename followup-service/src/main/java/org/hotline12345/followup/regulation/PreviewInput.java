package org.hotline12345.followup.regulation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.deadline.model.Adjustments;
import org.hotline12345.followup.deadline.model.Pause;
import org.hotline12345.followup.deadline.model.PolicyPreview;
import org.hotline12345.followup.policy.model.CaseTraits;

/**
 * A case to try a policy on.
 *
 * @param type Nature.
 * @param urgency Urgency; ORDINARY if left out.
 * @param unitLevel Level of the lead unit.
 * @param rework Whether it is a round after the first.
 * @param registeredAt When it was registered; when it is dispatched if left out.
 * @param dispatchedAt When it is dispatched; now if left out.
 * @param repliedAt When the reply is issued; when it is due if left out.
 * @param requestedAt When an opinion is asked for, a rectification ordered; when it is dispatched if left out.
 * @param reviewDate The review date of a planned matter; without it no review is shown.
 * @param extensions Extensions granted, working days each.
 * @param pauses Time given back, working days each.
 * @param waiting Times in which the unit waits for the citizen.
 * @param upstreamDueAt When the platform above wants the answer.
 * @param version Version of the policy; the latest if left out.
 */
public record PreviewInput(
        @NotNull CaseType type,
        Urgency urgency,
        String channel,
        String category,
        UnitLevel unitLevel,
        Boolean rework,
        OffsetDateTime registeredAt,
        OffsetDateTime dispatchedAt,
        OffsetDateTime repliedAt,
        OffsetDateTime requestedAt,
        LocalDate reviewDate,

        @Size(max = PreviewInput.MOST_TIMES)
        List<@NotNull @Range(min = 0, max = PreviewInput.MOST_DAYS, message = "{violation.range}") Integer> extensions,

        @Size(max = PreviewInput.MOST_TIMES)
        List<@NotNull @Range(min = 0, max = PreviewInput.MOST_DAYS, message = "{violation.range}") Integer> pauses,

        @Size(max = PreviewInput.MOST_TIMES) List<@NotNull @Valid WaitingInput> waiting,
        OffsetDateTime upstreamDueAt,
        Integer version)
        implements Checked {
    /** A policy grants more time that often at most. */
    static final int MOST_TIMES = 20;
    /** The most days of one kind together: what a policy may grant at once. */
    static final int MOST_DAYS = 1000;
    /** The years that calendars are kept for. */
    private static final int FIRST_YEAR = 1949;

    private static final int LAST_YEAR = 2999;

    public PreviewInput {
        extensions = extensions == null ? List.of() : extensions;
        pauses = pauses == null ? List.of() : pauses;
        waiting = waiting == null ? List.of() : waiting;
    }

    @Override
    public void check(Violations violations) {
        inCalendar(violations, "registeredAt", registeredAt);
        inCalendar(violations, "dispatchedAt", dispatchedAt);
        inCalendar(violations, "repliedAt", repliedAt);
        inCalendar(violations, "requestedAt", requestedAt);
        inCalendar(violations, "reviewDate", reviewDate);
        atMost(violations, "extensions", sum(extensions));
        atMost(violations, "pauses", sum(pauses));
        atMost(
                violations,
                "waiting",
                waiting.stream()
                        .filter(time -> time != null && time.from() != null && time.until() != null)
                        .mapToLong(time ->
                                Duration.between(time.from(), time.until()).toDays())
                        .sum());
        inCalendar(violations, "upstreamDueAt", upstreamDueAt);
    }

    private static void inCalendar(Violations violations, String field, Temporal at) {
        int year = at == null ? FIRST_YEAR : at.get(ChronoField.YEAR);
        violations.unless(
                year >= FIRST_YEAR && year <= LAST_YEAR,
                field,
                "violation.range",
                String.valueOf(FIRST_YEAR),
                String.valueOf(LAST_YEAR));
    }

    private static void atMost(Violations violations, String field, long days) {
        violations.unless(days <= MOST_DAYS, field, "violation.preview.days", MOST_DAYS);
    }

    /** A time in which the unit waits for the citizen. */
    public record WaitingInput(
            @NotNull OffsetDateTime from, @NotNull OffsetDateTime until) implements Checked {
        @Override
        public void check(Violations violations) {
            inCalendar(violations, "from", from);
            inCalendar(violations, "until", until);
            violations.unless(
                    from == null || until == null || !until.isBefore(from), "until", "violation.waiting.order");
        }

        Pause pause() {
            return new Pause(from.toInstant(), until.toInstant(), true, "试算");
        }
    }

    CaseTraits traits() {
        return new CaseTraits(
                type,
                urgency == null ? Urgency.ORDINARY : urgency,
                channel,
                category,
                unitLevel,
                Boolean.TRUE.equals(rework));
    }

    /** When its clocks start; what is left out is taken from the dispatch, and that for now. */
    PolicyPreview.Starts starts(Instant now) {
        Instant dispatched = instant(dispatchedAt, now);
        return new PolicyPreview.Starts(
                instant(registeredAt, dispatched),
                dispatched,
                instant(repliedAt, null),
                instant(requestedAt, dispatched),
                reviewDate);
    }

    Adjustments adjustments() {
        return Adjustments.NONE
                .extended((int) sum(extensions))
                .givenBack((int) sum(pauses))
                .paused(waiting.stream().map(WaitingInput::pause).toList())
                .upstream(instant(upstreamDueAt, null));
    }

    private static Instant instant(OffsetDateTime given, Instant otherwise) {
        return given == null ? otherwise : given.toInstant();
    }

    private static long sum(List<Integer> days) {
        return days.stream()
                .filter(Objects::nonNull)
                .mapToLong(Integer::longValue)
                .sum();
    }
}
