package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.callback.AnswerInput;
import org.hotline12345.followup.callback.ClaimCallbacks;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.CaseInHand;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.survey.model.Instrument;
import org.hotline12345.followup.survey.social.SurveyCallStore.Asked;
import org.hotline12345.followup.survey.social.model.SurveyCall;

/** Agents of the centre call the citizens of a sample. What is said is a figure of the survey and decides about no case. */
@ApplicationScoped
public class CallForSurvey {
    private final SurveyCallStore calls;
    private final CaseCommands commands;
    private final AnswerCallback answers;
    private final OfficeQueries book;
    private final Command command;

    CallForSurvey(
            SurveyCallStore calls, CaseCommands commands, AnswerCallback answers, OfficeQueries book, Command command) {
        this.calls = calls;
        this.commands = commands;
        this.answers = answers;
        this.book = book;
        this.command = command;
    }

    /** Gives the caller at most so many; none outside the hours of the plan, unless a citizen asked for it. */
    Uni<List<Asked>> claim(Mutiny.Session session, int most, boolean anyHour) {
        Instant now = command.now().at();
        return book.now(session)
                .chain(office -> anyHour
                                || office.surveys()
                                        .instrument(SurveyInstrument.SOCIAL_SURVEY)
                                        .hours()
                                        .includes(now, office.calendar())
                        ? calls.take(session, most, command.now().actor(), now, now.plus(ClaimCallbacks.LEASE))
                        : Uni.createFrom().item(List.of()));
    }

    /** What came of the call. */
    Uni<Response> result(UUID id, AnswerInput input) {
        return calls.find(id)
                .chain(asked -> commands.run(
                        Cases.By.CALLBACK,
                        asked.callbackId(),
                        input,
                        (hand, cause) -> Response.ok(
                                        SurveyCallResource.view(taken(hand, asked, input, cause), cause.time()))
                                .build()));
    }

    private Asked taken(CaseInHand hand, Asked asked, AnswerInput input, Cause cause) {
        SurveyCall before = asked.call();
        if (!before.isClaimedBy(cause.actor())) {
            throw Problem.wrongState(before.state(cause.time()).name(), List.of("claim"));
        }
        var office = hand.office();
        var answer = input.ofAgent(SurveyInstrument.SOCIAL_SURVEY, office.surveys(), cause.time());
        SurveyCall after;
        if (answer == null) {
            Instrument instrument = office.surveys().instrument(SurveyInstrument.SOCIAL_SURVEY);
            Instant next = AnswerCallback.nextAttempt(instrument, cause.time(), office);
            after = before.notReached(input.attempt(cause), instrument.attempts(), next);
        } else {
            answers.take(hand.callback(), hand.file(), answer, cause, office);
            after = before.answered(input.maskedNote(), cause.time());
        }
        Asked called = asked.with(after);
        hand.with(writes -> SurveyCallStore.write(writes, called, answer == null ? null : cause.time()));
        return called;
    }
}
