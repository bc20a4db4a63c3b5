package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.callback.AnswerInput;
import org.hotline12345.followup.callback.AnswerSheet;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.CaseInHand;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.Cause;

/** Takes the answers of a social survey, one by one or as a file. */
@ApplicationScoped
public class TakeSurveyAnswer {
    /**
     * An answer that was taken.
     *
     * @param number Number in the sample.
     * @param correction Whether it corrected an earlier one.
     * @param correctableUntil Until when it may be corrected.
     */
    @Schema(name = "EnteredView")
    public record TakenView(int number, boolean correction, OffsetDateTime correctableUntil) {}

    private final SocialSurveyStore surveys;
    private final CaseCommands commands;
    private final AnswerCallback answer;
    private final Command command;

    TakeSurveyAnswer(SocialSurveyStore surveys, CaseCommands commands, AnswerCallback answer, Command command) {
        this.surveys = surveys;
        this.commands = commands;
        this.answer = answer;
        this.command = command;
    }

    /** A person enters an answer. */
    Uni<Response> enter(UUID surveyId, SocialSurveyResource.EnteredInput input) {
        int number = input.number();
        return surveys.callback(surveyId, number)
                .chain(callback -> commands.run(
                        Cases.By.CALLBACK,
                        callback,
                        input,
                        (hand, cause) -> Response.ok(take(hand, surveyId, number, input.answer(), cause))
                                .build()));
    }

    private TakenView take(CaseInHand hand, UUID surveyId, int number, AnswerInput input, Cause cause) {
        var given = input.of(SurveyInstrument.SOCIAL_SURVEY, hand.office().surveys());
        var taken = answer.take(hand.callback(), hand.file(), given, cause, hand.office());
        hand.with(writes ->
                SocialSurveyStore.answered(writes, new SocialSurveyStore.Sampled(surveyId, number, cause.time())));
        return new TakenView(number, taken.correction(), ShanghaiTime.of(taken.correctableUntil()));
    }

    /** Takes the rows of a file, each by itself. */
    Uni<SocialSurveyResource.ImportView> takeAll(UUID surveyId, List<AnswerSheet.Line> lines) {
        var now = command.now();
        var cause = Cause.at(now.at(), now.actor());
        var taken = new ArrayList<TakenView>();
        var refused = new ArrayList<SocialSurveyResource.RefusedRow>();
        return Multi.createFrom()
                .iterable(lines)
                .onItem()
                .transformToUniAndConcatenate(line -> Uni.createFrom()
                        .deferred(() -> take(surveyId, line, cause))
                        .invoke(taken::add)
                        .onFailure(Problem.class)
                        .recoverWithItem(failure -> {
                            refused.add(refused(line, (Problem) failure));
                            return null;
                        }))
                .onItem()
                .ignoreAsUni()
                .map(all -> new SocialSurveyResource.ImportView(
                        taken.size(),
                        (int) taken.stream().filter(TakenView::correction).count(),
                        refused));
    }

    private Uni<TakenView> take(UUID surveyId, AnswerSheet.Line line, Cause now) {
        int number = number(line);
        AnswerInput input = line.answer();
        return surveys.callback(surveyId, number)
                .chain(callback -> commands.once(
                        Cases.By.CALLBACK, callback, now, (hand, cause) -> take(hand, surveyId, number, input, cause)));
    }

    private static int number(AnswerSheet.Line line) {
        try {
            return Integer.parseInt(line.cell("number") == null ? "" : line.cell("number"));
        } catch (NumberFormatException e) {
            throw Problem.invalid("number", "violation.csv.value", String.valueOf(line.cell("number")));
        }
    }

    private static SocialSurveyResource.RefusedRow refused(AnswerSheet.Line line, Problem problem) {
        if (problem.violations().isEmpty()) {
            return new SocialSurveyResource.RefusedRow(
                    line.line(), "number", problem.type().slug());
        }
        Violation first = problem.violations().get(0);
        return new SocialSurveyResource.RefusedRow(line.line(), first.field(), first.message());
    }
}
