package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The co-handling unit gave its opinion.
 *
 * @param coHandlingId The request.
 * @param text Its opinion.
 * @param answeredBy Subject of the handler.
 * @param answeredAt Business time.
 */
@EventType("org.hotline12345.case.co-handling-answered.v1")
public record CoHandlingAnswered(
        UUID caseId,
        UUID workOrderId,
        UUID coHandlingId,
        String coUnit,
        String text,
        String answeredBy,
        Instant answeredAt)
        implements CaseEvent {
    public CoHandlingAnswered {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(coHandlingId, "coHandlingId");
        Objects.requireNonNull(coUnit, "coUnit");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(answeredBy, "answeredBy");
        Objects.requireNonNull(answeredAt, "answeredAt");
    }
}
