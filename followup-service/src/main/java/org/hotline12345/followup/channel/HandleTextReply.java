package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandKey;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.followup.callback.ClaimCallbacks;
import org.hotline12345.followup.channel.TextReplyResource.HandlingInput;
import org.hotline12345.followup.channel.TextReplyStore.Standing;
import org.hotline12345.followup.channel.model.TextReplyOutcome;
import org.hotline12345.followup.channel.model.TextReplyState;

/** What people do about the short messages of citizens: one takes one for half an hour, and says what came of it. */
@ApplicationScoped
class HandleTextReply {
    private final TextReplyStore replies;
    private final AddSupplement supplement;
    private final Idempotency idempotency;
    private final Command command;

    HandleTextReply(TextReplyStore replies, AddSupplement supplement, Idempotency idempotency, Command command) {
        this.replies = replies;
        this.supplement = supplement;
        this.idempotency = idempotency;
        this.command = command;
    }

    /** What an agent may do with one. */
    static List<String> allowed(Standing reply, String agent, Instant now) {
        if (reply.state() != TextReplyState.OPEN || reply.isTaken(now) && !agent.equals(reply.claimedBy())) {
            return List.of();
        }
        return agent.equals(reply.claimedBy()) ? List.of("claim", "handling") : List.of("claim");
    }

    /** Takes it, or keeps it longer; {@code wrong-state} (409) while somebody else has it. */
    Uni<Response> claim(UUID id, Function<Standing, List<String>> allowed) {
        String agent = command.now().actor();
        Instant now = command.now().at();
        return idempotency.run(
                id,
                session -> found(replies.lock(session, id))
                        .invoke(reply -> requireFree(reply, agent, now))
                        .chain(() -> replies.claim(session, id, agent, now.plus(ClaimCallbacks.LEASE)))
                        .chain(() -> answer(session, id, allowed)));
    }

    /** What came of it. A supplement is made first: who is told that it is handled can rely on it. */
    Uni<Response> handle(UUID id, HandlingInput input, Function<Standing, List<String>> allowed) {
        String agent = command.now().actor();
        Instant now = command.now().at();
        CommandKey key = command.key();
        String ifMatch = command.ifMatch();
        String note = input.note() == null || input.note().isBlank()
                ? null
                : Masking.mask(input.note().strip());
        return found(replies.standing(id))
                .chain(reply -> {
                    if (reply.state() != TextReplyState.OPEN || input.outcome() != TextReplyOutcome.SUPPLEMENTED) {
                        return Uni.createFrom().voidItem();
                    }
                    require(reply, agent, ifMatch);
                    return supplement.add(input.caseId(), id, reply.text());
                })
                .chain(() -> idempotency.run(
                        key,
                        input,
                        session -> found(replies.lock(session, id))
                                .invoke(reply -> require(reply, agent, ifMatch))
                                .chain(() ->
                                        replies.handle(session, id, input.outcome(), input.caseId(), note, agent, now))
                                .chain(() -> answer(session, id, allowed))));
    }

    private static void require(Standing reply, String agent, String ifMatch) {
        if (reply.state() != TextReplyState.OPEN) {
            throw Problem.wrongState(reply.state().name(), List.of());
        }
        if (!agent.equals(reply.claimedBy())) {
            throw Problem.wrongState(reply.claimedBy() == null ? reply.state().name() : "CLAIMED", List.of("claim"));
        }
        ETags.check(ifMatch, reply.version());
    }

    private static void requireFree(Standing reply, String agent, Instant now) {
        if (reply.state() != TextReplyState.OPEN) {
            throw Problem.wrongState(reply.state().name(), List.of());
        }
        if (reply.isTaken(now) && !agent.equals(reply.claimedBy())) {
            throw Problem.wrongState("CLAIMED", List.of());
        }
    }

    private static Uni<Standing> found(Uni<Standing> reply) {
        return reply.onItem().ifNull().failWith(Problem::notFound);
    }

    private Uni<Response> answer(Mutiny.Session session, UUID id, Function<Standing, List<String>> allowed) {
        return replies.find(session, id, allowed).map(view -> Command.ok(view, view.version()));
    }
}
