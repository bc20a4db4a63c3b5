package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The case is to be handled again (重办); dispatch opens a new round.
 *
 * @param reworkId The order.
 * @param workOrderId The work order that did not satisfy.
 * @param round The round that it ends; the new one is one more.
 * @param unit Lead unit of that round.
 * @param cause Why.
 * @param reason In words.
 * @param orderedBy Subject, or system.
 * @param orderedAt Business time.
 * @param toDispatcher True: a dispatcher decides which unit handles it; otherwise the same lead unit does. May be null.
 */
@EventType("org.hotline12345.case.rework-ordered.v1")
public record ReworkOrdered(
        UUID caseId,
        UUID reworkId,
        UUID workOrderId,
        int round,
        String unit,
        ReworkCause cause,
        String reason,
        String orderedBy,
        Instant orderedAt,
        Boolean toDispatcher)
        implements CaseEvent {
    public ReworkOrdered {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(reworkId, "reworkId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(orderedBy, "orderedBy");
        Objects.requireNonNull(orderedAt, "orderedAt");
    }
}
