package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.channel.CitizenMessageStore.ToTell;
import org.hotline12345.followup.channel.model.Medium;
import org.hotline12345.followup.channel.model.Retries;
import org.hotline12345.followup.message.model.Filling;
import org.hotline12345.followup.message.model.Gap;
import org.hotline12345.followup.message.model.MessageKind;
import org.hotline12345.followup.message.model.MessageTemplate;
import org.hotline12345.followup.survey.link.SurveyConfig;
import org.jboss.logging.Logger;

/**
 * Sends citizens the messages that wait, by the first message channel to which this service sends by itself; where there is none they go
 * into the files of the first one whose messages are collected. Telephone and query code
 * are read from intake for each message and kept nowhere; an instance that dies meanwhile leaves the lease to run out, and the message
 * is sent again under the same id.
 */
@ApplicationScoped
class SendCitizenMessages {
    private static final Logger LOG = Logger.getLogger(SendCitizenMessages.class);
    private static final int BATCH = 50;
    private static final int AT_ONCE = 4;
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** What could not be sent for so long is no news any more. */
    private static final Duration STALE = Duration.ofDays(2);

    private static final List<String> ANSWERS_AT_ONCE = Arrays.stream(MessageKind.values())
            .filter(MessageKind::answersAtOnce)
            .map(MessageKind::name)
            .toList();

    private final Transactions transactions;
    private final CitizenMessageStore store;
    private final MessageChannel sending;
    private final Channels channels;
    private final Contacts contacts;
    private final SurveyConfig survey;
    private final OfficeQueries book;
    private final Retries retries;

    SendCitizenMessages(
            Transactions transactions,
            CitizenMessageStore store,
            MessageChannel sending,
            Channels channels,
            Contacts contacts,
            SurveyConfig survey,
            OfficeQueries book,
            ChannelConfig config) {
        this.transactions = transactions;
        this.store = store;
        this.sending = sending;
        this.channels = channels;
        this.contacts = contacts;
        this.survey = survey;
        this.book = book;
        this.retries = new Retries(config.retryAfter());
    }

    /** Sends what is due; answers how many messages it took. Without a channel everything waits. */
    Uni<Integer> send(Instant now) {
        return book.now()
                .chain(office -> store.cancelOld(now, office.tellingHours().waitedFor(STALE, now, office.calendar()))
                        .chain(() -> send(office, now)));
    }

    private Uni<Integer> send(Office office, Instant now) {
        return sending.now()
                .chain(found -> found.filter(channel -> implementation(channel) instanceof SendingChannel)
                        .map(channel -> send(channel, office, now))
                        .orElseGet(() -> Uni.createFrom().item(0)));
    }

    private Uni<Integer> send(Registration channel, Office office, Instant now) {
        boolean anyKind = office.tellingHours().includes(now, office.calendar());
        return transactions
                .inTransaction(session -> store.take(session, anyKind, ANSWERS_AT_ONCE, BATCH, now, now.plus(LEASE)))
                .call(taken -> Multi.createFrom()
                        .iterable(together(taken))
                        .onItem()
                        .transformToUni(messages -> one(channel, messages, office, now))
                        .merge(AT_ONCE)
                        .collect()
                        .last())
                .map(List::size);
    }

    /**
     * What one citizen is told of several cases in the same words is one message. What went out before is the same message again: a gateway
     * that has taken it knows it by its id.
     */
    private static Collection<List<ToTell>> together(List<ToTell> taken) {
        var groups = new LinkedHashMap<List<Object>, List<ToTell>>();
        taken.forEach(message -> groups.computeIfAbsent(sameMessage(message), key -> new ArrayList<>())
                .add(message));
        return groups.values();
    }

    private static List<Object> sameMessage(ToTell message) {
        if (message.sentWith() != null) {
            return List.of(message.sentWith(), message.unwanted());
        }
        return message.kind().canBeJoined()
                ? List.of(message.citizenRef(), message.kind(), message.unwanted())
                : List.of(message.id());
    }

    private static UUID sendingOf(ToTell first) {
        return first.sentWith() == null ? first.id() : first.sentWith();
    }

    private Uni<Void> one(Registration channel, List<ToTell> messages, Office office, Instant now) {
        ToTell first = messages.get(0);
        List<UUID> ids = messages.stream().map(ToTell::id).toList();
        String why = notSent(first, office);
        if (why != null) {
            return store.ended(ids, false, now, why);
        }
        MessageTemplate template = office.messages().of(first.kind()).orElseThrow();
        return store.sending(ids, channel.code(), sendingOf(first))
                .chain(() -> contact(first, channel))
                .chain(contact -> contact.phone() == null
                        ? store.ended(ids, true, now, "no telephone number")
                        : ((SendingChannel) implementation(channel))
                                .send(channel, message(messages, template, contact, office))
                                .chain(sent -> after(channel, messages, ids, sent, office, now)))
                .onFailure()
                .recoverWithUni(
                        failure -> tryAgain(messages, ids, failure.getClass().getSimpleName(), office, now));
    }

