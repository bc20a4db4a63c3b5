package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The case is handled together with a lead case (并单).
 *
 * @param workOrderId The member's own work order that ended. May be null.
 * @param mergedBy Subject of the dispatcher.
 * @param mergedAt Business time.
 */
@EventType("org.hotline12345.case.merged.v1")
public record CaseMerged(UUID caseId, UUID leadCaseId, UUID workOrderId, String mergedBy, Instant mergedAt)
        implements CaseEvent {
    public CaseMerged {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(leadCaseId, "leadCaseId");
        Objects.requireNonNull(mergedBy, "mergedBy");
        Objects.requireNonNull(mergedAt, "mergedAt");
    }
}
