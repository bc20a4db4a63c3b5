package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** The citizen's query code was asked for again: a new one is sent to the registered telephone, with which the old one ends. No event holds a code. */
@EventType("org.hotline12345.case.query-code-renewed.v1")
public record QueryCodeRenewed(UUID caseId, Instant renewedAt) implements CaseEvent {
    public QueryCodeRenewed {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(renewedAt, "renewedAt");
    }
}
