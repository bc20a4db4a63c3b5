package org.hotline12345.assessment.definition.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.SurveyInstrument;

/**
 * Every count of the suite, each defined here and nowhere else: the SQL that takes it; its name in answers is that of the constant,
 * its name on screens and what is counted, in words, stand in {@code figures_zh.properties} and {@code figures_en.properties}.
 * Counts of cases go by registration, counts of rounds by dispatch, deadline or reply, answers by the day they were given;
 * {@link FactSource} says why.
 */
public enum Count {
    RECEIVED(cases("true")),
    NOT_ACCEPTED(cases("f.outcome = 'NOT_ACCEPTED'")),
    ACCEPTED(cases(Sql.ACCEPTED)),
    ANSWERED_DIRECTLY(cases("f.outcome = 'ANSWERED'")),
    CARRIED_OVER(Part.of(FactSource.CARRIED_OVER, "true")),
    SETTLED_DIRECTLY(settled(Sql.SETTLED_BY_ANSWER)),
    SETTLED_BY_DISPATCH(settled(Sql.SETTLED_BY_DISPATCH)),
    SETTLED_OTHERWISE(settled("not " + Sql.SETTLED_BY_ANSWER + " and not " + Sql.SETTLED_BY_DISPATCH)),
    CARRIED_FORWARD(Part.of(FactSource.CARRIED_FORWARD, "true")),
    WITHDRAWN(cases("f.withdrawn_at is not null")),
    WITHDRAWN_BEFORE_ACCEPTANCE(
            cases("f.withdrawn_at is not null and f.outcome is distinct from 'NOT_ACCEPTED' and not " + Sql.ACCEPTED)),
    MERGED(cases("f.merged_at is not null")),
    NOT_TO_CONTACT(cases("not f.contactable or f.anonymity = 'NO_CONTACT'")),
    DISPATCHED(dispatched(Sql.KEPT)),
    FIRST_DISPATCHES(dispatched("f.cause = 'FIRST'")),
    FIRST_TIME_RIGHT(dispatched("f.cause = 'FIRST' and " + Sql.KEPT)),
    ENDED_UNSIGNED(dispatched(
            Sql.KEPT + " and f.signed_at is null and (f.end_kind is not null or f.finished_at is not null)")),
    SIGN_DUE(dispatched(
            Sql.KEPT + " and (f.signed_at is not null or coalesce(f.finished_at, f.ended_at, $now) > f.sign_due_at)")),
    SIGNED(dispatched(Sql.KEPT + " and f.signed_at is not null")),
    SIGNED_ON_TIME(dispatched(
            Sql.KEPT + " and (f.signed_at <= f.sign_due_at or f.signed_at is not null and f.sign_due_at is null)")),
    RETURNED(dispatched("f.return_requested_at is not null or f.end_kind = 'RETURNED'")),
    RETURNS_GRANTED(dispatched("f.end_kind = 'RETURNED'")),
    RETURNS_REFUSED(dispatched("f.returns_refused > 0")),
    RECALLED(dispatched("f.end_kind = 'RECALLED'")),
    CO_HANDLING_ASKED(Part.of(FactSource.CO_ASKED, "true")),
    CO_HANDLING_DUE(Part.of(FactSource.CO_DUE, "true")),
    CO_HANDLING_ON_TIME(Part.of(FactSource.CO_DUE, "f.answered_at <= f.due_at")),
    REWORKED(dispatched(Sql.KEPT + " and f.cause = 'REWORK'")),
    EXTENDED(dispatched(Sql.KEPT + " and f.extended")),
    URGED(dispatched(Sql.KEPT + " and f.urges > 0")),
    SUPERVISED(dispatched(Sql.KEPT + " and f.supervised")),
    DUE(due("true")),
    FINISHED(due("f.finished_at is not null")),
    FINISHED_ON_TIME(due("f.finished_at <= f.due_at")),
    OVERDUE(due("coalesce(f.finished_at, $now) > f.due_at")),
    NOT_YET_DUE(due("f.finished_at is null and f.due_at >= $now")),
    IN_TIME_SO_FAR(due("f.finished_at <= f.due_at or f.finished_at is null and f.due_at >= $now")),
    OPEN_NOW(Part.of(FactSource.OPEN, "true")),
    OVERDUE_NOW(Part.of(FactSource.OPEN, "f.due_at < $now")),
    COMPLETED(finished("true")),
    FIRST_ROUNDS(finished("f.round = 1")),
    FINISHED_AT_FIRST_ROUND(finished("f.round = 1 and not f.rework_ordered")),
    TO_BE_INFORMED(finished("f.to_be_informed"), cases("f.outcome = 'ANSWERED'")),
    INFORMED(finished("f.to_be_informed and f.informed_at is not null"), cases("f.outcome = 'ANSWERED'")),
    INFORMED_BY_ROBOT(finished(Sql.TOLD + " and f.informed_by = 'ROBOT'")),
    INFORMED_BY_UNIT(finished(Sql.TOLD + " and f.informed_by = 'UNIT_CALL'")),
    NOT_INFORMED(finished("f.to_be_informed and f.informed_at is null")),
    WORKING_DAYS(new Part(FactSource.FINISHED, "true", "reply_day.ordinal - receipt_day.ordinal")),
    WORKING_DAYS_OF(finished("receipt_day.ordinal is not null and reply_day.ordinal is not null")),
    CALLED_BACK(surveys("f.outcome in ('ANSWERED', 'NO_ANSWER')")),
    REACHED(surveys("f.outcome = 'ANSWERED'")),
    ANSWERED(surveys(Sql.GRADED)),
    SATISFIED(surveys(Sql.CONTENT)),
    ANSWERED_AUTOMATIC(graded(SurveyInstrument.AUTOMATIC)),
    SATISFIED_AUTOMATIC(satisfied(SurveyInstrument.AUTOMATIC)),
    ANSWERED_AGENT(graded(SurveyInstrument.AGENT)),
    SATISFIED_AGENT(satisfied(SurveyInstrument.AGENT)),
    ANSWERED_SOCIAL(graded(SurveyInstrument.SOCIAL_SURVEY)),
    SATISFIED_SOCIAL(satisfied(SurveyInstrument.SOCIAL_SURVEY)),
    ANSWERED_SOLVED(surveys("f.outcome = 'ANSWERED' and f.resolved is not null")),
    SOLVED(surveys("f.outcome = 'ANSWERED' and f.resolved"));

