package org.hotline12345.assessment.fact.model;

import java.time.Instant;
import java.util.UUID;

/**
 * An objection to a score, decided; one row of {@code appeal_fact}.
 *
 * @param unit The unit that objected.
 * @param period The period of the score.
 * @param ruleSet The rule set of the score.
 * @param reassignedTo Unit that answers for the case in this item instead. May be null: nobody.
 */
public record AppealFact(
        UUID appealId,
        UUID caseId,
        String unit,
        String period,
        String ruleSet,
        String item,
        boolean granted,
        String reassignedTo,
        Instant decidedAt) {
    /** The rule set of an objection whose event names none. */
    private static final String USUAL_RULE_SET = "four-rates";

    public AppealFact {
        ruleSet = ruleSet == null ? USUAL_RULE_SET : ruleSet;
    }
}
