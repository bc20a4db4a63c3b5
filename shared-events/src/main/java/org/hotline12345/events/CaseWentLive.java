package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** An imported case that was still open came under the suite's timers, notices and callbacks. */
@EventType("org.hotline12345.case.went-live.v1")
public record CaseWentLive(UUID caseId, Instant liveAt) implements CaseEvent {
    public CaseWentLive {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(liveAt, "liveAt");
    }
}
