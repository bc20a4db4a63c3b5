package org.hotline12345.dispatch.recall;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases.Part;
import org.hotline12345.dispatch.cases.LockedOrder;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.TriageChoice;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.recall.RecallResource.View;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.dispatch.triage.DecideTriage;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.events.DecidedBy;

/**
 * A dispatcher or supervisor takes an order from its unit before a reply is issued (撤单): the case goes to another unit at once (改派), or
 * back to triage. Requests, questions and a reply under review end with the order.
 */
@ApplicationScoped
class RecallOrder {
    private final OrderCommands commands;

    RecallOrder(OrderCommands commands) {
        this.commands = commands;
    }

    /** Back to triage. */
    Uni<Response> recall(UUID orderId, Object body, String reason, CommandContext context) {
        return commands.decided(context, body, Part.ORDER, orderId, locked -> {
            locked.inHand().require(WorkOrderCommand.RECALL, context);
            var order = locked.order();
            String unit = locked.cases().office().book().unitName(order.unit());
            var triage = new RoutingDecision.Triage(order.assignment().area(), "从" + unit + "撤单：" + reason, List.of());
            return recalled(locked, null, reason, triage, context);
        });
    }

    /** To another unit; not to one that returned the case, unless it is said so. */
    Uni<Response> redirect(UUID orderId, Object body, TriageChoice to, String reason, CommandContext context) {
        return commands.decided(context, body, Part.ORDER, orderId, locked -> {
            locked.inHand().require(WorkOrderCommand.REDIRECT, context);
            var order = locked.order();
            var set = locked.cases();
            if (to.unit().equals(order.unit())) {
                throw Problem.invalid("unit", "violation.redirected-to-same-unit");
            }
            DecideTriage.check(set.office(), to, locked.of().facts().accused());
            set.requireNotReturnedBy(to.unit(), List.of(order.caseId()), to.backToReturner());
            var dispatch = new RoutingDecision.Dispatch(
                    to.unit(),
                    to.coUnits(),
                    to.category() != null ? to.category() : order.assignment().category(),
                    order.assignment().area(),
                    DecidedBy.CLERK,
                    "撤单改派：" + set.office().book().unitName(to.unit()) + "。" + reason,
                    List.of());
            return recalled(locked, to.unit(), reason, dispatch, context);
        });
    }

    private Response recalled(
            LockedOrder locked, String toUnit, String reason, RoutingDecision next, CommandContext context) {
        WorkOrder order = locked.order();
        WorkOrder following = locked.of().recall(order, toUnit, reason, next, OrderInHand.act(context));
        return Command.ok(
                new View(commands.summary(order), following == null ? null : commands.summary(following)),
                order.version());
    }
}
