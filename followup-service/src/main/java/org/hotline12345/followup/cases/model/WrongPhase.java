package org.hotline12345.followup.cases.model;

import java.util.Set;

/** A command came to a case that does not await it. */
public final class WrongPhase extends RuntimeException {
    private final Phase phase;
    private final Set<Phase> allowed;

    public WrongPhase(Phase phase, Set<Phase> allowed) {
        super("the case is " + phase + ", not one of " + allowed);
        this.phase = phase;
        this.allowed = Set.copyOf(allowed);
    }

    /** Where the case stands. */
    public Phase phase() {
        return phase;
    }

    /** Where it would have to stand. */
    public Set<Phase> allowed() {
        return allowed;
    }
}
