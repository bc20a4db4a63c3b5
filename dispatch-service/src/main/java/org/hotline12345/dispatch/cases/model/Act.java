package org.hotline12345.dispatch.cases.model;

import java.time.Instant;

/**
 * By whom something is done to a case, and when.
 *
 * @param history Whether an importer says when: then its order counts and is not evened out, and nobody is told.
 */
public record Act(Instant at, String actor, boolean history) {
    /** The time, but not before what happened last: clocks that differ are evened out, history in the wrong order is refused. */
    public Instant notBefore(Instant last) {
        if (!at.isBefore(last)) {
            return at;
        }
        if (history) {
            throw new Refusal(new Refusal.BeforeLastEvent(last));
        }
        return last;
    }

    /** How what comes of it is told. */
    Telling telling(Instant when, boolean imported) {
        return new Telling(when, actor, history || imported);
    }
}
