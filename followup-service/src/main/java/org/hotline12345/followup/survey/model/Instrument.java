package org.hotline12345.followup.survey.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hotline12345.followup.policy.model.Span;

/**
 * An instrument of asking: its questions, its rules and how its figures are made.
 *
 * @param questions What is asked, in this order.
 * @param reasonWhenDissatisfied Whether a dissatisfied answer needs a reason.
 * @param attempts After so many attempts in vain it ends.
 * @param spacing How long to wait between two attempts.
 * @param hours When citizens may be asked.
 * @param linkDays How many calendar days a link to the survey page lives.
 * @param follows What a dissatisfied answer leads to.
 * @param figures How the figures are made.
 */
public record Instrument(
        List<Question> questions,
        boolean reasonWhenDissatisfied,
        int attempts,
        Span spacing,
        CallingHours hours,
        int linkDays,
        Follows follows,
        FigureRules figures) {
    /** What an answer leads to. */
    public enum Follows {
        /** Closing, explaining, rework or supervision. */
        REWORK,
        /** It is counted and nothing else. */
        NOTHING
    }

    public Instrument {
        questions = List.copyOf(questions);
        Objects.requireNonNull(spacing, "spacing");
        Objects.requireNonNull(hours, "hours");
        Objects.requireNonNull(follows, "follows");
        Objects.requireNonNull(figures, "figures");
    }

    /** The question, if this instrument asks it. */
    public Optional<Question> question(QuestionId id) {
        return questions.stream().filter(question -> question.id() == id).findFirst();
    }
}
