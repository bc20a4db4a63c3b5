package org.hotline12345.followup.survey.social.model;

import java.time.Instant;
import org.hotline12345.followup.cases.model.AfterCall;
import org.hotline12345.followup.cases.model.Attempt;
import org.hotline12345.followup.cases.model.AttemptOutcome;

/**
 * The calling of a citizen of a sample by the centre's own agents. It decides about no case.
 *
 * @param attempts Calls in vain.
 * @param nextAttemptAt From when on an agent may call; null: nobody calls.
 * @param claimedBy The agent who has it on lease. May be null.
 * @param claimedUntil Until when. May be null.
 * @param outcome Why the last call brought no answer. May be null.
 * @param note The agent's note, masked. May be null.
 * @param endedAt When it ended; null while open.
 */
public record SurveyCall(
        int attempts,
        Instant nextAttemptAt,
        String claimedBy,
        Instant claimedUntil,
        AttemptOutcome outcome,
        String note,
        Instant endedAt) {
    /** Where it stands at that moment. */
    public SurveyCallState state(Instant now) {
        if (endedAt != null) {
            return SurveyCallState.ENDED;
        }
        return claimedUntil != null && claimedUntil.isAfter(now) ? SurveyCallState.CLAIMED : SurveyCallState.OPEN;
    }

    /** Whether the agent has it; a lease that ran out holds until somebody else takes the call. */
    public boolean isClaimedBy(String agent) {
        return endedAt == null && agent.equals(claimedBy);
    }

    /** The citizen answered. */
    public SurveyCall answered(String said, Instant at) {
        return new SurveyCall(attempts, null, null, null, null, said, at);
    }

    /**
     * A call brought no answer.
     *
     * @param most after so many attempts in vain it ends
     * @param next when the next attempt may be made, where no time was named
     */
    public SurveyCall notReached(Attempt attempt, int most, Instant next) {
        var after = AfterCall.of(attempt, attempts, most, next);
        return new SurveyCall(
                after.attempts(),
                after.ends() ? null : after.again(),
                null,
                null,
                attempt.outcome(),
                attempt.note(),
                after.ends() ? attempt.at() : null);
    }
}
