package org.hotline12345.followup.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.WrongPhase;

/** What commands on a case have in common: they may be sent twice, and are decided and written with others that come at the same time. */
@ApplicationScoped
public class CaseCommands {
    /** What is done to a case, outside the request: what it needs of the caller was taken before. */
    @FunctionalInterface
    public interface Decision<T> {
        /** Does it. */
        T on(CaseInHand hand, Cause cause);
    }

    /**
     * What is done to a case that is locked about one of its callbacks.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface CallbackDecision<T> {
        Uni<T> apply(CaseFile file, Callback callback, Office office);
    }

    private final Idempotency idempotency;
    private final Cases cases;
    private final Command command;
    private final Caller caller;

    public CaseCommands(Idempotency idempotency, Cases cases, Command command, Caller caller) {
        this.idempotency = idempotency;
        this.cases = cases;
        this.command = command;
        this.caller = caller;
    }

    /** A command of the caller, now; 404 where there is no such case, {@code wrong-state} (409). */
    public Uni<Response> run(Cases.By by, UUID id, Object body, Decision<Response> decision) {
        CommandContext now = command.now();
        var cause = Cause.at(now.at(), now.actor());
        return requireSeen(by, id)
                .chain(() -> refusing(
                        idempotency.run(now.key(), body, cases.together(by), id, hand -> decision.on(hand, cause))));
    }

    /** 404 for a case that is hidden from the unit of the caller. */
    public Uni<Void> requireSeen(Cases.By by, UUID id) {
        var units = caller.unitAndAbove();
        return units.isEmpty()
                ? Uni.createFrom().voidItem()
                : cases.isHidden(by, id, units)
                        .invoke(hidden -> {
                            if (hidden) {
                                throw Problem.notFound();
                            }
                        })
                        .replaceWithVoid();
    }

    /** The same for who needs no key. */
    public <T> Uni<T> once(Cases.By by, UUID id, Cause cause, Decision<T> decision) {
        return refusing(cases.together(by).change(id, hand -> decision.on(hand, cause)));
    }

    /** Runs a command on a case about one of its callbacks, ended ones too, within a transaction. */
    public <T> Uni<T> onCallback(Mutiny.Session session, UUID callbackId, CallbackDecision<T> decision) {
        return refusing(cases.changeOfCallback(
                session, callbackId, hand -> decision.apply(hand.file(), hand.callback(), hand.office())));
    }

    /** {@code wrong-state} (409) for what the case refuses. */
    private static <T> Uni<T> refusing(Uni<T> done) {
        return done.onFailure(WrongPhase.class).transform(failure -> problem((WrongPhase) failure));
    }

    private static Problem problem(WrongPhase failure) {
        return Problem.wrongState(failure.phase().name(), List.of());
    }
}
