package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;

/**
 * The office leader approved the scores of a period.
 *
 * @param approvedBy Subject of the office leader.
 * @param edition Which edition of them: a correction of approved scores is the next one. May be null: the first.
 * @param correctionReason Why the edition before was corrected. May be null.
 */
@EventType("org.hotline12345.office.score-approved.v1")
public record ScoreApproved(
        String period,
        String ruleSet,
        int ruleSetVersion,
        String approvedBy,
        Instant approvedAt,
        Integer edition,
        String correctionReason)
        implements OfficeEvent {
    public ScoreApproved {
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(ruleSet, "ruleSet");
        Objects.requireNonNull(approvedBy, "approvedBy");
        Objects.requireNonNull(approvedAt, "approvedAt");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return period;
    }
}
