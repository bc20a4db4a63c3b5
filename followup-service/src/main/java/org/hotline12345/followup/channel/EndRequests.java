package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.model.Cause;

/** Ends askings that brought nothing: as the plan says a channel asks again at once, or it is an agent's turn. */
@ApplicationScoped
class EndRequests {
    private final Transactions transactions;
    private final RequestStore requests;
    private final CaseCommands commands;
    private final AnswerCallback answer;

    EndRequests(Transactions transactions, RequestStore requests, CaseCommands commands, AnswerCallback answer) {
        this.transactions = transactions;
        this.requests = requests;
        this.commands = commands;
        this.answer = answer;
    }

    /** Ends one that brought nothing, unless something came of it meanwhile. */
    Uni<Void> inVain(UUID id, UUID callbackId, RequestStore.Move end) {
        return transactions.inTransaction(session -> commands.onCallback(
                session,
                callbackId,
                (file, callback, office) -> requests.move(session, id, end).chain(ended -> {
                    if (!ended) {
                        return Uni.createFrom().voidItem();
                    }
                    Instant next = office.tellingHours().next(end.endedAt(), office.calendar());
                    return requests.everSent(session, callbackId)
                            .invoke(asked -> answer.notReachedByChannel(
                                    callback, file, next, asked, Cause.at(end.endedAt(), null), office))
                            .replaceWithVoid();
                })));
    }

    /** Ends one that could not be sent: the turn does not count, and agents need not wait for the next. */
    Uni<Void> unsent(UUID id, UUID callbackId, RequestStore.Move end, Instant nextTurn) {
        return transactions.inTransaction(session -> commands.onCallback(
                session,
                callbackId,
                (file, callback, office) -> requests.move(session, id, end)
                        .invoke(ended -> {
                            if (ended) {
                                callback.notSentByChannel(
                                        nextTurn, file.informing().askedFrom(end.endedAt()));
                            }
                        })
                        .replaceWithVoid()));
    }
}
