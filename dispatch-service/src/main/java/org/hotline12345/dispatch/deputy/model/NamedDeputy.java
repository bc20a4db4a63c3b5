package org.hotline12345.dispatch.deputy.model;

import java.time.Instant;
import java.util.UUID;

/**
 * A deputyship as it was named; it stays on record when it has ended.
 *
 * @param reason Why. May be null.
 * @param endedBy Who ended it before its last day. Null for nobody.
 */
public record NamedDeputy(
        UUID id,
        Deputyship deputyship,
        String reason,
        String namedBy,
        Instant namedAt,
        String endedBy,
        Instant endedAt) {
    /** The same, ended. */
    public NamedDeputy ended(String by, Instant at) {
        return new NamedDeputy(id, deputyship, reason, namedBy, namedAt, by, at);
    }
}
