package org.hotline12345.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * No rule could decide; a dispatcher must (人工派单).
 *
 * @param reason Why, in words.
 * @param candidates The best candidates, best first.
 * @param sentAt Business time.
 */
@EventType("org.hotline12345.case.sent-to-triage.v1")
public record CaseSentToTriage(UUID caseId, String reason, List<RoutingCandidate> candidates, Instant sentAt)
        implements CaseEvent {
    public CaseSentToTriage {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(reason, "reason");
        candidates = candidates == null ? List.of() : List.copyOf(candidates);
        Objects.requireNonNull(sentAt, "sentAt");
    }
}
