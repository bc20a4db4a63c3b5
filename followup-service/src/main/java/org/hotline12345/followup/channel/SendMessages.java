package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.channel.RequestStore.Move;
import org.hotline12345.followup.channel.RequestStore.ToSend;
import org.hotline12345.followup.channel.model.Medium;
import org.hotline12345.followup.channel.model.RequestState;
import org.hotline12345.followup.channel.model.Retries;
import org.hotline12345.followup.message.model.Gap;
import org.hotline12345.followup.message.model.MessageKind;
import org.hotline12345.followup.survey.link.SurveyConfig;
import org.hotline12345.followup.survey.link.SurveyTokens;
import org.hotline12345.followup.survey.model.CallingHours;
import org.jboss.logging.Logger;

/**
 * Sends what waits: takes a message on lease, reads the telephone number from intake, sends it, writes down what came of it. An
 * instance that dies between leaves the lease to run out, and the message is sent again under the same id.
 */
@ApplicationScoped
public class SendMessages {
    private static final Logger LOG = Logger.getLogger(SendMessages.class);
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
    private final Retries retries;

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
        this.retries = new Retries(config.retryAfter());
    }

    /**
     * Sends what is due by the sending channels; answers how many messages it tried. Nothing is sent at hours at which citizens
     * are not called, whatever kept it from being sent before.
     */
    public Uni<Integer> send(Instant now) {
        return book.now()
                .chain(office -> office.tellingHours().includes(now, office.calendar())
                        ? send(office, now)
                        : Uni.createFrom().item(0));
    }

    private Uni<Integer> send(Office office, Instant now) {
        List<String> transports = channels.transports().stream()
                .filter(transport -> channels.implementation(transport).orElseThrow() instanceof SendingChannel)
                .toList();
        return transactions
                .inTransaction(session -> requests.take(session, transports, BATCH, now, now.plus(LEASE)))
                .call(taken -> Multi.createFrom()
                        .iterable(taken)
                        .onItem()
                        .transformToUni(asking -> one(asking, office, now))
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
                        .filter(asking -> asking.state() == CallbackState.OPEN && !asking.stopped())
                        .onItem()
                        .transformToUni(asking -> message(asking, channel, now).map(Optional::ofNullable))
                        .merge(AT_ONCE)
                        .filter(Optional::isPresent)
                        .map(Optional::get)
                        .collect()
                        .asList());
    }

    private Uni<Void> one(ToSend asking, Office office, Instant now) {
        if (asking.state() != CallbackState.OPEN) {
            String why = "the callback is " + asking.state();
            return move(asking, new Move(RequestState.CANCELLED, now, null, why, RequestState.WAITING));
        }
        if (asking.stopped()) {
            return failed(asking, "the citizen wants no messages", now);
        }
        return store.find(asking.channel())
                .chain(channel -> message(asking, channel, now)
                        .chain(message -> message == null
                                ? failed(asking, "no telephone number", now)
                                : ((SendingChannel) channels.implementation(channel.transport())
                                                .orElseThrow())
                                        .send(channel, message)
                                        .chain(sent -> after(asking, sent, office, now))))
                .onFailure()
                .recoverWithUni(failure -> tryAgain(asking, failure.getClass().getSimpleName(), office, now));
    }

    private Uni<Void> after(ToSend asking, SendingChannel.Sent sent, Office office, Instant now) {
        return switch (sent.outcome()) {
            // a report may have come before the answer to the sending: then it stays as it is
            case ACCEPTED -> move(asking, new Move(RequestState.SENT, null, now, null, RequestState.WAITING));
            case TRY_AGAIN -> tryAgain(asking, sent.detail(), office, now);
            case REFUSED -> failed(asking, sent.detail(), now);
        };
    }

    private Uni<Void> tryAgain(ToSend asking, String why, Office office, Instant now) {
        CallingHours hours = office.tellingHours();
        return retries.next(asking.tries(), now, hours, office.calendar())
                .map(next -> transactions.inTransaction(session -> requests.tryAgain(session, asking.id(), next, why)))
                .orElseGet(() -> outage(asking, why, retries.nextTurn(now, hours, office.calendar()), now));
    }

    /** The channel is out of order: nobody was asked, and nobody has failed to answer. */
    private Uni<Void> outage(ToSend asking, String why, Instant nextTurn, Instant now) {
        LOG.warnf("Channel %s took nothing in %d tries (%s): agents may ask", asking.channel(), asking.tries(), why);
        return end.unsent(asking.id(), asking.callbackId(), failed(why, now), nextTurn);
    }

    /** The channel does not take it: the next one, or an agent, asks. */
    private Uni<Void> failed(ToSend asking, String why, Instant now) {
        return end.inVain(asking.id(), asking.callbackId(), failed(why, now));
    }

    private static Move failed(String why, Instant now) {
        return new Move(RequestState.FAILED, now, null, why, RequestState.WAITING);
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
                                    int days = office.surveys()
                                            .instrument(SurveyInstrument.AUTOMATIC)
                                            .linkDays();
                                    return tokens.issue(session, asking.callbackId(), now.plus(Duration.ofDays(days)))
                                            .map(token -> message(asking, channel, contact, office, token));
                                })));
    }

    private Message message(ToSend asking, Registration channel, Contact contact, Office office, String token) {
        String link = survey.page().orElseThrow() + token;
        String text = channel.medium() == Medium.VOICE
                ? office.notices().voice(asking.title(), asking.replyText())
                : office.messages()
                        .of(MessageKind.SURVEY)
                        .map(template -> template.filled(Map.of(Gap.NUMBER, asking.caseNumber(), Gap.LINK, link)))
                        .orElseGet(() -> office.notices().sms(asking.caseNumber(), link));
        return new Message(
                asking.id(),
                channel.medium(),
                contact.phone(),
                asking.caseNumber(),
                text,
                link,
                office.surveys().instrument(SurveyInstrument.AUTOMATIC).questions(),
                office.surveys().reasons());
    }
}
