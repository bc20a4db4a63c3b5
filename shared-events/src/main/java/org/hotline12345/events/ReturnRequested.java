package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The unit says it is not responsible (申请退单).
 *
 * @param unit Lead unit.
 * @param reason Why.
 * @param suggestedUnit Which unit it names instead. May be null.
 * @param requestedBy Subject of the handler.
 * @param requestedAt Business time.
 * @param reasonCode Which of the listed reasons it is. May be null.
 */
@EventType("org.hotline12345.case.return-requested.v1")
public record ReturnRequested(
        UUID caseId,
        UUID workOrderId,
        UUID returnRequestId,
        String unit,
        String reason,
        String suggestedUnit,
        String requestedBy,
        Instant requestedAt,
        ReturnReason reasonCode)
        implements CaseEvent {
    public ReturnRequested {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(returnRequestId, "returnRequestId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(requestedAt, "requestedAt");
    }
}
