package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.masterdata.people.Directory;
import org.hotline12345.events.WorkOrderSigned;

/** The unit takes an order, and says who handles it. */
@ApplicationScoped
public class TakeOrder {
    private final OrderCommands commands;
    private final Scope scope;
    private final Directory people;

    TakeOrder(OrderCommands commands, Scope scope, Directory people) {
        this.commands = commands;
        this.scope = scope;
        this.people = people;
    }

    /** The lead unit signs. */
    Uni<Response> sign(UUID orderId, Object body, CommandContext context) {
        var ofCaller = scope.detached();
        var summaries = commands.summaries();
        return commands.together(context, body, orderId, inHand -> {
            var order = inHand.order();
            ofCaller.requireLead(inHand);
            sign(inHand, context);
            return Command.ok(summaries.apply(order), order.version());
        });
    }

    /** An order that the caller's unit leads is signed. */
    public void sign(OrderInHand inHand, CommandContext context) {
        var order = inHand.order();
        inHand.require(WorkOrderCommand.SIGN, context);
        var at = inHand.at(context);
        order.sign(context.actor(), at);
        inHand.tell(context, at, new WorkOrderSigned(order.caseId(), order.id(), order.unit(), context.actor(), at));
    }

    /** Whoever handles it says who of its people does. */
    Uni<Response> assign(UUID orderId, String subject, Object body, CommandContext context) {
        var ofCaller = scope.detached();
        var summaries = commands.summaries();
        return commands.together(context, body, orderId, inHand -> {
            var order = inHand.order();
            ofCaller.requireHandler(inHand);
            inHand.require(WorkOrderCommand.ASSIGN, context);
            if (!context.imported()) {
                people.requireOf("subject", subject, order.unit(), order.handlingUnit());
            }
            var at = inHand.at(context);
            order.assign(subject, context.actor(), at);
            inHand.tell(context, at);
            return Command.ok(summaries.apply(order), order.version());
        });
    }
}
