package org.hotline12345.assessment.definition.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a figure rests on: the facts of its denominator, some of which are in its numerator. Of a plain count all are.
 *
 * @param code Name of the rate or count in answers.
 * @param numerator Counts that make the numerator.
 * @param denominator Counts that make the denominator.
 * @param lessDenominator Counts taken off the denominator.
 */
public record Basis(String code, List<Count> numerator, List<Count> denominator, List<Count> lessDenominator) {
    /** The facts behind a rate. */
    public static Basis of(Rate rate) {
        return new Basis(rate.code(), rate.numerator(), rate.denominator(), rate.lessDenominator());
    }

    /** The facts behind a count. */
    public static Basis of(Count count) {
        return new Basis(count.code(), List.of(count), List.of(count), List.of());
    }

    /** All counts that must be known. */
    public Set<Count> counts() {
        Set<Count> counts = EnumSet.noneOf(Count.class);
        counts.addAll(numerator);
        counts.addAll(denominator);
        counts.addAll(lessDenominator);
        return counts;
    }

    public long numerator(Figures figures) {
        return figures.sum(numerator);
    }

    public long denominator(Figures figures) {
        return figures.sum(denominator) - figures.sum(lessDenominator);
    }
}
