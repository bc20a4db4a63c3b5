package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A supervisor's order on a case (督办).
 *
 * @param unit The unit supervised.
 * @param cause Why.
 * @param order The order in words.
 * @param level 1 at first, one more each time it is raised.
 * @param dueAt By when the unit must report.
 * @param openedAt Business time.
 */
@EventType("org.hotline12345.case.supervision-opened.v1")
public record SupervisionOpened(
        UUID caseId,
        UUID supervisionId,
        UUID workOrderId,
        String unit,
        SupervisionCause cause,
        String order,
        int level,
        Instant dueAt,
        Instant openedAt)
        implements CaseEvent {
    public SupervisionOpened {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(supervisionId, "supervisionId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(dueAt, "dueAt");
        Objects.requireNonNull(openedAt, "openedAt");
    }
}
