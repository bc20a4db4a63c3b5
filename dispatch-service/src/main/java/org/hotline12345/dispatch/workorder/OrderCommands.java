package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;

/** What commands on a work order have in common: repeatable, in one transaction, against a version. */
@ApplicationScoped
public class OrderCommands {
    private final Idempotency idempotency;
    private final WorkOrders orders;
    private final Scope scope;
    private final AllowedActions actions;

    public OrderCommands(Idempotency idempotency, WorkOrders orders, Scope scope, AllowedActions actions) {
        this.idempotency = idempotency;
        this.orders = orders;
        this.scope = scope;
        this.actions = actions;
    }

    /** A command of the lead unit that answers with the order. */
    public Uni<Response> byLead(
            UUID id, Sent sent, WorkOrderCommand command, BiFunction<Mutiny.Session, WorkOrder, Uni<Void>> work) {
        return answered(sent, session -> lockForLead(session, id, sent, command), work);
    }

    /** A command of whoever handles it, the lead unit or one below, that answers with the order. */
    public Uni<Response> byHandler(
            UUID id, Sent sent, WorkOrderCommand command, BiFunction<Mutiny.Session, WorkOrder, Uni<Void>> work) {
        return answered(sent, session -> lockForHandler(session, id, sent, command), work);
    }

    /** The order, locked, in the caller's scope, in the version and state that the command needs. */
    public Uni<WorkOrder> lockForLead(Mutiny.Session session, UUID id, Sent sent, WorkOrderCommand command) {
        return lock(session, id, scope::requireLead, sent, command);
    }

    /** The same as {@link #lockForLead} for those who handle it: the lead unit or the one it was handed down to. */
    public Uni<WorkOrder> lockForHandler(Mutiny.Session session, UUID id, Sent sent, WorkOrderCommand command) {
        return lock(session, id, scope::requireHandler, sent, command);
    }

    private Uni<WorkOrder> lock(
            Mutiny.Session session, UUID id, Consumer<WorkOrder> inScope, Sent sent, WorkOrderCommand command) {
        return orders.lock(session, id).invoke(order -> {
            inScope.accept(order);
            ETags.check(sent.ifMatch(), order.version());
            order.require(command);
        });
    }

    private Uni<Response> answered(
            Sent sent,
            Function<Mutiny.Session, Uni<WorkOrder>> lock,
            BiFunction<Mutiny.Session, WorkOrder, Uni<Void>> work) {
        return run(
                sent,
                session -> lock.apply(session)
                        .chain(order -> work.apply(session, order).replaceWith(() -> answer(order))));
    }

    /** A command in its transaction. */
    public Uni<Response> run(Sent sent, Function<Mutiny.Session, Uni<Response>> work) {
        return actions.upToDate().chain(() -> idempotency.run(sent.key(), sent.body(), work));
    }

    /** 200 with the order. */
    public Response answer(WorkOrder order) {
        return Response.ok(WorkOrderSummary.of(order, actions))
                .header("ETag", ETags.tag(order.version()))
                .build();
    }

    /** 201 with something of the order that was made; the tag is the order's. */
    public Response created(String location, Object made, WorkOrder order) {
        return Response.status(Response.Status.CREATED)
                .header("Location", "/api/v1/" + location)
                .header("ETag", ETags.tag(order.version()))
                .entity(made)
                .build();
    }

    /** 200 with something of the order that was changed; the tag is the order's. */
    public Response changed(Object changed, WorkOrder order) {
        return Response.ok(changed).header("ETag", ETags.tag(order.version())).build();
    }

    /** The order as commands show it. */
    public WorkOrderSummary summary(WorkOrder order) {
        return WorkOrderSummary.of(order, actions);
    }

    /**
     * What came with the command.
     *
     * @param key Idempotency-Key. May be null.
     * @param ifMatch If-Match. May be null.
     * @param body The body, for telling repeats from other commands. May be null.
     */
    public record Sent(String key, String ifMatch, Object body) {}
}
