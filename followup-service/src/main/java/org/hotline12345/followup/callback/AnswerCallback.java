package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.CaseInHand;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.Answer;
import org.hotline12345.followup.cases.model.Attempt;
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

    private final CaseCommands commands;
    private final SurveyTokens tokens;
    private final Clock clock;

    public AnswerCallback(CaseCommands commands, SurveyTokens tokens, Clock clock) {
        this.commands = commands;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The result of an agent's call. */
    Callback byAgent(CaseInHand hand, AnswerInput input, String ifMatch, Cause cause) {
        Office office = hand.office();
        Answer answer = input.ofAgent(SurveyInstrument.AGENT, office.surveys(), cause.time());
        Callback callback = hand.callback();
        ETags.check(ifMatch, callback.version());
        if (!callback.isClaimedBy(cause.actor())) {
            throw Problem.wrongState(callback.state().name(), List.of("claim"));
        }
        if (answer == null) {
            notReached(callback, hand.file(), input.attempt(cause), cause, office);
        } else {
            boolean toDispatcher = Boolean.TRUE.equals(input.toDispatcher());
            hand.file().afterReply().answered(callback, answer, input.maskedNote(), toDispatcher, cause, office);
        }
        return callback;
    }

    /** The citizen's answer on the survey page. */
    public Uni<Taken> bySurvey(String token, AnswerInput input) {
        var now = Cause.at(clock.instant(), null);
        return tokens.open(token)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(opened -> commands.once(
                        Cases.By.CALLBACK,
                        opened.callbackId(),
                        now,
                        (hand, cause) -> bySurvey(hand, opened.expiresAt(), input, cause)));
    }

    /** Corrects the answer while it can be corrected, and objects while the closed case may be objected to. */
    private static Taken bySurvey(CaseInHand hand, Instant expiresAt, AnswerInput input, Cause cause) {
        Instant now = cause.time();
        Office office = hand.office();
        Callback callback = hand.callback();
        var link = SurveyLink.of(hand, expiresAt, now);
        Answer answer = input.of(SurveyInstrument.AUTOMATIC, office.surveys());
        Instant until = correctableUntil(link.firstAnswer(), now, office);
        boolean objects = link.objectionUntil() != null
                && !now.isAfter(link.objectionUntil())
                && answer.blamesUnit(callback.about().disposition());
        if (now.isAfter(until) && !objects) {
            throw Problem.of(SURVEY_EXPIRED);
        }
        return new Taken(hand.file().afterReply().answered(callback, answer, null, false, cause, office), until);
    }

    /**
     * An answer that came by a machine or a third party; {@code survey-closed} (409) when the callback is no longer needed,
     * {@code survey-expired} (410) when it can no longer be corrected.
     */
    public Taken take(Callback callback, CaseFile file, Answer answer, Cause cause, Office office) {
        if (callback.state() == CallbackState.CANCELLED) {
            throw Problem.of(SURVEY_CLOSED);
        }
        Instant until = correctableUntil(callback.firstAnswerAt(answer.instrument()), cause.time(), office);
        if (cause.time().isAfter(until)) {
            throw Problem.of(SURVEY_EXPIRED);
        }
        return new Taken(file.afterReply().answered(callback, answer, null, false, cause, office), until);
    }

    /**
     * An attempt of a channel was in vain.
     *
     * @param next when it may ask again; after the plan's last attempt it is an agent's turn
     * @param asked whether any channel ever asked the citizen: who was never asked has not failed to answer
     */
    public void notReachedByChannel(
            Callback callback, CaseFile file, Instant next, boolean asked, Cause cause, Office office) {
        Instrument instrument = office.surveys().instrument(SurveyInstrument.AUTOMATIC);
        boolean gaveUp = callback.notReachedByChannel(
                instrument.attempts(), next, file.informing().askedFrom(cause.time()), asked, cause.time());
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

    private static void notReached(Callback callback, CaseFile file, Attempt attempt, Cause cause, Office office) {
        Instrument instrument = office.surveys().instrument(SurveyInstrument.AGENT);
        Instant next = nextAttempt(instrument, cause.time(), office);
        if (callback.notReached(attempt, instrument.attempts(), next)) {
            file.afterReply().notReached(callback.about(), SurveyInstrument.AGENT, cause);
        }
    }
}
