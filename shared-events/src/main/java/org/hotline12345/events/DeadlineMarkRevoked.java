package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A mark was taken back: what was owed had been done in time, the message came late.
 *
 * @param workOrderId The work order. May be null.
 * @param kind What is due.
 * @param unit The unit. May be null.
 * @param revokedAt When it was taken back.
 */
@EventType("org.hotline12345.case.deadline-mark-revoked.v1")
public record DeadlineMarkRevoked(
        UUID caseId,
        UUID deadlineId,
        UUID workOrderId,
        DeadlineKind kind,
        String unit,
        DeadlineMark mark,
        Instant revokedAt)
        implements CaseEvent {
    public DeadlineMarkRevoked {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(deadlineId, "deadlineId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(revokedAt, "revokedAt");
    }
}
