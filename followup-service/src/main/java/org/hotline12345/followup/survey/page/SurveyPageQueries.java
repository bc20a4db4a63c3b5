package org.hotline12345.followup.survey.page;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.callback.Answers;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.Answer;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.survey.link.SurveyTokens;

/** What the survey page shows of a callback. */
@ApplicationScoped
class SurveyPageQueries {
    private static final String ASKED = """
            select cb.state, cb.reply_text, c.case_number, c.title,
              case
                when c.phase = 'CLOSED' and c.work_order_id = cb.work_order_id then c.closed_at
              end as closed_at
            from callback cb
            join case_file c on c.case_id = cb.case_id
            where cb.id = $1
            """;

    private final SurveyTokens tokens;
    private final Answers answers;
    private final OfficeBook book;
    private final Pool pool;

    SurveyPageQueries(SurveyTokens tokens, Answers answers, OfficeBook book, Pool pool) {
        this.tokens = tokens;
        this.answers = answers;
        this.book = book;
        this.pool = pool;
    }

    /** The page of a token; {@code survey-expired} (410), {@code survey-closed} (409). */
    Uni<SurveyPage> find(String token, Instant now) {
        Sql sql = Sql.on(pool);
        return tokens.open(sql, token).chain(opened -> {
            if (opened == null) {
                throw Problem.notFound();
            }
            return sql.first(ASKED, opened.callbackId())
                    .chain(row -> answers.inForce(sql, opened.callbackId())
                            .chain(given -> answers.firstAt(sql, opened.callbackId(), SurveyInstrument.AUTOMATIC)
                                    .map(Optional::ofNullable)
                                    .chain(first -> book.now()
                                            .map(office ->
                                                    page(opened, row, given, first.orElse(null), now, office)))));
        });
    }

    private static SurveyPage page(
            SurveyTokens.Opened opened, Row row, List<Answers.Given> given, Instant first, Instant now, Office office) {
        OffsetDateTime closedAt = row.getOffsetDateTime("closed_at");
        Instant objectionUntil = closedAt == null || first == null
                ? null
                : closedAt.toInstant().plus(Duration.ofDays(office.surveys().objectionDays()));
        Instant until = AnswerCallback.linkUntil(opened.expiresAt(), first, objectionUntil);
        if (!now.isBefore(until)) {
            throw Problem.of(AnswerCallback.SURVEY_EXPIRED);
        }
        CallbackState state = CallbackState.valueOf(row.getString("state"));
        if (state == CallbackState.CANCELLED) {
            throw Problem.of(AnswerCallback.SURVEY_CLOSED);
        }
        Answer own = given.stream()
                .map(Answers.Given::answer)
                .filter(a -> a.instrument() == SurveyInstrument.AUTOMATIC)
                .findFirst()
                .orElse(null);
        return new SurveyPage(
                row.getString("case_number"),
                row.getString("title"),
                row.getString("reply_text"),
                state,
                own,
                first == null ? null : AnswerCallback.correctableUntil(first, now, office),
                objectionUntil,
                until,
                office.surveys());
    }
}
