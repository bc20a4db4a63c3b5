package org.hotline12345.assessment.figures;

import java.util.Collection;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.period.model.Period;

/**
 * What figures are asked for and how they are laid out.
 *
 * @param by What makes a row.
 * @param units Only of these units; null for all.
 * @param level To which level of the tree areas and categories are rolled up, from 1; null: categories to 1, areas not at all.
 * @param subordinates Whether a unit's row holds its subordinates' figures too; rows of units then overlap.
 * @param filter Which cases.
 * @param answers Which answers of citizens.
 * @param handlingTimes Whether quantiles of handling times are wanted: they cost a look at every round finished in the period.
 */
public record Breakdown(
        Dimension by,
        Period period,
        Collection<String> units,
        Integer level,
        boolean subordinates,
        FactFilter filter,
        AnswerRule answers,
        boolean handlingTimes) {
    /** All figures of a period by the default rules. */
    public static Breakdown of(Dimension by, Period period, Collection<String> units) {
        return new Breakdown(by, period, units, null, false, FactFilter.NONE, AnswerRule.DEFAULT, false);
    }

    /** The same of another period. */
    public Breakdown in(Period other) {
        return new Breakdown(by, other, units, level, subordinates, filter, answers, handlingTimes);
    }
}
