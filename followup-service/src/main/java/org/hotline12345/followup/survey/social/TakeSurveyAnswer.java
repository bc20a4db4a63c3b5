package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.callback.AnswerInput;
import org.hotline12345.followup.callback.AnswerSheet;
import org.hotline12345.followup.cases.CaseCommands;
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
    public record TakenView(int number, boolean correction, OffsetDateTime correctableUntil) {}

    private final Transactions transactions;
    private final CaseCommands commands;
    private final AnswerCallback answer;

    public TakeSurveyAnswer(Transactions transactions, CaseCommands commands, AnswerCallback answer) {
        this.transactions = transactions;
        this.commands = commands;
        this.answer = answer;
    }

    /** Takes an answer. */
    Uni<TakenView> take(Mutiny.Session session, UUID surveyId, int number, AnswerInput input, String by, Instant now) {
        Sql sql = Sql.on(session);
        return sql.first("""
                        select p.callback_id, cb.case_id
                        from social_survey_sample p
                        join callback cb on cb.id = p.callback_id
                        where p.survey_id = $1
                          and p.number = $2
                        """, surveyId, number).chain(row -> {
            if (row == null) {
                throw Problem.notFound();
            }
            return commands.onCallback(
                            session,
                            row.getUUID("case_id"),
                            row.getUUID("callback_id"),
                            (file, callback, office) -> answer.take(
                                    session,
                                    callback,
                                    file,
                                    input.of(SurveyInstrument.SOCIAL_SURVEY, office.surveys()),
                                    Cause.at(now, by),
                                    office))
                    .call(() -> sql.update("""
                                    update social_survey_sample
                                    set answered_at = $3
                                    where survey_id = $1
                                      and number = $2
                                    """, surveyId, number, now))
                    .map(taken -> new TakenView(number, taken.correction(), ShanghaiTime.of(taken.correctableUntil())));
        });
    }

    /** Takes the rows of a file, each in a transaction of its own. */
    Uni<SocialSurveyResource.ImportView> takeAll(UUID surveyId, List<AnswerSheet.Line> lines, String by, Instant now) {
        return each(surveyId, lines, 0, new ArrayList<>(), new ArrayList<>(), by, now);
    }

    private Uni<SocialSurveyResource.ImportView> each(
            UUID surveyId,
            List<AnswerSheet.Line> lines,
            int at,
            List<TakenView> taken,
            List<SocialSurveyResource.RefusedRow> refused,
            String by,
            Instant now) {
        if (at == lines.size()) {
            int corrected = (int) taken.stream().filter(TakenView::correction).count();
            return Uni.createFrom().item(new SocialSurveyResource.ImportView(taken.size(), corrected, refused));
        }
        AnswerSheet.Line line = lines.get(at);
        return Uni.createFrom()
                .deferred(() -> {
                    int number = number(line);
                    AnswerInput input = line.answer();
                    return transactions.inTransaction(session -> take(session, surveyId, number, input, by, now));
                })
                .invoke(taken::add)
                .replaceWithVoid()
                .onFailure(Problem.class)
                .recoverWithUni(failure -> {
                    refused.add(refused(line, (Problem) failure));
                    return Uni.createFrom().voidItem();
                })
                .chain(() -> each(surveyId, lines, at + 1, taken, refused, by, now));
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
