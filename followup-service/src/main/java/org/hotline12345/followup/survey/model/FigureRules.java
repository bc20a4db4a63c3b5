package org.hotline12345.followup.survey.model;

import java.util.Objects;
import java.util.Set;
import org.hotline12345.events.Satisfaction;

/**
 * How an instrument's figures are made; cities differ.
 *
 * @param satisfied The grades that count as satisfied.
 * @param counts Which of several answers counts.
 * @param silence What it means that a citizen who was asked did not answer.
 */
public record FigureRules(Set<Satisfaction> satisfied, Counts counts, Silence silence) {
    /** Which answer counts. */
    public enum Counts {
        FIRST,
        /** The last one, which corrects those before. */
        LAST
    }

    /** What silence means. */
    public enum Silence {
        /** It is not an answer. */
        IGNORED,
        /** It counts as satisfied, 默认满意. */
        SATISFIED,
        /** It counts as dissatisfied. */
        DISSATISFIED
    }

    public FigureRules {
        satisfied = Set.copyOf(satisfied);
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(silence, "silence");
    }
}
