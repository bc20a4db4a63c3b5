package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.events.WorkOrderSigned;

/** The unit takes an order, and says who handles it. */
@ApplicationScoped
class TakeOrder {
    private final OrderCommands commands;
    private final Scope scope;

    TakeOrder(OrderCommands commands, Scope scope) {
        this.commands = commands;
        this.scope = scope;
    }

    /** The lead unit signs. */
    Uni<Response> sign(UUID orderId, Object body, CommandContext context) {
        var ofCaller = scope.detached();
        var summaries = commands.summaries();
        return commands.together(body, orderId, inHand -> {
            var order = inHand.order();
            ofCaller.requireLead(order);
            context.requireVersion(order.version());
            order.require(WorkOrderCommand.SIGN);
            var at = context.notBefore(order.lastEventAt());
            order.sign(context.actor(), at);
            inHand.changes()
                    .tell(
                            order,
                            OrderCommands.act(context),
                            at,
                            new WorkOrderSigned(order.caseId(), order.id(), order.unit(), context.actor(), at));
            return Command.ok(summaries.apply(order), order.version());
        });
    }

    /** Whoever handles it says who of its people does. */
    Uni<Response> assign(UUID orderId, String subject, Object body, CommandContext context) {
        var ofCaller = scope.detached();
        var summaries = commands.summaries();
        return commands.together(body, orderId, inHand -> {
            var order = inHand.order();
            ofCaller.requireHandler(order);
            context.requireVersion(order.version());
            order.require(WorkOrderCommand.ASSIGN);
            var at = context.notBefore(order.lastEventAt());
            order.assign(subject, context.actor(), at);
            inHand.changes().tell(order, OrderCommands.act(context), at);
            return Command.ok(summaries.apply(order), order.version());
        });
    }
}
