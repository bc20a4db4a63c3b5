package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The unit took the work order (签收).
 *
 * @param unit Lead unit.
 * @param signedBy Subject of the person.
 * @param signedAt Business time.
 */
@EventType("org.hotline12345.case.work-order-signed.v1")
public record WorkOrderSigned(UUID caseId, UUID workOrderId, String unit, String signedBy, Instant signedAt)
        implements CaseEvent {
    public WorkOrderSigned {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(signedBy, "signedBy");
        Objects.requireNonNull(signedAt, "signedAt");
    }
}
