package org.hotline12345.assessment.figures;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.period.model.Period;

/**
 * A question for the figures of units.
 *
 * @param units Only of these units; null for all.
 * @param filter Which cases.
 * @param answers Which answers of citizens.
 * @param asOf The moment by which open work is overdue or not.
 */
public record Counting(
        Period period,
        Collection<String> units,
        Set<Count> counts,
        FactFilter filter,
        AnswerRule answers,
        Instant asOf) {}