    private CallbackChannel implementation(Registration channel) {
        return channels.implementation(channel.transport()).orElseThrow();
    }

    /**
     * The messages of a new batch of a collected channel, if it is the one by which citizens are written to.
     *
     * @param max at most so many
     */
    Uni<List<Message>> collect(Registration channel, UUID batch, int max, Instant now) {
        return sending.now()
                .chain(found ->
                        found.filter(one -> one.code().equals(channel.code())).isPresent()
                                ? batch(channel, batch, max, now)
                                : Uni.createFrom().item(List.of()));
    }

    /** The messages of a batch; one that is known holds the same messages again, without those that are done with. */
    Uni<List<Message>> batch(Registration channel, UUID batch, int max, Instant now) {
        return book.now().chain(office -> batch(channel, batch, max, office, now));
    }

    private Uni<List<Message>> batch(Registration channel, UUID batch, int max, Office office, Instant now) {
        boolean anyKind = office.tellingHours().includes(now, office.calendar());
        return transactions
                .inTransaction(
                        session -> store.takeBatch(session, channel.code(), batch, anyKind, ANSWERS_AT_ONCE, max, now))
                .chain(taken -> Multi.createFrom()
                        .iterable(together(taken))
                        .onItem()
                        .transformToUni(messages -> collected(channel, messages, office, now))
                        .merge(AT_ONCE)
                        .filter(Optional::isPresent)
                        .map(Optional::get)
                        .collect()
                        .asList());
    }

    /** The message for the file; empty where none is to go out. What was not read from intake stays in the batch. */
    private Uni<Optional<Message>> collected(Registration channel, List<ToTell> messages, Office office, Instant now) {
        ToTell first = messages.get(0);
        List<UUID> ids = messages.stream().map(ToTell::id).toList();
        String why = notSent(first, office);
        if (why != null) {
            return store.ended(ids, false, now, why).replaceWith(Optional.empty());
        }
        MessageTemplate template = office.messages().of(first.kind()).orElseThrow();
        return contact(first, channel)
                .chain(contact -> contact.phone() == null
                        ? store.ended(ids, true, now, "no telephone number").replaceWith(Optional.<Message>empty())
                        : store.sent(ids, channel.code(), sendingOf(first), now)
                                .replaceWith(Optional.of(message(messages, template, contact, office))));
    }

    /** Why it is not sent any more; null: it is. */
    private static String notSent(ToTell message, Office office) {
        if (office.messages().of(message.kind()).isEmpty()) {
            return "the office sends no such messages any more";
        }
        return message.unwanted() && !message.kind().wasAskedFor()
                ? "the citizen wants no messages, or it holds no longer"
                : null;
    }

    private Uni<Contact> contact(ToTell message, Registration channel) {
        String purpose = message.kind().words().zh() + " " + channel.title();
        return message.kind().required().contains(Gap.CODE)
                ? contacts.withCode(message.caseId(), purpose)
                : contacts.of(message.caseId(), purpose);
    }

    private Uni<Void> after(
            Registration channel,
            List<ToTell> messages,
            List<UUID> ids,
            SendingChannel.Sent sent,
            Office office,
            Instant now) {
        return switch (sent.outcome()) {
            case ACCEPTED -> store.sent(ids, channel.code(), sendingOf(messages.get(0)), now);
            case TRY_AGAIN -> tryAgain(messages, ids, sent.detail(), office, now);
            case REFUSED -> store.ended(ids, true, now, sent.detail());
        };
    }

    private Uni<Void> tryAgain(List<ToTell> messages, List<UUID> ids, String why, Office office, Instant now) {
        ToTell first = messages.get(0);
        return retries.next(first.tries(), now, office.tellingHours(), office.calendar())
                .map(next -> store.tryAgain(ids, next, why))
                .orElseGet(() -> {
                    LOG.warnf("A message to a citizen was not taken in %d tries: %s", first.tries(), why);
                    return store.ended(ids, true, now, why);
                });
    }

    private Message message(List<ToTell> messages, MessageTemplate template, Contact contact, Office office) {
        ToTell first = messages.get(0);
        String link = survey.citizens().orElse("");
        var filling = new Filling(
                messages.stream().map(ToTell::caseNumber).collect(Collectors.joining("、")),
                contact.queryCode(),
                link,
                first.unit() == null ? null : office.unitName().apply(first.unit()),
                first.until());
        return new Message(
                sendingOf(first),
                Medium.SMS,
                contact.phone(),
                first.caseNumber(),
                filling.in(template),
                link,
                List.of(),
                List.of());
    }
}
