package org.hotline12345.assessment.definition.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.hotline12345.chassis.language.Text;

/**
 * What a figure means: all that is printed beside it.
 *
 * @param code Its name in answers.
 * @param kind What kind of figure.
 * @param name Its name on screens.
 * @param words What is counted; of counts only.
 * @param numerator The numerator in words. Null for a count.
 * @param denominator The denominator in words. Null for a count.
 * @param period Which cases belong to which period, and why.
 * @param unit {@code %}, {@code d} for working days; null for plain numbers.
 * @param withoutDenominator What is shown if there is nothing to divide by. Null for a count.
 * @param numeratorCounts Counts that make the numerator.
 * @param denominatorCounts Counts that make the denominator.
 * @param lessDenominatorCounts Counts taken off the denominator.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Definition(
        String code,
        Kind kind,
        Text name,
        Text words,
        Text numerator,
        Text denominator,
        Text period,
        String unit,
        Text rounding,
        Text withoutDenominator,
        List<String> numeratorCounts,
        List<String> denominatorCounts,
        List<String> lessDenominatorCounts) {
    /** Kinds of figures. */
    public enum Kind {
        /** Numerator ÷ denominator in per cent. */
        RATE,
        MEAN,
        QUANTILE,
        /** A number against another one. */
        RATIO,
        /** A whole number. */
        COUNT,
        /** A whole number that was counted elsewhere. */
        IMPORTED_COUNT
    }

    /** Whether it is in per cent: then it changes by percentage points. */
    public boolean inPerCent() {
        return "%".equals(unit);
    }
}
