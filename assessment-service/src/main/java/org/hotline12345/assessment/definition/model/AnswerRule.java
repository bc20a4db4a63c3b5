package org.hotline12345.assessment.definition.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;

/**
 * Which answers of citizens count, and as what. Cities differ; the default is that of the State Council's statistics: every
 * answer counts, the first three grades are satisfied, silence is no answer, the social survey is kept apart.
 *
 * @param counted Which of several answers about one case count.
 * @param satisfied The grades that count as satisfied.
 * @param silence What it means if a citizen was asked and gave no grade.
 * @param instruments Whose answers count.
 */
public record AnswerRule(
        Counted counted, Set<Satisfaction> satisfied, Silence silence, Set<SurveyInstrument> instruments) {
    /** Which of several answers about one case count. */
    public enum Counted {
        /** Every one that stands: what was corrected does not. */
        ALL,
        /** The first of the case, corrected later or not. */
        FIRST,
        /** The last of the case known so far. */
        LAST
    }

    /** What silence means. */
    public enum Silence {
        /** It is not an answer. */
        NO_ANSWER,
        /** Who does not complain is content. */
        SATISFIED,
        /** Whom nobody reached is not content. */
        DISSATISFIED
    }

    /** No later word about the callback stands in the place of the fact {@code f}, in SQL. */
    static final String STANDS = "f.superseded_by is null";

    /** None of the same instrument does: each instrument's own figure is of its own answers. */
    static final String STANDS_BY_ITS_INSTRUMENT = "f.superseded_by is distinct from f.instrument";

    public static final AnswerRule DEFAULT = new AnswerRule(null, null, null, null);

    public AnswerRule {
        counted = counted == null ? Counted.ALL : counted;
        silence = silence == null ? Silence.NO_ANSWER : silence;
        satisfied = Set.copyOf(
                satisfied == null || satisfied.isEmpty()
                        ? EnumSet.range(Satisfaction.VERY_SATISFIED, Satisfaction.BASICALLY_SATISFIED)
                        : satisfied);
        instruments = Set.copyOf(
                instruments == null || instruments.isEmpty()
                        ? EnumSet.complementOf(EnumSet.of(SurveyInstrument.SOCIAL_SURVEY))
                        : instruments);
    }

    /** From which sources a count is taken under this rule. */
    public List<Part> parts(Count count) {
        if (equals(DEFAULT)) {
            return count.parts();
        }
        return switch (count) {
            case ANSWERED -> List.of(surveys(instruments, asked()));
            case SATISFIED -> List.of(surveys(instruments, asked() + " and " + content()));
            case ANSWERED_AUTOMATIC -> List.of(graded(SurveyInstrument.AUTOMATIC, asked()));
            case SATISFIED_AUTOMATIC -> List.of(graded(SurveyInstrument.AUTOMATIC, asked() + " and " + content()));
            case ANSWERED_AGENT -> List.of(graded(SurveyInstrument.AGENT, asked()));
            case SATISFIED_AGENT -> List.of(graded(SurveyInstrument.AGENT, asked() + " and " + content()));
            case ANSWERED_SOCIAL -> List.of(graded(SurveyInstrument.SOCIAL_SURVEY, asked()));
            case SATISFIED_SOCIAL -> List.of(graded(SurveyInstrument.SOCIAL_SURVEY, asked() + " and " + content()));
            case ANSWERED_SOLVED -> List.of(surveys(instruments, "f.outcome = 'ANSWERED' and f.resolved is not null"));
            case SOLVED -> List.of(surveys(instruments, "f.outcome = 'ANSWERED' and f.resolved"));
            default -> count.parts();
        };
    }

    private String asked() {
        return asked("f");
    }

    /** Who was asked: silence to which an answer came later is none. */
    private String asked(String fact) {
        return (silence == Silence.NO_ANSWER
                        ? "%1$s.outcome = 'ANSWERED' and %1$s.satisfaction is not null"
                        : "(%1$s.outcome = 'ANSWERED' or %1$s.outcome = 'NO_ANSWER' and %1$s.superseded_by is null)")
                .formatted(fact);
    }

    private String content() {
        String grades = "f.satisfaction in " + list(satisfied);
        return silence == Silence.SATISFIED
                ? "(f.satisfaction is null or " + grades + ")"
                : "coalesce(" + grades + ", false)";
    }

    /** Answers of one instrument, whichever count in all. */
    private Part graded(SurveyInstrument instrument, String condition) {
        return surveys(Set.of(instrument), condition);
    }

    private Part surveys(Set<SurveyInstrument> by, String condition) {
        return Part.of(FactSource.SURVEYS, "f.instrument in " + list(by) + " and " + condition + theOne(by));
    }

    /** Of several answers of a case by these instruments, the first or the last. */
    private String theOne(Set<SurveyInstrument> by) {
        if (counted == Counted.ALL) {
            return " and " + (by.size() == 1 ? STANDS_BY_ITS_INSTRUMENT : STANDS);
        }
        String order = counted == Counted.FIRST ? "<" : ">";
        return " and not exists (select 1 from survey_fact o where o.case_id = f.case_id and o.instrument in "
                + list(by) + " and " + asked("o") + " and (o.completed_at, o.event_id) " + order
                + " (f.completed_at, f.event_id))";
    }

    private static String list(Set<? extends Enum<?>> constants) {
        return constants.stream()
                .map(Enum::name)
                .sorted()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
