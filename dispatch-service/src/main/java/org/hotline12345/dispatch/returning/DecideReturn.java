package org.hotline12345.dispatch.returning;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.CaseProblems;
import org.hotline12345.dispatch.cases.Cases.Part;
import org.hotline12345.dispatch.cases.LockedOrder;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.DispatchCase;
import org.hotline12345.dispatch.cases.model.NextUnit;
import org.hotline12345.dispatch.cases.model.Ruling;
import org.hotline12345.dispatch.cases.model.TriageChoice;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.returning.ReturnResource.DecisionBody;
import org.hotline12345.dispatch.returning.ReturnResource.View;
import org.hotline12345.dispatch.returning.model.RulingRule;
import org.hotline12345.dispatch.routing.Opinions;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.ModelOpinion;
import org.hotline12345.dispatch.routing.model.Router;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.dispatch.triage.DecideTriage;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.ReturnDecided;

/**
 * A dispatcher rules on a return. Granted, the order ends and the case goes to the next unit, or to triage, in the same
 * transaction; refused, the first unit dispatched handles it (首接负责).
 */
@ApplicationScoped
class DecideReturn {
    private final OrderCommands commands;
    private final Opinions opinions;
    private final ReturnStore store;

    DecideReturn(OrderCommands commands, Opinions opinions, ReturnStore store) {
        this.commands = commands;
        this.opinions = opinions;
        this.store = store;
    }

    Uni<Response> decide(UUID requestId, DecisionBody body, CommandContext context) {
        var ruling = body.ruling();
        return prepare(requestId, ruling, context)
                // the case is locked: a withdrawal that comes in at the same time waits, and then sees the order opened
                // here
                .chain(prepared -> commands.locked(
                        context,
                        body,
                        Part.RETURN_REQUEST,
                        requestId,
                        locked -> store.find(locked.session(), requestId)
                                .map(request -> decided(locked, request, ruling, prepared.orElse(null), context))));
    }

    /**
     * The case, and what the learned model says of it, where the ruling leaves the next unit to the router; before the
     * transaction. Empty where it does not, or there is no such request.
     */
    private Uni<Optional<Prepared>> prepare(UUID requestId, Ruled ruling, CommandContext context) {
        if (!ruling.granted() || ruling.toUnit() != null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return store.caseToRoute(requestId, ShanghaiTime.day(context.at()))
                .chain(wanted -> wanted == null
                        ? Uni.createFrom().item(Optional.empty())
                        : opinions.regardless(wanted)
                                .map(opinion -> Optional.of(new Prepared(wanted, opinion.orElse(null)))));
    }

    private Response decided(
            LockedOrder locked, ReturnRequest request, Ruled ruling, Prepared prepared, CommandContext context) {
        var set = locked.cases();
        var returned = locked.of();
        var order = locked.order();
        context.requireVersion(order.version());
        request.ruling().requireOpen();
        locked.inHand().require(WorkOrderCommand.DECIDE_RETURN, context);
        requireUpstream(returned, ruling, context);
        var returners = set.returners(List.of(order.caseId()));
        RulingRule.objection(ruling.granted(), ruling.toUnit(), ruling.backToReturner(), order.unit(), returners)
                .ifPresent(objection -> refuse(objection, ruling));
        Instant at = locked.inHand().at(context);
        var book = set.office().book();
        if (ruling.granted() && ruling.toUnit() != null) {
            DecideTriage.check(
                    set.office(),
                    new TriageChoice(ruling.toUnit(), List.of(), null, null, false),
                    returned.facts().accused());
        }
        var next = ruling.granted() ? next(book, order, ruling, prepared, returners.and(order.unit())) : null;
        String to = next instanceof RoutingDecision.Dispatch dispatch ? dispatch.unit() : null;
        var decided = request.decided(
                Ruling.of(ruling.granted(), ruling.note(), context.actor(), at), to, returners.isBack(to));
        locked.inHand().with(writes -> store.update(writes, decided));
        var following = returned.decideReturn(order, event(order, decided, at), next, OrderInHand.act(context));
        return Command.ok(
                View.of(decided, commands.summary(order), following == null ? null : commands.summary(following)),
                order.version());
    }

    /** A case that a platform above sent is returned only with its word; what was moved in was ruled on elsewhere. */
    private static void requireUpstream(DispatchCase returned, Ruled ruling, CommandContext context) {
        if (ruling.granted()
                && !ruling.upstreamAgreed()
                && !context.imported()
                && returned.registration().fromAbove()) {
            throw Problem.invalid("upstreamReference", "violation.upstream-agrees-first");
        }
    }

    private static void refuse(RulingRule.Objection objection, Ruled ruling) {
        switch (objection) {
            case REFUSED_BUT_MOVED -> throw Problem.invalid("toUnit", "violation.refused-but-moved");
            case SAME_UNIT -> throw Problem.invalid("toUnit", "violation.returned-to-same-unit");
            case RETURNED_BEFORE -> throw Problem.of(CaseProblems.RETURNED_BEFORE, ruling.toUnit());
        }
    }

    /**
     * The unit the dispatcher named, or what the router says now, catalogue, words and model, unless that is a unit that returned
     * it: then a dispatcher chooses among the others.
     */
    private static RoutingDecision next(
            RoutingBook book, WorkOrder order, Ruled ruling, Prepared prepared, NextUnit returners) {
        String toUnit = ruling.toUnit();
        if (toUnit != null) {
            return new RoutingDecision.Dispatch(
                    toUnit,
                    List.of(),
                    order.assignment().category(),
                    order.assignment().area(),
                    DecidedBy.CLERK,
                    "退单获准，派单员改派：" + book.unitName(toUnit) + "。" + ruling.note(),
                    List.of());
        }
        var router = new Router(book);
        var opinion = prepared.opinion();
        var decision = router.route(prepared.wanted(), opinion);
        if (decision instanceof RoutingDecision.Dispatch dispatch && !returners.isBack(dispatch.unit())) {
            return dispatch.apartFrom(returners::isBack);
        }
        return new RoutingDecision.Triage(
                decision.area(),
                "退单获准，原派" + book.unitName(order.unit()) + "，需重新确定承办单位",
                router.suggestions(prepared.wanted(), opinion, returners::isBack),
                opinion == null ? null : opinion.version());
    }

    private static ReturnDecided event(WorkOrder order, ReturnRequest request, Instant at) {
        var ruling = request.ruling();
        return new ReturnDecided(
                order.caseId(),
                order.id(),
                request.id(),
                order.unit(),
                ruling.granted(),
                request.toUnit(),
                ruling.note(),
                ruling.decidedBy(),
                at,
                request.backToReturner());
    }

    /**
     * A ruling.
     *
     * @param toUnit Where the case goes; null leaves it to the router or to triage.
     * @param backToReturner Whether it says that the case goes to a unit that returned it.
     * @param upstreamAgreed Whether it names the consent of the platform above.
     */
    record Ruled(boolean granted, String toUnit, boolean backToReturner, String note, boolean upstreamAgreed) {}

    /**
     * What the router goes by.
     *
     * @param opinion What the learned model says; null for nothing.
     */
    record Prepared(CaseToRoute wanted, ModelOpinion opinion) {}
}
