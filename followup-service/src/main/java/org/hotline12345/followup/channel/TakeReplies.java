package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.CaseInHand;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Phase;
import org.hotline12345.followup.channel.CitizenMessageStore.Out;
import org.hotline12345.followup.channel.Report.Verdict;
import org.hotline12345.followup.message.model.StopWord;

/** What a gateway reports about messages to citizens, and what citizens write back to any message: the stop word. */
@ApplicationScoped
class TakeReplies {
    private final Transactions transactions;
    private final CitizenMessageStore messages;
    private final KeepTextReplies unnamed;
    private final CaseCommands commands;
    private final Clock clock;

    TakeReplies(
            Transactions transactions,
            CitizenMessageStore messages,
            KeepTextReplies unnamed,
            CaseCommands commands,
            Clock clock) {
        this.transactions = transactions;
        this.messages = messages;
        this.unnamed = unnamed;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * The citizen wrote back: who says the stop word gets no more messages. Everything else is kept for people, by its telephone or, where the
     * gateway tells none, as one of the citizen to whom the message went.
     */
    Uni<Verdict> replied(Registration channel, Report report) {
        if (report.requestId() == null) {
            return unnamed.keep(channel, report);
        }
        return transactions
                .inTransaction(session -> messages.citizenOf(session, report.requestId(), channel.code())
                        .chain(citizen -> {
                            if (citizen == null) {
                                return Uni.createFrom().item(Verdict.UNKNOWN);
                            }
                            if (StopWord.isSaidBy(report.text())) {
                                return messages.stop(session, citizen.ref(), at(report), channel.code())
                                        .map(isNew -> isNew ? Verdict.TAKEN : Verdict.REPEATED);
                            }
                            return report.phone() == null
                                    ? unnamed.keepOf(session, citizen, channel, report)
                                    : Uni.createFrom().item(Verdict.NOT_UNDERSTOOD);
                        }))
                .chain(verdict ->
                        report.phone() != null && (verdict == Verdict.UNKNOWN || verdict == Verdict.NOT_UNDERSTOOD)
                                ? unnamed.keep(channel, report)
                                : Uni.createFrom().item(verdict));
    }

    /** A message arrived, or did not; one that told the result informed the citizen. */
    Uni<Verdict> reported(Registration channel, Report report) {
        boolean delivered = report.event() == Report.Event.DELIVERED;
        if (!delivered && report.event() != Report.Event.NOT_REACHED) {
            return Uni.createFrom().item(Verdict.UNKNOWN);
        }
        Instant at = at(report);
        // what follows comes first: who dies in between leaves the message as it was, and the gateway reports again
        return messages.out(report.requestId(), channel.code())
                .call(out ->
                        delivered ? tell(out, channel, at) : Uni.createFrom().voidItem())
                .chain(out -> out.isEmpty()
                        ? known(channel, report)
                        : messages.reported(report.requestId(), channel.code(), delivered, at)
                                .replaceWith(Verdict.TAKEN));
    }

    private Uni<Verdict> known(Registration channel, Report report) {
        return transactions
                .inTransaction(session -> messages.citizenOf(session, report.requestId(), channel.code()))
                .map(citizen -> citizen == null ? Verdict.UNKNOWN : Verdict.REPEATED);
    }

    private Instant at(Report report) {
        Instant now = clock.instant();
        Instant said = report.at() == null ? now : report.at().toInstant();
        return said.isAfter(now) ? now : said;
    }

    private Uni<Void> tell(List<Out> out, Registration channel, Instant at) {
        return Multi.createFrom()
                .iterable(out)
                .filter(message -> message.kind().tellsResult())
                .onItem()
                .transformToUniAndConcatenate(message -> commands.once(
                        Cases.By.CASE,
                        message.caseId(),
                        Cause.at(at, channel.code()),
                        (hand, cause) -> informed(hand, cause, message.createdAt())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Nobody told the result before, and the one that the message told of still stands: a correction has a message of its own. */
    private static Boolean informed(CaseInHand hand, Cause cause, Instant toldOf) {
        CaseFile file = hand.file();
        boolean stands = (file.phase() == Phase.CALLBACK || file.phase() == Phase.CLOSED)
                && !file.progress().informed()
                && !toldOf.isBefore(file.progress().repliedAt())
                && file.informing().refusal(false, cause.time()).isEmpty();
        if (stands) {
            file.informing().informed(NoticeChannel.SMS, true, cause.time(), cause, hand.office());
        }
        return stands;
    }
}
