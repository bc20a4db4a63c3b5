package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Supervision was raised a level (提级督办).
 *
 * @param level The new level.
 * @param note Why.
 * @param raisedAt Business time.
 * @param dueAt By when the unit must report anew. May be null: as before.
 */
@EventType("org.hotline12345.case.supervision-raised.v1")
public record SupervisionRaised(
        UUID caseId,
        UUID supervisionId,
        UUID workOrderId,
        String unit,
        int level,
        String note,
        Instant raisedAt,
        Instant dueAt)
        implements CaseEvent {
    public SupervisionRaised {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(supervisionId, "supervisionId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(raisedAt, "raisedAt");
    }
}
