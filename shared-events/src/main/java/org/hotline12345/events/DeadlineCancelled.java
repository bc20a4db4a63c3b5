package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A deadline no longer stands.
 *
 * @param workOrderId The work order. May be null.
 * @param kind What was due.
 * @param unit The unit that owed it. May be null.
 * @param reason Why.
 * @param cancelledAt Business time.
 */
@EventType("org.hotline12345.case.deadline-cancelled.v1")
public record DeadlineCancelled(
        UUID caseId,
        UUID deadlineId,
        UUID workOrderId,
        DeadlineKind kind,
        String unit,
        DeadlineCancelReason reason,
        Instant cancelledAt)
        implements CaseEvent {
    public DeadlineCancelled {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(deadlineId, "deadlineId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(cancelledAt, "cancelledAt");
    }
}
