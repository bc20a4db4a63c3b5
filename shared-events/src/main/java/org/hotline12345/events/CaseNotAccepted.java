package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The case is not accepted (不予受理) and the citizen was told the right way.
 *
 * @param reason Why.
 * @param told What the citizen was told, masked.
 * @param decidedAt Business time.
 * @param linkedCaseId With NO_NEW_FACTS: the earlier case whose answer stands. May be null.
 */
@EventType("org.hotline12345.case.not-accepted.v1")
public record CaseNotAccepted(
        UUID caseId, NonAcceptanceReason reason, String told, Instant decidedAt, UUID linkedCaseId)
        implements CaseEvent {
    public CaseNotAccepted {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(told, "told");
        Objects.requireNonNull(decidedAt, "decidedAt");
    }
}
