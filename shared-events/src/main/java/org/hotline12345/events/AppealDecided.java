package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Somebody who did not score it decided a unit's objection.
 *
 * @param unit The unit that objected.
 * @param item The item of the score.
 * @param granted Whether the case is left out or the fault reassigned.
 * @param reason Why.
 * @param decidedBy Subject of the evaluator.
 * @param decidedAt Business time.
 * @param ruleSet Rule set of the score; the office's default when absent. May be null.
 * @param reassignedTo Unit that answers for the case in this item instead; null: the case is left out. May be null.
 */
@EventType("org.hotline12345.case.appeal-decided.v1")
public record AppealDecided(
        UUID caseId,
        UUID appealId,
        String unit,
        String period,
        String item,
        boolean granted,
        String reason,
        String decidedBy,
        Instant decidedAt,
        String ruleSet,
        String reassignedTo)
        implements CaseEvent {
    public AppealDecided {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(appealId, "appealId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(decidedBy, "decidedBy");
        Objects.requireNonNull(decidedAt, "decidedAt");
    }
}
