package org.hotline12345.followup.channel.model;

import java.time.Instant;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.deadline.model.Adjustments;
import org.hotline12345.followup.deadline.model.DeadlineCalculator;
import org.hotline12345.followup.deadline.model.Moments;
import org.hotline12345.followup.deadline.model.TimerStep;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.KindRules;

/**
 * By when the office handles what a citizen wrote back, 短信回复处理时限. It stays as it was worked out: a later policy or calendar holds for
 * what comes later.
 *
 * @param yellowAt Null: never.
 * @param redAt Null: never.
 * @param urgeAt When whoever is on duty is urged. Null: never.
 */
public record ReplyClock(Instant dueAt, Instant yellowAt, Instant redAt, Instant urgeAt) {
    /** It may be about several cases or none: its term looks at none of them. */
    private static final CaseTraits NO_CASE = new CaseTraits(null, null, null, null, null, false);

    /** The clock of a reply that comes before people then. */
    public static ReplyClock from(Instant start, WorkingCalendar calendar, DeadlinePolicy policy) {
        KindRules rules = policy.textReplyRules();
        var calculator = new DeadlineCalculator(calendar, policy);
        Instant due = calculator
                .compute(policy.textReply(), rules.startsAt(), start, Adjustments.NONE)
                .dueAt();
        Moments moments = calculator.moments(rules, NO_CASE, start, due);
        return new ReplyClock(due, moments.yellowAt(), moments.redAt(), moments.at(TimerStep.URGE_HANDLERS));
    }

    /** The mark that a clock with these moments has then; null for none. */
    public static DeadlineMark markAt(Instant then, Instant yellowAt, Instant redAt) {
        if (redAt != null && !redAt.isAfter(then)) {
            return DeadlineMark.RED;
        }
        return yellowAt != null && !yellowAt.isAfter(then) ? DeadlineMark.YELLOW : null;
    }
}
