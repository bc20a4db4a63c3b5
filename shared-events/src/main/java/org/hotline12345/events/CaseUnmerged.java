package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The case was taken out of a merge.
 *
 * @param leadCaseId The case that led.
 * @param unmergedBy Subject of the dispatcher.
 * @param unmergedAt Business time.
 */
@EventType("org.hotline12345.case.unmerged.v1")
public record CaseUnmerged(UUID caseId, UUID leadCaseId, String unmergedBy, Instant unmergedAt) implements CaseEvent {
    public CaseUnmerged {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(leadCaseId, "leadCaseId");
        Objects.requireNonNull(unmergedBy, "unmergedBy");
        Objects.requireNonNull(unmergedAt, "unmergedAt");
    }
}
