package org.hotline12345.dispatch.returning;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.cases.model.NextUnit;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.returning.model.RulingRule;
import org.hotline12345.dispatch.routing.Opinions;
import org.hotline12345.dispatch.routing.RoutingBooks;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.ModelOpinion;
import org.hotline12345.dispatch.routing.model.Router;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.dispatch.triage.DecideTriage;
import org.hotline12345.dispatch.triage.TriageQueue;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.EarlierReturns;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.dispatch.workorder.RegisteredCase;
import org.hotline12345.dispatch.workorder.WorkOrder;
import org.hotline12345.dispatch.workorder.WorkOrders;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ReturnDecided;

/**
 * A dispatcher rules on a return. Granted, the order ends and the case goes to the next unit, or to triage, in the same
 * transaction; refused, the first unit dispatched handles it (首接负责).
 */
@ApplicationScoped
public class DecideReturn {
    private static final String CASE = """
            select c.title, c.text, c.category, c.area, c.address, c.respondent_unit
            from return_request r
            join registered_case c on c.case_id = r.case_id
            where r.id = $1
            """;

    private final WorkOrders orders;
    private final TriageQueue queue;
    private final RoutingBooks books;
    private final Opinions opinions;
    private final EarlierReturns returns;
    private final Pool pool;

    public DecideReturn(
            WorkOrders orders,
            TriageQueue queue,
            RoutingBooks books,
            Opinions opinions,
            EarlierReturns returns,
            Pool pool) {
        this.orders = orders;
        this.queue = queue;
        this.books = books;
        this.opinions = opinions;
        this.returns = returns;
        this.pool = pool;
    }

    /** What the learned model says of the case where the ruling leaves the next unit to the router; before the transaction. */
    Uni<Optional<ModelOpinion>> opinion(UUID requestId, Ruling ruling, Doing doing) {
        return !ruling.granted() || ruling.toUnit() != null
                ? Uni.createFrom().item(Optional.empty())
                : Sql.on(pool)
                        .first(CASE, requestId)
                        .chain(row -> row == null
                                ? Uni.createFrom().item(Optional.empty())
                                : opinions.regardless(new CaseToRoute(
                                        row.getString("title"),
                                        row.getString("text"),
                                        row.getString("category"),
                                        row.getString("area"),
                                        row.getString("address"),
                                        row.getString("respondent_unit"),
                                        null,
                                        day(doing.at()))));
    }

    Uni<Returned> decide(
            Mutiny.Session session,
            UUID requestId,
            Sent sent,
            Ruling ruling,
            Optional<ModelOpinion> opinion,
            Doing doing) {
        // the case first: a withdrawal that comes in at the same time waits, and then sees the order opened here
        return orders.lockWithCase(session, WorkOrders.Part.RETURN_REQUEST, requestId)
                .chain(locked -> session.find(ReturnRequest.class, requestId).chain(request -> {
                    WorkOrder order = locked.order();
                    ETags.check(sent.ifMatch(), order.version());
                    if (request.state != ReturnRequest.State.OPEN) {
                        throw Problem.wrongState(request.state.name(), List.of());
                    }
                    order.require(WorkOrderCommand.DECIDE_RETURN);
                    requireUpstream(locked.registered(), ruling, doing);
                    return returns.of(session, order.caseId()).chain(next -> {
                        RulingRule.objection(
                                        ruling.granted(), ruling.toUnit(), ruling.backToReturner(), order.unit(), next)
                                .ifPresent(objection -> refuse(objection, ruling));
                        Instant at = doing.notBefore(order.lastEventAt());
                        return ruling.granted()
                                ? grant(
                                        session,
                                        locked.registered(),
                                        order,
                                        request,
                                        ruling,
                                        opinion.orElse(null),
                                        next,
                                        doing,
                                        at)
                                : refuse(session, order, request, ruling.note(), doing, at);
                    });
                }));
    }

    /** A case that a platform above sent is returned only with its word; what was moved in was ruled on elsewhere. */
    private static void requireUpstream(RegisteredCase registered, Ruling ruling, Doing doing) {
        if (ruling.granted() && !ruling.upstreamAgreed() && !doing.history() && registered.fromAbove()) {
            throw Problem.invalid("upstreamReference", "violation.upstream-agrees-first");
        }
    }

    private static void refuse(RulingRule.Objection objection, Ruling ruling) {
        switch (objection) {
            case REFUSED_BUT_MOVED -> throw Problem.invalid("toUnit", "violation.refused-but-moved");
            case SAME_UNIT -> throw Problem.invalid("toUnit", "violation.returned-to-same-unit");
            case RETURNED_BEFORE -> throw Problem.of(EarlierReturns.RETURNED_BEFORE, ruling.toUnit());
        }
    }

