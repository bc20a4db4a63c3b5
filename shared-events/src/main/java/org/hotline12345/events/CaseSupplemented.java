package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The citizen added something to the case (补充).
 *
 * @param text What was added, masked.
 * @param supplementedAt Business time.
 */
@EventType("org.hotline12345.case.supplemented.v1")
public record CaseSupplemented(UUID caseId, UUID supplementId, String text, Instant supplementedAt)
        implements CaseEvent {
    public CaseSupplemented {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(supplementId, "supplementId");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(supplementedAt, "supplementedAt");
    }
}
