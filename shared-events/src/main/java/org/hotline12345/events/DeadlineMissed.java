package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What was owed was done late, by business times.
 *
 * @param workOrderId The work order. May be null.
 * @param round Round of handling.
 * @param kind What was due.
 * @param unit The unit that owed it. May be null.
 */
@EventType("org.hotline12345.case.deadline-missed.v1")
public record DeadlineMissed(
        UUID caseId,
        UUID deadlineId,
        UUID workOrderId,
        int round,
        DeadlineKind kind,
        String unit,
        Instant dueAt,
        Instant doneAt)
        implements CaseEvent {
    public DeadlineMissed {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(deadlineId, "deadlineId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(dueAt, "dueAt");
        Objects.requireNonNull(doneAt, "doneAt");
    }
}
