package org.hotline12345.dispatch.inbox;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.dispatch.workorder.TakeOrder;

/**
 * A unit takes many orders at once: each that still waits is signed, in one transaction, and of each other it is said where it stands. An
 * order that is not the unit's is named to nobody: then nothing is signed.
 */
@ApplicationScoped
class SignMany {
    private final OrderCommands commands;
    private final Scope scope;
    private final TakeOrder takeOrder;

    SignMany(OrderCommands commands, Scope scope, TakeOrder takeOrder) {
        this.commands = commands;
        this.scope = scope;
        this.takeOrder = takeOrder;
    }

    Uni<Response> sign(String unit, List<UUID> orderIds, Object body, CommandContext context) {
        scope.requireListReader(unit);
        var ofCaller = scope.detached();
        return commands.together(context, body, orderIds, found -> {
            var signed = new ArrayList<UUID>();
            var others = new ArrayList<InboxResource.NotSigned>();
            for (UUID id : orderIds.stream().distinct().toList()) {
                OrderInHand inHand = found.get(id);
                ofCaller.requireLead(inHand);
                if (inHand.order().allows(WorkOrderCommand.SIGN)) {
                    takeOrder.sign(inHand, context);
                    signed.add(id);
                } else {
                    others.add(new InboxResource.NotSigned(
                            id, inHand.order().of().caseNumber(), inHand.order().state()));
                }
            }
            return Response.ok(new InboxResource.Signed(signed, others)).build();
        });
    }
}
