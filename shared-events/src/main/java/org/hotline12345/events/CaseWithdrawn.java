package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The citizen took the case back (撤回).
 *
 * @param reason Why, masked.
 * @param withdrawnAt Business time.
 */
@EventType("org.hotline12345.case.withdrawn.v1")
public record CaseWithdrawn(UUID caseId, String reason, Instant withdrawnAt) implements CaseEvent {
    public CaseWithdrawn {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(withdrawnAt, "withdrawnAt");
    }
}
