package org.hotline12345.assessment.indicator;

import java.util.EnumSet;
import java.util.Set;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;

/**
 * A figure asked for by its name: a rate, or else a count.
 *
 * @param code Its name in answers.
 * @param rate The rate. Null for a count.
 * @param count The count. Null for a rate.
 */
record FigureLine(String code, Rate rate, Count count) {
    /**
     * The figure of this name; 400 if there is none that a period has.
     *
     * @param ofUnits Whether it is units' work: then acceptance is what they signed of what they were given.
     */
    static FigureLine named(String name, boolean ofUnits) {
        var count = Count.of(name).filter(Count::ofPeriod);
        if (count.isPresent()) {
            return new FigureLine(name, null, count.get());
        }
        Rate rate = Rate.named(name).orElseThrow(() -> Problem.invalid("indicator", "violation.indicator"));
        return new FigureLine(rate.code(), rate == Rate.ACCEPTANCE && ofUnits ? Rate.UNIT_ACCEPTANCE : rate, null);
    }

    /** The counts that must be known. */
    Set<Count> counts() {
        return rate == null ? EnumSet.of(count) : Basis.of(rate).counts();
    }

    String name(Language language) {
        return (rate == null ? count.label() : rate.label()).in(language);
    }

    /** The rate in per cent, or the count. */
    Number value(Figures figures) {
        return rate == null ? (Number) figures.count(count) : rate.of(figures);
    }

    /** Numerator of a rate; null for a count. */
    Long numerator(Figures figures) {
        return rate == null ? null : (Long) rate.numerator(figures);
    }

    /** Denominator of a rate; null for a count. */
    Long denominator(Figures figures) {
        return rate == null ? null : (Long) rate.denominator(figures);
    }
}
