package org.hotline12345.bench.model;

import java.util.EnumMap;
import java.util.Map;

/**
 * The numbers of a plan.
 *
 * @param given those that differ from the usual ones
 */
public record Assumptions(Map<Assumption, Double> given) {
    public Assumptions {
        given = given.isEmpty() ? Map.of() : new EnumMap<>(given);
    }

    /** The usual ones. */
    public static Assumptions usual() {
        return new Assumptions(Map.of());
    }

    /**
     * With another number.
     *
     * @throws IllegalArgumentException where it is no number above zero; a share may be zero but not above one
     */
    public Assumptions with(Assumption which, double value) {
        boolean share = which == Assumption.ON_THE_SPOT || which == Assumption.USE;
        boolean mayBeNothing = which == Assumption.ON_THE_SPOT
                || which == Assumption.FILES
                || which == Assumption.QUESTIONS
                || which == Assumption.COST_ON_THE_SPOT;
        if (!Double.isFinite(value) || value < 0 || value == 0 && !mayBeNothing || share && value > 1) {
            throw new IllegalArgumentException(which.key() + " cannot be " + value);
        }
        Map<Assumption, Double> more = new EnumMap<>(Assumption.class);
        more.putAll(given);
        more.put(which, value);
        return new Assumptions(more);
    }

    /** What it is. */
    public double of(Assumption which) {
        return given.getOrDefault(which, which.usual());
    }
}
