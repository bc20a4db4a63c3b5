package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.followup.callback.AnswerInput;
import org.hotline12345.followup.channel.Contacts.Citizen;
import org.hotline12345.followup.channel.Report.Verdict;
import org.hotline12345.followup.channel.TextReplyStore.Waiting;
import org.hotline12345.followup.channel.model.GradeWord;
import org.hotline12345.followup.channel.model.TextReplyOutcome;
import org.hotline12345.followup.message.model.StopWord;
import org.jboss.logging.Logger;

/**
 * Finds out what citizens wrote who named no message: intake says whose the telephone is. The stop word holds at once; the word of a grade
 * answers the one asking of the channel that waits for it; everything else is for people. While intake cannot be asked all of it waits.
 */
@ApplicationScoped
class SettleTextReplies {
    private static final Logger LOG = Logger.getLogger(SettleTextReplies.class);
    private static final int BATCH = 50;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** Cases that ended longer ago are not what a citizen writes about. */
    private static final int ENDED_WITHIN_DAYS = 30;

    private static final Citizen NOBODY = new Citizen(null, List.of());

    private final Transactions transactions;
    private final TextReplyStore replies;
    private final OpenTextReplies people;
    private final CitizenMessageStore messages;
    private final RequestStore requests;
    private final ChannelStore registered;
    private final Channels channels;
    private final Contacts contacts;
    private final TakeReports reports;

    SettleTextReplies(
            Transactions transactions,
            TextReplyStore replies,
            OpenTextReplies people,
            CitizenMessageStore messages,
            RequestStore requests,
            ChannelStore registered,
            Channels channels,
            Contacts contacts,
            TakeReports reports) {
        this.transactions = transactions;
        this.replies = replies;
        this.people = people;
        this.messages = messages;
        this.requests = requests;
        this.registered = registered;
        this.channels = channels;
        this.contacts = contacts;
        this.reports = reports;
    }

    /** Settles what waits, in the order in which it came, until intake fails to answer. */
    Uni<Void> settle(Instant now) {
        if (!contacts.available()) {
            return Uni.createFrom().voidItem();
        }
        return transactions
                .inTransaction(session -> replies.take(session, BATCH, now, now.plus(LEASE)))
                .chain(taken -> Multi.createFrom()
                        .iterable(taken)
                        .onItem()
                        .transformToUniAndConcatenate(reply -> settle(reply, now))
                        .select()
                        .first(answered -> answered)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** Whether intake answered. */
    private Uni<Boolean> settle(Waiting reply, Instant now) {
        return registered
                .find(reply.channel())
                .chain(channel -> citizen(reply, channel).chain(citizen -> decide(reply, channel, citizen, now)))
                .replaceWith(true)
                .onFailure(ContactUnavailable.class)
                .recoverWithUni(
                        failure -> replies.postpone(reply.id(), now.plus(PAUSE)).replaceWith(false))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("Reply %s will be looked at again: %s", reply.id(), failure.getClass());
                    return replies.postpone(reply.id(), now.plus(PAUSE)).replaceWith(true);
                });
    }

    private Uni<Citizen> citizen(Waiting reply, Registration channel) {
        return channels.secret(reply.channel())
                .flatMap(secret -> new ReplySeal(secret).open(reply.id(), reply.sealedPhone()))
                .map(phone -> contacts.citizenOf(phone, ENDED_WITHIN_DAYS, "短信回复 " + channel.title()))
                .orElseGet(() -> {
                    LOG.warnf(
                            "The secret of %s was changed: nobody can tell any more who wrote %s",
                            channel.code(), reply.id());
                    return Uni.createFrom().item(NOBODY);
                });
    }

    private Uni<Void> decide(Waiting reply, Registration channel, Citizen citizen, Instant now) {
        if (citizen.ref() == null) {
            return forPeople(reply, citizen, now);
        }
        if (StopWord.isSaidBy(reply.text())) {
            return once(
                    reply,
                    session -> messages.stop(session, citizen.ref(), reply.saidAt(), channel.code())
                            .chain(() -> replies.done(
                                    session,
                                    reply.id(),
                                    citizen,
                                    TextReplyOutcome.STOPPED,
                                    null,
                                    channel.code(),
                                    now)));
        }
        return GradeWord.saidBy(reply.text())
                .map(grade -> once(
                                reply,
                                session -> requests.awaited(session, citizen.ref(), channel.code())
                                        .chain(asked -> asked.size() == 1
                                                ? answered(session, reply, channel, asked.get(0), grade)
                                                : Uni.createFrom().<UUID>nullItem())
                                        .chain(caseId -> caseId == null
                                                ? people.open(session, reply.id(), citizen, now)
                                                : replies.done(
                                                        session,
                                                        reply.id(),
                                                        citizen,
                                                        TextReplyOutcome.ANSWERED,
                                                        caseId,
                                                        channel.code(),
                                                        now)))
                        // the callback takes no answer any more
                        .onFailure(Problem.class)
                        .recoverWithUni(() -> forPeople(reply, citizen, now)))
                .orElseGet(() -> forPeople(reply, citizen, now));
    }

    private Uni<Void> forPeople(Waiting reply, Citizen citizen, Instant now) {
        return once(reply, session -> people.open(session, reply.id(), citizen, now));
    }

    /** The case whose asking is answered by the grade; null where the plan asks for more. */
    private Uni<UUID> answered(
            Mutiny.Session session, Waiting reply, Registration channel, RequestStore.Asked asked, Satisfaction grade) {
        var answer = AnswerInput.ofCitizen(null, null, grade, null, List.of(), null, null);
        var report = new Report(
                asked.id(), Report.Event.ANSWERED, ShanghaiTime.of(reply.saidAt()), answer, null, null, null);
        return reports.answerIfComplete(session, channel, report)
                .map(verdict -> verdict == Verdict.TAKEN || verdict == Verdict.REPEATED ? asked.caseId() : null);
    }

    /** In one transaction, unless somebody settled it meanwhile. */
    private Uni<Void> once(Waiting reply, Function<Mutiny.Session, Uni<Void>> work) {
        return transactions.inTransaction(session -> replies.stillWaits(session, reply.id())
                .chain(waits -> waits ? work.apply(session) : Uni.createFrom().voidItem()));
    }
}
