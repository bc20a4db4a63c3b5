package org.hotline12345.followup.regulation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
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
        List<@NotNull @Range(min = 0, max = 1000, message = "{violation.range}") Integer> extensions,
        List<@NotNull @Range(min = 0, max = 1000, message = "{violation.range}") Integer> pauses,
        List<@NotNull @Valid WaitingInput> waiting,
        OffsetDateTime upstreamDueAt,
        Integer version) {
    public PreviewInput {
        extensions = extensions == null ? List.of() : extensions;
        pauses = pauses == null ? List.of() : pauses;
        waiting = waiting == null ? List.of() : waiting;
    }

    /** A time in which the unit waits for the citizen. */
    public record WaitingInput(
            @NotNull OffsetDateTime from, @NotNull OffsetDateTime until) implements Checked {
        @Override
        public void check(Violations violations) {
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
                .extended(sum(extensions))
                .givenBack(sum(pauses))
                .paused(waiting.stream().map(WaitingInput::pause).toList())
                .upstream(instant(upstreamDueAt, null));
    }

    private static Instant instant(OffsetDateTime given, Instant otherwise) {
        return given == null ? otherwise : given.toInstant();
    }

    private static int sum(List<Integer> days) {
        return days.stream().mapToInt(Integer::intValue).sum();
    }
}
