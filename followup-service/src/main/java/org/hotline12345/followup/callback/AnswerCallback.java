package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.Answer;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.deadline.model.DeadlineCalculator;
import org.hotline12345.followup.survey.link.SurveyTokens;
import org.hotline12345.followup.survey.model.Instrument;

/** What an agent, the citizen, a channel or a third party says about a callback, and what follows from it. */
@ApplicationScoped
public class AnswerCallback {
    /** The survey link's time is over. */
    public static final ProblemType SURVEY_EXPIRED = new ProblemType("survey-expired", 410);
    /** The callback is no longer needed. */
    public static final ProblemType SURVEY_CLOSED = new ProblemType("survey-closed", 409);

    /**
     * An answer that was taken.
     *
     * @param correction Whether it corrected an earlier one.
     * @param correctableUntil Until when it may be corrected.
     */
    public record Taken(boolean correction, Instant correctableUntil) {}

    private static final String ASKED = """
            select %s, callback.case_id
            from office_state
            left join callback on callback.id = $1
            """.formatted(OfficeBook.REVISIONS);

    private final Transactions transactions;
    private final CaseCommands commands;
    private final OfficeBook book;
    private final Answers answers;
    private final SurveyTokens tokens;
    private final Clock clock;

    public AnswerCallback(
            Transactions transactions,
            CaseCommands commands,
            OfficeBook book,
            Answers answers,
            SurveyTokens tokens,
            Clock clock) {
        this.transactions = transactions;
        this.book = book;
        this.commands = commands;
        this.answers = answers;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The result of an agent's call. */
    public Uni<Callback> byAgent(
            Mutiny.Session session, UUID callbackId, String agent, AnswerInput input, String ifMatch) {
        Instant now = clock.instant();
        var cause = Cause.at(now, agent);
        Sql sql = Sql.on(session);
        return sql.first(ASKED, callbackId)
                .chain(row -> book.of(sql, row).chain(office -> {
                    Answer answer = input.ofAgent(office.surveys());
                    UUID caseId = row.getUUID("case_id");
                    if (caseId == null) {
                        throw Problem.notFound();
                    }
                    return byAgent(session, callbackId, caseId, office, answer, input, cause, ifMatch);
                }));
    }

    private Uni<Callback> byAgent(
            Mutiny.Session session,
            UUID callbackId,
            UUID caseId,
            Office present,
            Answer answer,
            AnswerInput input,
            Cause cause,
            String ifMatch) {
        String agent = cause.actor();
        return commands.onCallback(session, caseId, callbackId, present, (file, callback, office) -> {
            ETags.check(ifMatch, callback.version());
            if (!callback.isClaimedBy(agent)) {
                throw Problem.wrongState(callback.state().name(), List.of("claim"));
            }
            return answer == null
                    ? notReached(callback, file, cause, office)
                    : answered(
                                    session,
                                    callback,
                                    file,
                                    answer,
                                    input.maskedNote(),
                                    Boolean.TRUE.equals(input.toDispatcher()),
                                    cause,
                                    office)
                            .replaceWith(callback);
        });
    }

    /** The citizen's answer on the survey page. */
    public Uni<Taken> bySurvey(String token, AnswerInput input) {
        Instant now = clock.instant();
        return transactions.inTransaction(session -> tokens.open(Sql.on(session), token)
                .chain(opened -> {
                    if (opened == null) {
                        throw Problem.notFound();
                    }
                    return commands.onCallback(
                            session,
                            opened.caseId(),
                            opened.callbackId(),
                            (file, callback, office) -> answers.firstAt(
                                            Sql.on(session), callback.id(), SurveyInstrument.AUTOMATIC)
                                    .chain(first -> bySurvey(
                                            session, opened, callback, first, file, input, Cause.at(now, null), office)));
                }));
    }

    /** Corrects the answer while it can be corrected, and objects while the closed case may be objected to. */
    private Uni<Taken> bySurvey(
            Mutiny.Session session,
            SurveyTokens.Opened opened,
            Callback callback,
            Instant first,
            CaseFile file,
            AnswerInput input,
            Cause cause,
            Office office) {
        Instant now = cause.time();
        Instant objectionUntil = callback.isAbout(file.progress().workOrderId())
                ? file.afterReply().objectionUntil(office)
                : null;
        if (!now.isBefore(linkUntil(opened.expiresAt(), first, objectionUntil))) {
            throw Problem.of(SURVEY_EXPIRED);
        }
        if (callback.state() == CallbackState.CANCELLED) {
            throw Problem.of(SURVEY_CLOSED);
        }
        Answer answer = input.of(SurveyInstrument.AUTOMATIC, office.surveys());
        Instant until = correctableUntil(first, now, office);
        boolean objects = objectionUntil != null
                && !now.isAfter(objectionUntil)
                && answer.blamesUnit(callback.about().disposition());
        if (now.isAfter(until) && !objects) {
            throw Problem.of(SURVEY_EXPIRED);
        }
        return answered(session, callback, file, answer, null, false, cause, office)
                .map(correction -> new Taken(correction, until));
    }

    /** Until when a survey link works: its own days, and for who has answered as long as the closed case may be objected to. */
    public static Instant linkUntil(Instant expiresAt, Instant firstAnswer, Instant objectionUntil) {
        boolean objects = firstAnswer != null && objectionUntil != null && objectionUntil.isAfter(expiresAt);
        return objects ? objectionUntil : expiresAt;
    }

    /**
     * An answer that came by a machine or a third party; {@code survey-closed} (409) when the callback is no longer needed,
     * {@code survey-expired} (410) when it can no longer be corrected.
     */
    public Uni<Taken> take(
            Mutiny.Session session, Callback callback, CaseFile file, Answer answer, Cause cause, Office office) {
        if (callback.state() == CallbackState.CANCELLED) {
            throw Problem.of(SURVEY_CLOSED);
        }
        return answers.firstAt(Sql.on(session), callback.id(), answer.instrument())
                .chain(first -> {
                    Instant until = correctableUntil(first, cause.time(), office);
                    if (cause.time().isAfter(until)) {
                        throw Problem.of(SURVEY_EXPIRED);
                    }
                    return answered(session, callback, file, answer, null, false, cause, office)
                            .map(correction -> new Taken(correction, until));
                });
    }

    /**
     * An attempt of a channel was in vain.
     *
     * @param next when it may ask again; after the plan's last attempt it is an agent's turn
     */
    public void notReachedByChannel(Callback callback, CaseFile file, Instant next, Cause cause, Office office) {
        Instrument instrument = office.surveys().instrument(SurveyInstrument.AUTOMATIC);
        boolean gaveUp = callback.notReachedByChannel(instrument.attempts(), next, cause.time());
        if (gaveUp && callback.state() == CallbackState.NO_ANSWER) {
            file.afterReply().notReached(callback.about(), SurveyInstrument.AUTOMATIC, cause);
        }
    }

    /** Until when a later answer corrects the first one. */
    public static Instant correctableUntil(Instant firstAnswer, Instant now, Office office) {
        Instant first = firstAnswer == null ? now : firstAnswer;
        return first.plus(Duration.ofDays(office.surveys().correctionDays()));
    }

    /** When the next attempt may be made: after the spacing, within the hours. */
    public static Instant nextAttempt(Instrument instrument, Instant now, Office office) {
        var policy = office.policies().inForceAt(now).policy();
        Instant spaced = new DeadlineCalculator(office.calendar(), policy).after(now, instrument.spacing());
        return instrument.hours().next(spaced, office.calendar());
    }

    private Uni<Callback> notReached(Callback callback, CaseFile file, Cause cause, Office office) {
        Instrument instrument = office.surveys().instrument(SurveyInstrument.AGENT);
        Instant next = nextAttempt(instrument, cause.time(), office);
        if (callback.notReached(instrument.attempts(), next, cause.time())) {
            file.afterReply().notReached(callback.about(), SurveyInstrument.AGENT, cause);
        }
        return Uni.createFrom().item(callback);
    }

    /** The latest answer that decided about the case; null if there is none. */
    private static Answer lastThatDecided(List<Answers.Given> given, Office office) {
        return given.stream()
                .map(Answers.Given::answer)
                .filter(before ->
                        office.surveys().instrument(before.instrument()).follows() != Instrument.Follows.NOTHING)
                .findFirst()
                .orElse(null);
    }

    private Uni<Boolean> answered(
            Mutiny.Session session,
            Callback callback,
            CaseFile file,
            Answer answer,
            String note,
            boolean toDispatcher,
            Cause cause,
            Office office) {
        Sql sql = Sql.on(session);
        return answers.inForce(sql, callback.id()).chain(given -> {
            Answer earlier = given.stream()
                    .map(Answers.Given::answer)
                    .filter(before -> before.instrument() == answer.instrument())
                    .findFirst()
                    .orElseGet(() -> lastThatDecided(given, office));
            file.afterReply().answered(callback.about(), answer, earlier, toDispatcher, cause, office);
            if (office.surveys().instrument(answer.instrument()).follows() == Instrument.Follows.REWORK) {
                callback.answered(cause.time());
            }
            boolean correction = earlier != null && earlier.instrument() == answer.instrument();
            return (correction
                            ? answers.correct(sql, callback.id(), answer.instrument())
                            : Uni.createFrom().voidItem())
                    .chain(() -> answers.add(sql, callback.id(), answer, note, cause.actor(), cause.time()))
                    .replaceWith(correction);
        });
    }
}
