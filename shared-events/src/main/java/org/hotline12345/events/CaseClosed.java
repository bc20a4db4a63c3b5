package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Nothing more is owed (归档).
 *
 * @param reason Why.
 * @param rounds How many rounds of handling there were.
 * @param closedAt Business time.
 */
@EventType("org.hotline12345.case.closed.v1")
public record CaseClosed(UUID caseId, CloseReason reason, int rounds, Instant closedAt) implements CaseEvent {
    public CaseClosed {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(closedAt, "closedAt");
    }
}