    private Uni<Returned> refuse(
            Mutiny.Session session, WorkOrder order, ReturnRequest request, String note, Doing doing, Instant at) {
        order.decideReturn(false, at);
        request.decide(false, null, false, note, doing.actor(), at);
        return orders.tell(session, order, doing, at, event(order, request, doing, at))
                .replaceWith(() -> new Returned(request, order, null));
    }

    private Uni<Returned> grant(
            Mutiny.Session session,
            RegisteredCase registered,
            WorkOrder order,
            ReturnRequest request,
            Ruling ruling,
            ModelOpinion opinion,
            NextUnit returners,
            Doing doing,
            Instant at) {
        return books.current(Sql.on(session)).chain(book -> {
            if (ruling.toUnit() != null) {
                DecideTriage.check(
                        book,
                        new DecideTriage.Choice(ruling.toUnit(), List.of(), null, null, false),
                        registered.respondentUnit());
            }
            var decision = next(book, registered, order, ruling, opinion, returners.and(order.unit()), at);
            String to = decision instanceof RoutingDecision.Dispatch dispatch ? dispatch.unit() : null;
            order.decideReturn(true, at);
            request.decide(true, to, returners.isBack(to), ruling.note(), doing.actor(), at);
            var decided = event(order, request, doing, at);
            // the old order must be closed in the database before the new one is opened
            return session.flush()
                    .chain(() -> decision instanceof RoutingDecision.Dispatch dispatch
                            ? give(session, registered, order, dispatch, decided, doing, at)
                            : toTriage(session, order, (RoutingDecision.Triage) decision, decided, doing, at))
                    .map(following -> new Returned(request, order, following));
        });
    }

    private Uni<WorkOrder> give(
            Mutiny.Session session,
            RegisteredCase registered,
            WorkOrder order,
            RoutingDecision.Dispatch to,
            ReturnDecided decided,
            Doing doing,
            Instant at) {
        var assignment = new Assignment(
                to.unit(),
                to.coUnits(),
                to.category(),
                to.area(),
                to.decidedBy(),
                to.reason(),
                order.round(),
                DispatchCause.AFTER_RETURN,
                order.id(),
                to.confidence(),
                to.modelVersion());
        return orders.give(session, registered, assignment, at)
                .call(following -> orders.tell(
                        session,
                        List.of(order, following),
                        doing,
                        List.of(decided, WorkOrders.dispatched(following)),
                        at));
    }

    private Uni<WorkOrder> toTriage(
            Mutiny.Session session,
            WorkOrder order,
            RoutingDecision.Triage decision,
            ReturnDecided decided,
            Doing doing,
            Instant at) {
        var entry = TriageQueue.Entry.of(
                order.caseId(), decision, order.round(), DispatchCause.AFTER_RETURN, order.id(), at);
        return queue.add(session, List.of(entry))
                .chain(() ->
                        orders.tell(session, List.of(order), doing, List.of(decided, TriageQueue.event(entry)), at))
                .replaceWith((WorkOrder) null);
    }

    /**
     * The unit the dispatcher named, or what the router says now, catalogue, words and model, unless that is a unit that returned
     * it: then a dispatcher chooses among the others.
     */
    private static RoutingDecision next(
            RoutingBook book,
            RegisteredCase registered,
            WorkOrder order,
            Ruling ruling,
            ModelOpinion opinion,
            NextUnit returners,
            Instant at) {
        String toUnit = ruling.toUnit();
        if (toUnit != null) {
            return new RoutingDecision.Dispatch(
                    toUnit,
                    List.of(),
                    order.category(),
                    order.area(),
                    DecidedBy.CLERK,
                    "退单获准,派单员改派:" + book.unitName(toUnit) + "。" + ruling.note(),
                    List.of());
        }
        var router = new Router(book);
        var wanted = new CaseToRoute(
                registered.title(),
                registered.text(),
                registered.category(),
                registered.area(),
                registered.address(),
                registered.respondentUnit(),
                null,
                day(at));
        var decision = router.route(wanted, opinion);
        if (decision instanceof RoutingDecision.Dispatch dispatch && !returners.isBack(dispatch.unit())) {
            return dispatch.apartFrom(returners::isBack);
        }
        return new RoutingDecision.Triage(
                decision.area(),
                "退单获准,原派" + book.unitName(order.unit()) + ",需重新确定承办单位",
                router.suggestions(wanted, opinion, returners::isBack),
                opinion == null ? null : opinion.version());
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ShanghaiTime.ZONE).toLocalDate();
    }

    private static ReturnDecided event(WorkOrder order, ReturnRequest request, Doing doing, Instant at) {
        return new ReturnDecided(
                order.caseId(),
                order.id(),
                request.id,
                order.unit(),
                request.state == ReturnRequest.State.GRANTED,
                request.toUnit,
                request.note,
                doing.actor(),
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
}
