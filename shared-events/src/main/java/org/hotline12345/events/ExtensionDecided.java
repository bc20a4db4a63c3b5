package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A dispatcher ruled on an extension (延期审批).
 *
 * @param unit Lead unit.
 * @param granted Whether more time is given.
 * @param workingDays Working days granted; 0 when refused.
 * @param note Reason of the ruling.
 * @param decidedBy Subject of the dispatcher.
 * @param decidedAt Business time.
 */
@EventType("org.hotline12345.case.extension-decided.v1")
public record ExtensionDecided(
        UUID caseId,
        UUID workOrderId,
        UUID extensionRequestId,
        String unit,
        boolean granted,
        int workingDays,
        String note,
        String decidedBy,
        Instant decidedAt)
        implements CaseEvent {
    public ExtensionDecided {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(extensionRequestId, "extensionRequestId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(decidedBy, "decidedBy");
        Objects.requireNonNull(decidedAt, "decidedAt");
    }
}
