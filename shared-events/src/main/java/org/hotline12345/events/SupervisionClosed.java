package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Supervision ended with a finding.
 *
 * @param closedAt Business time.
 */
@EventType("org.hotline12345.case.supervision-closed.v1")
public record SupervisionClosed(
        UUID caseId, UUID supervisionId, UUID workOrderId, String unit, String finding, Instant closedAt)
        implements CaseEvent {
    public SupervisionClosed {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(supervisionId, "supervisionId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(closedAt, "closedAt");
    }
}
