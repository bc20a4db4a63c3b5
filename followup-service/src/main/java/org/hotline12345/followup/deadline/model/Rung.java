package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * A step of the ladder beyond the marks: whom an overdue deadline is brought before, and when.
 *
 * @param step What is done.
 */
public record Rung(TimerStep step, Instant at) {
    /** The earliest first; of the same moment in the order of the steps. */
    static final Comparator<Rung> IN_ORDER = Comparator.comparing(Rung::at).thenComparing(Rung::step);

    public Rung {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(at, "at");
    }
}
