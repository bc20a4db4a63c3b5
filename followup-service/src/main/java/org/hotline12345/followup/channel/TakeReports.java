package org.hotline12345.followup.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.callback.AnswerInput;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.Phase;
import org.hotline12345.followup.channel.model.Medium;
import org.hotline12345.followup.survey.model.Instrument;

/** Takes what a channel reports, each report in a transaction of its own; the same report again changes nothing. */
@ApplicationScoped
public class TakeReports {
    private static final String REQUEST = """
            select r.id, r.callback_id, r.state, cb.case_id
            from survey_request r
            join callback cb on cb.id = r.callback_id
            where r.id = $1
              and r.channel = $2
              and r.tries > 0
            """;

    private final Transactions transactions;
    private final CaseCommands commands;
    private final AnswerCallback answer;
    private final ObjectMapper json;
    private final Clock clock;

    public TakeReports(
            Transactions transactions, CaseCommands commands, AnswerCallback answer, ObjectMapper json, Clock clock) {
        this.transactions = transactions;
        this.commands = commands;
        this.answer = answer;
        this.json = json;
        this.clock = clock;
    }

    /** Takes the reports one after the other; answers what became of each. */
    public Uni<List<Report.Verdict>> take(Registration channel, List<Report> reports) {
        return take(channel, reports, new ArrayList<>());
    }

    private Uni<List<Report.Verdict>> take(Registration channel, List<Report> reports, List<Report.Verdict> verdicts) {
        if (verdicts.size() == reports.size()) {
            return Uni.createFrom().item(verdicts);
        }
        return transactions
                .inTransaction(session -> one(session, channel, reports.get(verdicts.size())))
                .onFailure(Problem.class)
                .recoverWithItem(Report.Verdict.TOO_LATE)
                .invoke(verdicts::add)
                .chain(() -> take(channel, reports, verdicts));
    }

    private Uni<Report.Verdict> one(Mutiny.Session session, Registration channel, Report report) {
        Sql sql = Sql.on(session);
        return sql.first(REQUEST, report.requestId(), channel.code())
                .chain(row -> row == null
                        ? Uni.createFrom().item(Report.Verdict.UNKNOWN)
                        : commands.onCallback(
                                session,
                                row.getUUID("case_id"),
                                row.getUUID("callback_id"),
                                (file, callback, office) -> {
                                    Instant now = clock.instant();
                                    Instant said = report.at() == null
                                            ? now
                                            : report.at().toInstant();
                                    Instant at = said.isAfter(now) ? now : said;
                                    var cause = Cause.at(at, channel.code());
                                    boolean complete = report.event() != Report.Event.ANSWERED
                                            || report.answer() != null
                                                    && report.answer()
                                                            .violations(SurveyInstrument.AUTOMATIC, office.surveys())
                                                            .isEmpty();
                                    return sql.update(
                                                    """
                                    insert into survey_receipt (request_id, hash, event, complete, reported_at, received_at)
                                    values ($1, $2, $3, $4, $5, $6)
                                    on conflict do nothing
                                    """,
                                                    report.requestId(),
                                                    hash(report),
                                                    report.event(),
                                                    complete,
                                                    at,
                                                    now)
                                            .chain(fresh -> fresh == 0
                                                    ? Uni.createFrom().item(Report.Verdict.REPEATED)
                                                    : follow(
                                                            session, channel, report, row, callback, file, cause,
                                                            office));
                                }));
    }

    private Uni<Report.Verdict> follow(
            Mutiny.Session session,
            Registration channel,
            Report report,
            Row row,
            Callback callback,
            CaseFile file,
            Cause cause,
            Office office) {
        Sql sql = Sql.on(session);
        return switch (report.event()) {
            case DELIVERED -> {
                tell(channel, callback, file, cause, office);
                yield state(sql, row, "DELIVERED", null, "WAITING", "SENT").replaceWith(Report.Verdict.TAKEN);
            }
            case NOT_REACHED ->
                state(sql, row, "FAILED", cause.time(), "WAITING", "SENT", "DELIVERED")
                        .invoke(changed -> {
                            if (changed > 0) {
                                again(callback, file, cause, office);
                            }
                        })
                        .replaceWith(Report.Verdict.TAKEN);
            case ANSWERED -> answered(session, report.answer(), row, callback, file, cause, office);
        };
    }

    private Uni<Report.Verdict> answered(
            Mutiny.Session session,
            AnswerInput given,
            Row row,
            Callback callback,
            CaseFile file,
            Cause cause,
            Office office) {
        Sql sql = Sql.on(session);
        if (given == null
                || !given.violations(SurveyInstrument.AUTOMATIC, office.surveys())
                        .isEmpty()) {
            // half an answer is none: the citizen is asked again
            return state(sql, row, "FAILED", cause.time(), "WAITING", "SENT", "DELIVERED")
                    .invoke(changed -> {
                        if (changed > 0) {
                            again(callback, file, cause, office);
                        }
                    })
                    .replaceWith(Report.Verdict.INCOMPLETE);
        }
        return answer.take(
                        session, callback, file, given.of(SurveyInstrument.AUTOMATIC, office.surveys()), cause, office)
                .chain(() -> state(sql, row, "ANSWERED", cause.time(), "WAITING", "SENT", "DELIVERED"))
                .replaceWith(Report.Verdict.TAKEN);
    }

    private void again(Callback callback, CaseFile file, Cause cause, Office office) {
        Instrument instrument = office.surveys().instrument(SurveyInstrument.AUTOMATIC);
        Instant next = AnswerCallback.nextAttempt(instrument, cause.time(), office);
        answer.notReachedByChannel(callback, file, next, cause, office);
    }

    /** The message told the result: the citizen is informed, if nobody did so before and the result still stands. */
    private static void tell(Registration channel, Callback callback, CaseFile file, Cause cause, Office office) {
        boolean stands = callback.subject().origin() == CallbackOrigin.REPLY
                && callback.about().workOrderId().equals(file.progress().workOrderId())
                && (file.phase() == Phase.CALLBACK || file.phase() == Phase.CLOSED)
                && !file.progress().informed();
        if (stands) {
            var by = channel.medium() == Medium.VOICE ? NoticeChannel.ROBOT : NoticeChannel.SMS;
            file.afterReply().informed(by, true, cause.time(), cause, office);
        }
    }

    private static Uni<Integer> state(Sql sql, Row row, String to, Instant endedAt, String... from) {
        return sql.update("""
                update survey_request
                set state = $2,
                    ended_at = $3,
                    sent_at = coalesce(sent_at, created_at),
                    next_try_at = null
                where id = $1
                  and state = any($4)
                """, row.getUUID("id"), to, endedAt, from);
    }

    private String hash(Report report) {
        try {
            String content = report.event() + json.writeValueAsString(report.answer());
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
