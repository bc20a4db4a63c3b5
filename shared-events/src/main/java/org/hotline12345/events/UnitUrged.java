package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The unit was reminded (催办).
 *
 * @param note What the unit was told.
 * @param urgedAt Business time.
 * @param level Whom it goes to. May be null: the handlers.
 */
@EventType("org.hotline12345.case.unit-urged.v1")
public record UnitUrged(
        UUID caseId,
        UUID urgeId,
        UUID workOrderId,
        String unit,
        UrgeOrigin origin,
        String note,
        Instant urgedAt,
        UrgeLevel level)
        implements CaseEvent {
    public UnitUrged {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(urgeId, "urgeId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(urgedAt, "urgedAt");
    }
}
