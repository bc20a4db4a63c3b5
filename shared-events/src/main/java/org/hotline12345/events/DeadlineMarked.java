package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A deadline got its yellow or red mark (黄牌、红牌).
 *
 * @param workOrderId The work order. May be null.
 * @param kind What is due.
 * @param unit The unit that owes it. May be null.
 * @param markedAt Business time: the moment the mark stands for.
 */
@EventType("org.hotline12345.case.deadline-marked.v1")
public record DeadlineMarked(
        UUID caseId,
        UUID deadlineId,
        UUID workOrderId,
        DeadlineKind kind,
        String unit,
        DeadlineMark mark,
        Instant dueAt,
        Instant markedAt)
        implements CaseEvent {
    public DeadlineMarked {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(deadlineId, "deadlineId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(dueAt, "dueAt");
        Objects.requireNonNull(markedAt, "markedAt");
    }
}
