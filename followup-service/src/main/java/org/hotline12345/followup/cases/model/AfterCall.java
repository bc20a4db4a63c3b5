package org.hotline12345.followup.cases.model;

import java.time.Instant;

/**
 * What follows from a call that brought no answer. Where the citizen was spoken to it is no attempt in vain; after a wrong number or a
 * refusal nobody calls again. A time that was named goes before the spacing of the plan; a call that broke off is made again at once.
 *
 * @param ends Whether nobody calls again.
 * @param attempts Attempts in vain by now.
 * @param again When the next call may be made.
 * @param appointment The same where it goes before the calls of others. May be null.
 */
public record AfterCall(boolean ends, int attempts, Instant again, Instant appointment) {
    /**
     * After this call.
     *
     * @param before attempts in vain before it
     * @param most after so many attempts in vain it ends
     * @param next when the next attempt may be made, where no time was named
     */
    public static AfterCall of(Attempt attempt, int before, int most, Instant next) {
        boolean inVain = !attempt.outcome().spokeToCitizen();
        int made = before + (inVain ? 1 : 0);
        Instant named = attempt.callAgainAt();
        Instant again = named != null ? named : attempt.outcome() == AttemptOutcome.CUT_OFF ? attempt.at() : next;
        return new AfterCall(
                attempt.outcome().ends() || inVain && made >= most, made, again, again.equals(next) ? null : again);
    }
}
