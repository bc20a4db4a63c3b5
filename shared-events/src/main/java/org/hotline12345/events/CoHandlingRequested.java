package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The lead unit asks another unit for its opinion (协办).
 *
 * @param unit Lead unit.
 * @param coUnit The unit that is asked.
 * @param question What it is asked.
 * @param requestedBy Subject of the handler.
 * @param requestedAt Business time.
 */
@EventType("org.hotline12345.case.co-handling-requested.v1")
public record CoHandlingRequested(
        UUID caseId,
        UUID workOrderId,
        UUID coHandlingId,
        String unit,
        String coUnit,
        String question,
        String requestedBy,
        Instant requestedAt)
        implements CaseEvent {
    public CoHandlingRequested {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(coHandlingId, "coHandlingId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(coUnit, "coUnit");
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(requestedAt, "requestedAt");
    }
}
