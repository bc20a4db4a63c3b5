package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * Who leads a group on when its lead is withdrawn or settled elsewhere: the member that was dispatched first. The others stay
 * with it, so the matter keeps one handling and one open work order at the unit that has it.
 */
public final class Succession {
    private Succession() {}

    /** A member and when it was dispatched. */
    public record Candidate(UUID caseId, Instant dispatchedAt) {}

    /** The member that leads from now on; empty for none. */
    public static Optional<UUID> of(Collection<Candidate> members) {
        return members.stream()
                .min(Comparator.comparing(Candidate::dispatchedAt).thenComparing(Candidate::caseId))
                .map(Candidate::caseId);
    }
}
