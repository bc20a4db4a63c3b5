package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.dispatch.cases.CaseProblems;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.LockedOrder;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.Refusal;
import org.hotline12345.dispatch.cases.model.WorkOrder;

/** What commands on a work order have in common: repeatable, in one transaction, against a version. */
@ApplicationScoped
public class OrderCommands {
    private final Idempotency idempotency;
    private final AllowedActions actions;
    private final Cases cases;
    private final CaseSight sight;

    public OrderCommands(Idempotency idempotency, AllowedActions actions, Cases cases, CaseSight sight) {
        this.idempotency = idempotency;
        this.actions = actions;
        this.cases = cases;
        this.sight = sight;
    }

    /** A command in its transaction. */
    public Uni<Response> run(CommandContext context, Object body, Function<Mutiny.Session, Uni<Response>> work) {
        return refused(actions.upToDate().chain(() -> idempotency.run(context.key(), body, work)));
    }

    /** A command on an order that needs to know more than the order: its case is locked. */
    public Uni<Response> locked(
            CommandContext context,
            Object body,
            Cases.Part part,
            UUID id,
            Function<LockedOrder, Uni<Response>> decision) {
        return run(
                context,
                body,
                session -> cases.changeOrder(
                        session,
                        part,
                        id,
                        locked -> sight.require(session, List.of(locked.order().caseId()))
                                .chain(() -> decision.apply(locked))));
    }

    /** The same where the case, once it is locked, is enough to decide. */
    public Uni<Response> decided(
            CommandContext context, Object body, Cases.Part part, UUID id, Function<LockedOrder, Response> decision) {
        return locked(context, body, part, id, locked -> Uni.createFrom().item(() -> decision.apply(locked)));
    }

    /**
     * A command on an order, decided and written with those of other orders that come at the same time. The decision is made
     * outside the request: what it needs of the caller is taken before.
     */
    public Uni<Response> together(
            CommandContext context, Object body, UUID orderId, Function<OrderInHand, Response> decision) {
        return together(context, body, cases.together(), orderId, decision);
    }

    /** The same for several orders at once. */
    public Uni<Response> together(
            CommandContext context,
            Object body,
            Collection<UUID> orderIds,
            Function<Map<UUID, OrderInHand>, Response> decision) {
        return refused(actions.upToDate()
                .chain(() -> idempotency.run(context.key(), body, cases.together(), orderIds, decision)));
    }

    /** The same for what is read with its order. */
    public <A> Uni<Response> together(
            CommandContext context, Object body, CommandGroup<A> group, UUID id, Function<A, Response> decision) {
        return refused(actions.upToDate().chain(() -> idempotency.run(context.key(), body, group, id, decision)));
    }

    private static Uni<Response> refused(Uni<Response> answer) {
        return answer.onFailure(Refusal.class).transform(failure -> CaseProblems.of((Refusal) failure));
    }

    /** How orders are shown to this caller, also outside the request. */
    public Function<WorkOrder, WorkOrderSummary> summaries() {
        var ofCaller = actions.detached();
        return order -> WorkOrderSummary.of(order, ofCaller);
    }

    /** 200 with the order. */
    public Response answer(WorkOrder order) {
        return Command.ok(summary(order), order.version());
    }

    /** 201 with what was asked about the order. */
    public static Response asked(WorkOrder order, Object view) {
        return Command.created("/api/v1/work-orders/" + order.id(), view, order.version());
    }

    /** The order as commands show it. */
    public WorkOrderSummary summary(WorkOrder order) {
        return WorkOrderSummary.of(order, actions);
    }
}
