package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.dispatch.cases.CaseProblems;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.Act;
import org.hotline12345.dispatch.cases.model.CaseChanges;
import org.hotline12345.dispatch.cases.model.Refusal;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.events.CaseEvent;

/** What commands on a work order have in common: repeatable, in one transaction, against a version. */
@ApplicationScoped
public class OrderCommands {
    private final Idempotency idempotency;
    private final Scope scope;
    private final AllowedActions actions;
    private final Cases cases;
    private final Command command;

    public OrderCommands(
            Idempotency idempotency,
            Scope scope,
            AllowedActions actions,
            Cases cases,
            Command command) {
        this.cases = cases;
        this.command = command;
        this.idempotency = idempotency;
        this.scope = scope;
        this.actions = actions;
    }

    /** The order, locked, in the caller's scope, in the version and state that the command needs. */
    public Uni<WorkOrder> lockForLead(
            Mutiny.Session session, UUID id, CommandContext context, WorkOrderCommand command) {
        return lock(session, id, scope::requireLead, context, command);
    }

    /** The same as {@link #lockForLead} for those who handle it: the lead unit or the one it was handed down to. */
    public Uni<WorkOrder> lockForHandler(
            Mutiny.Session session, UUID id, CommandContext context, WorkOrderCommand command) {
        return lock(session, id, scope::requireHandler, context, command);
    }

    private Uni<WorkOrder> lock(
            Mutiny.Session session,
            UUID id,
            Consumer<WorkOrder> inScope,
            CommandContext context,
            WorkOrderCommand command) {
        return cases.lockOrder(session, id).invoke(order -> {
            inScope.accept(order);
            context.requireVersion(order.version());
            order.require(command);
        });
    }

    /** Stores the order at the end of the transaction, and tells it: events in this order, and the feeds of the units concerned. */
    public Uni<Void> tell(
            Mutiny.Session session, WorkOrder order, CommandContext context, Instant at, CaseEvent... events) {
        var changes = new CaseChanges();
        changes.tell(order, act(context), at, events);
        return Uni.createFrom().voidItem().invoke(() -> cases.save(session, changes));
    }

    /** A command in its transaction. */
    public Uni<Response> run(Object body, Function<Mutiny.Session, Uni<Response>> work) {
        String key = command.key();
        return actions.upToDate()
                .chain(() -> idempotency.run(key, body, work))
                .onFailure(Refusal.class)
                .transform(failure -> CaseProblems.of((Refusal) failure));
    }

    /**
     * A command on an order, decided and written with those of other orders that come at the same time. The decision is made
     * outside the request: what it needs of the caller is taken before.
     */
    public Uni<Response> together(Object body, UUID orderId, Function<OrderInHand, Response> decision) {
        return together(body, cases.together(), orderId, decision);
    }

    /** The same for what is read with its order. */
    public <A> Uni<Response> together(Object body, CommandGroup<A> group, UUID id, Function<A, Response> decision) {
        String key = command.key();
        return actions.upToDate()
                .chain(() -> idempotency.run(key, body, group, id, decision))
                .onFailure(Refusal.class)
                .transform(failure -> CaseProblems.of((Refusal) failure));
    }

    /** How orders are shown to this caller, also outside the request. */
    public Function<WorkOrder, WorkOrderSummary> summaries() {
        var ofCaller = actions.detached();
        return order -> WorkOrderSummary.of(order, ofCaller);
    }

    /** The same for the cases. */
    public static Act act(CommandContext context) {
        return new Act(context.at(), context.actor(), context.imported());
    }

    /** 200 with the order. */
    public Response answer(WorkOrder order) {
        return Command.ok(summary(order), order.version());
    }

    /** The order as commands show it. */
    public WorkOrderSummary summary(WorkOrder order) {
        return WorkOrderSummary.of(order, actions);
    }
}
