package org.hotline12345.followup.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.callback.AnswerInput;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.Phase;
import org.hotline12345.followup.channel.Report.Verdict;
import org.hotline12345.followup.channel.RequestStore.Asked;
import org.hotline12345.followup.channel.RequestStore.Move;
import org.hotline12345.followup.channel.model.Medium;
import org.hotline12345.followup.channel.model.RequestState;
import org.hotline12345.followup.survey.model.Instrument;

/** Takes what a channel reports, each report in a transaction of its own; the same report again changes nothing. */
@ApplicationScoped
public class TakeReports {
    /** What is reported on, while its case is locked. */
    private record Matter(
            Mutiny.Session session, Asked asked, CaseFile file, Callback callback, Office office, Cause cause) {}

    private final Transactions transactions;
    private final CaseCommands commands;
    private final RequestStore requests;
    private final TakeReplies replies;
    private final AnswerCallback answer;
    private final OfficeQueries book;
    private final ObjectMapper json;
    private final Clock clock;

    public TakeReports(
            Transactions transactions,
            CaseCommands commands,
            RequestStore requests,
            TakeReplies replies,
            AnswerCallback answer,
            OfficeQueries book,
            ObjectMapper json,
            Clock clock) {
        this.transactions = transactions;
        this.commands = commands;
        this.requests = requests;
        this.replies = replies;
        this.answer = answer;
        this.book = book;
        this.json = json;
        this.clock = clock;
    }

    /** Takes the reports one after the other; answers what became of each. */
    public Uni<List<Verdict>> take(Registration channel, List<Report> reports) {
        return Multi.createFrom()
                .iterable(reports)
                .onItem()
                .transformToUniAndConcatenate(report -> (report.event() == Report.Event.REPLIED
                                ? replies.replied(channel, report)
                                : transactions
                                        .inTransaction(session -> one(session, channel, report))
                                        .chain(verdict -> verdict == Verdict.UNKNOWN
                                                ? replies.reported(channel, report)
                                                : Uni.createFrom().item(verdict)))
                        .onFailure(Problem.class)
                        .recoverWithItem(Verdict.TOO_LATE))
                .collect()
                .asList();
    }

    /** Takes an answer within a transaction if it is one by the plan; else INCOMPLETE, and nothing has happened. */
    Uni<Verdict> answerIfComplete(Mutiny.Session session, Registration channel, Report report) {
        return book.now(session)
                .chain(office -> isComplete(report.answer(), office)
                        ? one(session, channel, report)
                        : Uni.createFrom().item(Verdict.INCOMPLETE));
    }

    private Uni<Verdict> one(Mutiny.Session session, Registration channel, Report report) {
        return requests.find(session, report.requestId(), channel.code())
                .chain(asked -> asked == null
                        ? Uni.createFrom().item(Verdict.UNKNOWN)
                        : commands.onCallback(session, asked.callbackId(), (file, callback, office) -> {
                            Instant now = clock.instant();
                            Instant said =
                                    report.at() == null ? now : report.at().toInstant();
                            Instant at = said.isAfter(now) ? now : said;
                            var cause = Cause.at(at, channel.code());
                            var matter = new Matter(session, asked, file, callback, office, cause);
                            boolean complete =
                                    report.event() != Report.Event.ANSWERED || isComplete(report.answer(), office);
                            return requests.keep(session, report, hash(report), complete, at, now)
                                    .chain(isNew -> isNew
                                            ? follow(matter, channel, report, complete)
                                            : Uni.createFrom().item(Verdict.REPEATED));
                        }));
    }

    private static boolean isComplete(AnswerInput given, Office office) {
        return given != null
                && given.violations(SurveyInstrument.AUTOMATIC, office.surveys())
                        .isEmpty();
    }

    private Uni<Verdict> follow(Matter matter, Registration channel, Report report, boolean complete) {
        return switch (report.event()) {
            case DELIVERED -> {
                tell(matter, channel);
                yield move(matter, RequestState.DELIVERED, null, RequestState.WAITING, RequestState.SENT)
                        .replaceWith(Verdict.TAKEN);
            }
            case NOT_REACHED -> unanswered(matter).replaceWith(Verdict.TAKEN);
            // half an answer is none: the citizen is asked again
            case ANSWERED ->
                complete
                        ? answered(matter, report.answer())
                        : unanswered(matter).replaceWith(Verdict.INCOMPLETE);
            case REPLIED -> throw new IllegalStateException("is no report on an asking");
        };
    }

    private Uni<Verdict> answered(Matter matter, AnswerInput given) {
        Office office = matter.office();
        var said = given.of(SurveyInstrument.AUTOMATIC, office.surveys());
        answer.take(matter.callback(), matter.file(), said, matter.cause(), office);
        return end(matter, RequestState.ANSWERED).replaceWith(Verdict.TAKEN);
    }

    private Uni<Boolean> unanswered(Matter matter) {
        return end(matter, RequestState.FAILED).invoke(ended -> {
            if (ended) {
                Office office = matter.office();
                Instrument instrument = office.surveys().instrument(SurveyInstrument.AUTOMATIC);
                Instant next =
                        AnswerCallback.nextAttempt(instrument, matter.cause().time(), office);
                answer.notReachedByChannel(matter.callback(), matter.file(), next, true, matter.cause(), office);
            }
        });
    }

    /** The message told the result: the citizen is informed, if nobody did so before and the result still stands. */
    private static void tell(Matter matter, Registration channel) {
        CaseFile file = matter.file();
        Callback callback = matter.callback();
        boolean stands = callback.subject().origin() == CallbackOrigin.REPLY
                && callback.about().workOrderId().equals(file.progress().workOrderId())
                && (file.phase() == Phase.CALLBACK || file.phase() == Phase.CLOSED)
                && !callback.subject().openedAt().isBefore(file.progress().repliedAt())
                && !file.progress().informed();
        if (stands) {
            var by = channel.medium() == Medium.VOICE ? NoticeChannel.ROBOT : NoticeChannel.SMS;
            file.informing().informed(by, true, matter.cause().time(), matter.cause(), matter.office());
        }
    }

    private Uni<Boolean> end(Matter matter, RequestState to) {
        return move(matter, to, matter.cause().time(), RequestState.WAITING, RequestState.SENT, RequestState.DELIVERED);
    }

    /** What is reported on was sent, even if the answer to the sending has not come yet. */
    private Uni<Boolean> move(Matter matter, RequestState to, Instant endedAt, RequestState... from) {
        Asked asked = matter.asked();
        return requests.move(matter.session(), asked.id(), new Move(to, endedAt, asked.createdAt(), null, from));
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
