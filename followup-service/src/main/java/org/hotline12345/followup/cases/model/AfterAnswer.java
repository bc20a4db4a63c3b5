package org.hotline12345.followup.cases.model;

import org.hotline12345.events.Disposition;
import org.hotline12345.followup.policy.model.SupervisionRules;

/**
 * What follows from a citizen's answer: satisfied closes the case; dissatisfied for an objective reason closes it once
 * that was explained; dissatisfied with the unit orders rework, and at the number of times that the policy names a supervisor decides
 * (the article's 对不满意的重新办理; Shandong 2017: dissatisfied after rework, supervision).
 */
public enum AfterAnswer {
    CLOSE_SATISFIED,
    /** The reason is objective: it is explained to the citizen, then the case is closed. */
    EXPLAIN,
    /** A new round of handling. */
    REWORK,
    /** Supervision opens and a supervisor decides. */
    SUPERVISE;

    /**
     * What follows.
     *
     * @param disposition what the unit said the handling came to
     * @param earlier how many rounds before left the citizen dissatisfied with the unit
     */
    public static AfterAnswer of(Answer answer, Disposition disposition, int earlier, SupervisionRules rules) {
        if (answer.blamesUnit(disposition)) {
            return atFault(earlier, rules);
        }
        return answer.dissatisfied() ? EXPLAIN : CLOSE_SATISFIED;
    }

    /** What follows when the reason lies with the unit. */
    public static AfterAnswer atFault(int earlier, SupervisionRules rules) {
        return earlier + 1 >= rules.dissatisfactions() ? SUPERVISE : REWORK;
    }
}
