package org.hotline12345.dispatch.returning;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.CaseProblems;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.model.CaseSet;
import org.hotline12345.dispatch.cases.model.DispatchCase;
import org.hotline12345.dispatch.cases.model.NextUnit;
import org.hotline12345.dispatch.cases.model.TriageChoice;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
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
public class DecideReturn {
    private final Cases cases;
    private final Opinions opinions;
    private final ReturnQueries queries;

    DecideReturn(Cases cases, Opinions opinions, ReturnQueries queries) {
        this.cases = cases;
        this.opinions = opinions;
        this.queries = queries;
    }

    /**
     * The case, and what the learned model says of it, where the ruling leaves the next unit to the router; before the
     * transaction. Empty where it does not, or there is no such request.
     */
    Uni<Optional<Prepared>> prepare(UUID requestId, Ruling ruling, CommandContext context) {
        if (!ruling.granted() || ruling.toUnit() != null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return queries.caseToRoute(
                        requestId, context.at().atZone(ShanghaiTime.ZONE).toLocalDate())
                .chain(wanted -> wanted == null
                        ? Uni.createFrom().item(Optional.empty())
                        : opinions.regardless(wanted)
                                .map(opinion -> Optional.of(new Prepared(wanted, opinion.orElse(null)))));
    }

    Uni<Returned> decide(
            Mutiny.Session session, UUID requestId, Ruling ruling, Prepared prepared, CommandContext context) {
        return session.find(ReturnRequest.class, requestId)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                // the case first: a withdrawal that comes in at the same time waits, and then sees the order opened
                // here
                .chain(request -> cases.change(
                        session,
                        List.of(request.caseId),
                        set -> session.refresh(request)
                                .replaceWith(() -> decide(set, request, ruling, prepared, context))));
    }

    private static Returned decide(
            CaseSet set, ReturnRequest request, Ruling ruling, Prepared prepared, CommandContext context) {
        var returned = set.get(request.caseId);
        var order = returned.order(request.workOrderId);
        context.requireVersion(order.version());
        if (request.state != ReturnRequest.State.OPEN) {
            throw Problem.wrongState(request.state.name(), List.of());
        }
        order.require(WorkOrderCommand.DECIDE_RETURN);
        requireUpstream(returned, ruling, context);
        var returners = set.returners(List.of(request.caseId));
        RulingRule.objection(ruling.granted(), ruling.toUnit(), ruling.backToReturner(), order.unit(), returners)
                .ifPresent(objection -> refuse(objection, ruling));
        Instant at = context.notBefore(order.lastEventAt());
        var book = set.office().book();
        if (ruling.granted() && ruling.toUnit() != null) {
            DecideTriage.check(
                    book, new TriageChoice(ruling.toUnit(), List.of(), null, null, false), order.respondentUnit());
        }
        var next = ruling.granted() ? next(book, order, ruling, prepared, returners.and(order.unit())) : null;
        String to = next instanceof RoutingDecision.Dispatch dispatch ? dispatch.unit() : null;
        request.decide(ruling.granted(), to, returners.isBack(to), ruling.note(), context.actor(), at);
        return new Returned(
                request,
                order,
                returned.decideReturn(order, event(order, request, at), next, OrderCommands.act(context)));
    }

    /** A case that a platform above sent is returned only with its word; what was moved in was ruled on elsewhere. */
    private static void requireUpstream(DispatchCase returned, Ruling ruling, CommandContext context) {
        if (ruling.granted()
                && !ruling.upstreamAgreed()
                && !context.imported()
                && returned.registration().fromAbove()) {
            throw Problem.invalid("upstreamReference", "violation.upstream-agrees-first");
        }
    }

    private static void refuse(RulingRule.Objection objection, Ruling ruling) {
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
            RoutingBook book, WorkOrder order, Ruling ruling, Prepared prepared, NextUnit returners) {
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
        return new ReturnDecided(
                order.caseId(),
                order.id(),
                request.id,
                order.unit(),
                request.state == ReturnRequest.State.GRANTED,
                request.toUnit,
                request.note,
                request.decidedBy,
                at,
                request.backToReturner);
    }

    /**
     * A ruling.
     *
     * @param toUnit Where the case goes; null leaves it to the router or to triage.
     * @param backToReturner Whether it says that the case goes to a unit that returned it.
     * @param upstreamAgreed Whether it names the consent of the platform above.
     */
    record Ruling(boolean granted, String toUnit, boolean backToReturner, String note, boolean upstreamAgreed) {}

    /**
     * What the router goes by.
     *
     * @param opinion What the learned model says; null for nothing.
     */
    record Prepared(CaseToRoute wanted, ModelOpinion opinion) {}
}