    private static final class Sql {
        static final String ACCEPTED = "(f.outcome is distinct from 'NOT_ACCEPTED'"
                + " and (f.outcome = 'ANSWERED' or f.dispatched_at is not null or f.merged_at is not null))";
        static final String KEPT = "(f.end_kind is null or f.end_kind not in ('RETURNED', 'RECALLED'))";
        static final String TOLD = "f.to_be_informed and f.informed_at is not null";
        static final String GRADED = "f.outcome = 'ANSWERED' and f.satisfaction is not null";
        static final String CONTENT = "f.outcome = 'ANSWERED'"
                + " and f.satisfaction in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED')";
        static final String SETTLED_BY_ANSWER =
                "coalesce(f.outcome = 'ANSWERED' and f.outcome_at = f.settled_at, false)";
        static final String SETTLED_BY_DISPATCH = "coalesce(f.dispatched_at = f.settled_at and not"
                + " (f.outcome in ('ANSWERED', 'NOT_ACCEPTED') and f.outcome_at = f.settled_at), false)";
    }

    private final String code;
    private final Text label;
    private final Text words;
    private final List<Part> parts;

    Count(Part... parts) {
        this.code = inAnswers(name());
        this.label = Texts.BUNDLE.get(code);
        this.words = Texts.BUNDLE.get(code + ".words");
        this.parts = List.of(parts);
    }

    /** Name in answers. */
    public String code() {
        return code;
    }

    /** Name on screens. */
    public Text label() {
        return label;
    }

    /** What is counted. */
    public Text words() {
        return words;
    }

    /** Whether counts of different periods can be compared: what is open at the moment of asking has no period. */
    public boolean ofPeriod() {
        return parts.stream().noneMatch(part -> part.source() == FactSource.OPEN);
    }

    /** From which sources it is taken; they add up. */
    public List<Part> parts() {
        return parts;
    }

    private static String inAnswers(String name) {
        return Pattern.compile("_(.)")
                .matcher(name.toLowerCase(Locale.ROOT))
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    /** The count of this name. */
    public static Optional<Count> of(String code) {
        return Arrays.stream(values()).filter(c -> c.code.equals(code)).findFirst();
    }

    private static Part cases(String condition) {
        return Part.of(FactSource.CASES, condition);
    }

    private static Part settled(String condition) {
        return Part.of(FactSource.SETTLED, condition);
    }

    private static Part dispatched(String condition) {
        return Part.of(FactSource.DISPATCHED, condition);
    }

    private static Part due(String condition) {
        return Part.of(FactSource.DUE, condition);
    }

    private static Part finished(String condition) {
        return Part.of(FactSource.FINISHED, condition);
    }

    private static Part surveys(String condition) {
        return Part.of(
                FactSource.SURVEYS, "f.instrument <> 'SOCIAL_SURVEY' and " + AnswerRule.STANDS + " and " + condition);
    }

    private static Part graded(SurveyInstrument instrument) {
        return ofInstrument(instrument, Sql.GRADED);
    }

    private static Part satisfied(SurveyInstrument instrument) {
        return ofInstrument(instrument, Sql.CONTENT);
    }

    private static Part ofInstrument(SurveyInstrument instrument, String condition) {
        return Part.of(
                FactSource.SURVEYS,
                "f.instrument = '" + instrument + "' and " + AnswerRule.STANDS_BY_ITS_INSTRUMENT + " and " + condition);
    }
}
