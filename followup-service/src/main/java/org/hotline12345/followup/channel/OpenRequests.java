package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.cases.CallbackCases;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.channel.RequestStore.Asked;
import org.hotline12345.followup.channel.RequestStore.Move;
import org.hotline12345.followup.channel.RequestStore.Turn;
import org.hotline12345.followup.channel.model.RequestState;
import org.hotline12345.followup.survey.model.Instrument;

/**
 * Lets the channels ask: opens an asking for each callback whose turn it is, and ends those that brought nothing. With no active
 * channel it does nothing, and agents ask at once. Meanwhile agents wait; when the channels give up it is their turn.
 */
@ApplicationScoped
public class OpenRequests {
    private static final int BATCH = 200;

    private final Transactions transactions;
    private final ChannelStore channels;
    private final RequestStore requests;
    private final EndRequests end;
    private final CallbackCases callbacks;
    private final OfficeQueries book;

    public OpenRequests(
            Transactions transactions,
            ChannelStore channels,
            RequestStore requests,
            EndRequests end,
            CallbackCases callbacks,
            OfficeQueries book) {
        this.transactions = transactions;
        this.channels = channels;
        this.requests = requests;
        this.end = end;
        this.callbacks = callbacks;
        this.book = book;
    }

    /** Opens the askings whose turn it is; answers how many. */
    public Uni<Integer> open(Instant now) {
        return transactions.inTransaction(session -> channels.active(session)
                .chain(active -> active.isEmpty()
                        ? Uni.createFrom().item(0)
                        : book.now(session).chain(office -> open(session, active, office, now))));
    }

    private Uni<Integer> open(Mutiny.Session session, List<String> active, Office office, Instant now) {
        Instrument instrument = automatic(office);
        Instant oldest = now.minus(Duration.ofDays(instrument.linkDays()));
        Instant sendAt = office.tellingHours().next(now, office.calendar());
        Instant agentsFrom = AnswerCallback.nextAttempt(instrument, sendAt, office);
        return requests.turns(session, now, oldest, BATCH)
                .chain(turns -> turns.isEmpty()
                        ? Uni.createFrom().item(0)
                        : requests.open(session, turns, active, sendAt, now)
                                .call(() -> callbacks.askedByChannels(
                                        session, turns.stream().map(Turn::id).toList(), agentsFrom)));
    }

    /** Ends the askings that brought no answer within the plan's spacing; answers how many. */
    public Uni<Integer> endSilent(Instant now) {
        return book.now().chain(office -> {
            Instrument instrument = automatic(office);
            return requests.silent(now, BATCH)
                    .chain(silent -> Multi.createFrom()
                            .iterable(silent)
                            .filter(asked -> isOver(asked, instrument, office, now))
                            .onItem()
                            .transformToUniAndConcatenate(asked -> end.inVain(
                                            asked.id(),
                                            asked.callbackId(),
                                            new Move(
                                                    RequestState.EXPIRED,
                                                    now,
                                                    null,
                                                    null,
                                                    RequestState.SENT,
                                                    RequestState.DELIVERED))
                                    .replaceWith(asked))
                            .collect()
                            .asList())
                    .map(List::size)
                    .call(() -> endStranded(office, now))
                    .call(() -> callbacks.cancelUnasked(now, now.minus(Duration.ofDays(instrument.linkDays()))));
        });
    }

    /** A channel that was switched off asks nobody: what waits for it is the next one's, or an agent's. */
    private Uni<Void> endStranded(Office office, Instant now) {
        Instant nextTurn = office.tellingHours().next(now, office.calendar());
        return requests.stranded(BATCH)
                .chain(stranded -> Multi.createFrom()
                        .iterable(stranded)
                        .onItem()
                        .transformToUniAndConcatenate(asked -> end.unsent(
                                asked.id(),
                                asked.callbackId(),
                                new Move(
                                        RequestState.CANCELLED,
                                        now,
                                        null,
                                        "the channel is switched off",
                                        RequestState.WAITING),
                                nextTurn))
                        .collect()
                        .last());
    }

    private static boolean isOver(Asked asked, Instrument instrument, Office office, Instant now) {
        return !AnswerCallback.nextAttempt(instrument, asked.sentAt(), office).isAfter(now);
    }

    private static Instrument automatic(Office office) {
        return office.surveys().instrument(SurveyInstrument.AUTOMATIC);
    }
}
