package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An automatic urge was taken back with the mark that caused it.
 *
 * @param revokedAt When it was taken back.
 */
@EventType("org.hotline12345.case.unit-urge-revoked.v1")
public record UnitUrgeRevoked(UUID caseId, UUID urgeId, UUID workOrderId, String unit, Instant revokedAt)
        implements CaseEvent {
    public UnitUrgeRevoked {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(urgeId, "urgeId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(revokedAt, "revokedAt");
    }
}
