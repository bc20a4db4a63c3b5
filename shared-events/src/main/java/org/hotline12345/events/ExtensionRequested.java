package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The unit asks for more time (申请延期).
 *
 * @param unit Lead unit.
 * @param workingDays Working days asked for.
 * @param reason Why.
 * @param requestedBy Subject of the handler.
 * @param requestedAt Business time.
 */
@EventType("org.hotline12345.case.extension-requested.v1")
public record ExtensionRequested(
        UUID caseId,
        UUID workOrderId,
        UUID extensionRequestId,
        String unit,
        int workingDays,
        String reason,
        String requestedBy,
        Instant requestedAt)
        implements CaseEvent {
    public ExtensionRequested {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(extensionRequestId, "extensionRequestId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(requestedAt, "requestedAt");
    }
}
