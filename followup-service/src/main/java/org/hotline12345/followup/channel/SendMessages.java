package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.channel.RequestStore.Move;
import org.hotline12345.followup.channel.RequestStore.ToSend;
import org.hotline12345.followup.channel.model.Medium;
import org.hotline12345.followup.channel.model.RequestState;
import org.hotline12345.followup.survey.link.SurveyConfig;
import org.hotline12345.followup.survey.link.SurveyTokens;
import org.hotline12345.followup.survey.model.SurveyPlan;

/**
 * Sends what waits: takes a message on lease, reads the telephone number from intake, sends it, writes down what came of it. An
 * instance that dies between leaves the lease to run out, and the message is sent again under the same id.
 */
@ApplicationScoped
public class SendMessages {
    private static final int BATCH = 50;
    private static final int AT_ONCE = 4;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Transactions transactions;
    private final Channels channels;
    private final ChannelStore store;
    private final Contacts contacts;
    private final SurveyTokens tokens;
    private final SurveyConfig survey;
    private final RequestStore requests;
    private final EndRequests end;
    private final OfficeQueries book;
    private final ChannelConfig config;

    public SendMessages(
            Transactions transactions,
            Channels channels,
            ChannelStore store,
            Contacts contacts,
            SurveyTokens tokens,
            SurveyConfig survey,
            RequestStore requests,
            EndRequests end,
            OfficeQueries book,
            ChannelConfig config) {
        this.transactions = transactions;
        this.channels = channels;
        this.store = store;
        this.contacts = contacts;
        this.tokens = tokens;
        this.survey = survey;
        this.requests = requests;
        this.end = end;
        this.book = book;
        this.config = config;
    }

    /** Sends what is due by the sending channels; answers how many messages it tried. */
    public Uni<Integer> send(Instant now) {
        List<String> transports = channels.transports().stream()
                .filter(transport -> channels.implementation(transport).orElseThrow() instanceof SendingChannel)
                .toList();
        return transactions
                .inTransaction(session -> requests.take(session, transports, BATCH, now, now.plus(LEASE)))
                .call(taken -> Multi.createFrom()
                        .iterable(taken)
                        .onItem()
                        .transformToUni(asking -> one(asking, now))
                        .merge(AT_ONCE)
                        .collect()
                        .last())
                .map(List::size);
    }

    /**
     * The messages of a batch of a collected channel. The same batch collected again holds the same askings.
     *
     * @param max at most so many in a new batch
     */
    public Uni<List<Message>> collect(Registration channel, UUID batch, int max, Instant now) {
        return transactions
                .inTransaction(session -> requests.takeBatch(session, channel.code(), batch, max, now))
                .chain(taken -> Multi.createFrom()
                        .iterable(taken)
                        .filter(asking -> asking.state() == CallbackState.OPEN)
                        .onItem()
                        .transformToUni(asking -> message(asking, channel, now).map(Optional::ofNullable))
                        .merge(AT_ONCE)
                        .filter(Optional::isPresent)
                        .map(Optional::get)
                        .collect()
                        .asList());
    }

    private Uni<Void> one(ToSend asking, Instant now) {
        if (asking.state() != CallbackState.OPEN) {
            String why = "the callback is " + asking.state();
            return move(asking, new Move(RequestState.CANCELLED, now, null, why, RequestState.WAITING));
        }
        return store.find(asking.channel())
                .chain(channel -> message(asking, channel, now)
                        .chain(message -> message == null
                                ? failed(asking, "no telephone number", now)
                                : ((SendingChannel) channels.implementation(channel.transport())
                                                .orElseThrow())
                                        .send(channel, message)
                                        .chain(sent -> after(asking, sent, now))))
                .onFailure()
                .recoverWithUni(failure -> tryAgain(asking, failure.getClass().getSimpleName(), now));
    }

    private Uni<Void> after(ToSend asking, SendingChannel.Sent sent, Instant now) {
        return switch (sent.outcome()) {
            // a report may have come before the answer to the sending: then it stays as it is
            case ACCEPTED -> move(asking, new Move(RequestState.SENT, null, now, null, RequestState.WAITING));
            case TRY_AGAIN -> tryAgain(asking, sent.detail(), now);
            case REFUSED -> failed(asking, sent.detail(), now);
        };
    }

    private Uni<Void> tryAgain(ToSend asking, String why, Instant now) {
        int tries = asking.tries();
        return tries > config.retryAfter().size()
                ? failed(asking, why, now)
                : transactions.inTransaction(session -> requests.tryAgain(
                        session, asking.id(), now.plus(config.retryAfter().get(tries - 1)), why));
    }

    /** The channel does not take it: the next one, or an agent, asks. */
    private Uni<Void> failed(ToSend asking, String why, Instant now) {
        var failed = new Move(RequestState.FAILED, now, null, why, RequestState.WAITING);
        return end.inVain(asking.id(), asking.callbackId(), failed);
    }

    private Uni<Void> move(ToSend asking, Move move) {
        return transactions
                .inTransaction(session -> requests.move(session, asking.id(), move))
                .replaceWithVoid();
    }

    /** The message of an asking; null where intake has no telephone number. */
    private Uni<Message> message(ToSend asking, Registration channel, Instant now) {
        return contacts.of(asking.caseId(), "智能回访 " + channel.title())
                .chain(contact -> contact.phone() == null
                        ? Uni.createFrom().nullItem()
                        : transactions.inTransaction(session -> book.now(session)
                                .chain(office -> {
                                    SurveyPlan plan = office.surveys();
                                    int days = plan.instrument(SurveyInstrument.AUTOMATIC)
                                            .linkDays();
                                    return tokens.issue(session, asking.callbackId(), now.plus(Duration.ofDays(days)))
                                            .map(token -> message(asking, channel, contact, plan, token));
                                })));
    }

    private Message message(ToSend asking, Registration channel, Contact contact, SurveyPlan plan, String token) {
        String link = survey.page().orElseThrow() + token;
        String text = channel.medium() == Medium.VOICE
                ? "您好，这里是12345热线。您反映的“" + asking.title() + "”已有办理结果：" + asking.replyText()
                : "您反映的诉求（编号" + asking.caseNumber() + "）已有办理结果，请点击查看并评价：" + link;
        return new Message(
                asking.id(),
                channel.medium(),
                contact.phone(),
                asking.caseNumber(),
                text,
                link,
                plan.instrument(SurveyInstrument.AUTOMATIC).questions(),
                plan.reasons());
    }
}
