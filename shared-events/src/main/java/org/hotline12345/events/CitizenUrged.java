package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The citizen called again about the case (诉求人催办).
 *
 * @param urgeNumber 1 for the first urge on this case.
 * @param text What was said, masked. May be null.
 * @param urgedAt Business time.
 */
@EventType("org.hotline12345.case.citizen-urged.v1")
public record CitizenUrged(UUID caseId, int urgeNumber, String text, Instant urgedAt) implements CaseEvent {
    public CitizenUrged {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(urgedAt, "urgedAt");
    }
}
