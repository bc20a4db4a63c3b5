package org.hotline12345.dispatch.instruction;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases.Part;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deputy.ActInRole;
import org.hotline12345.dispatch.deputy.model.Role;
import org.hotline12345.dispatch.instruction.InstructionResource.InstructionBody;
import org.hotline12345.dispatch.instruction.InstructionResource.MarkBody;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.InstructionGiven;

/**
 * A leader, or the dated deputy of one, reads an order (已阅) or writes what is to be done (批示); the unit's people say that they
 * have read it. Where the unit's policy asks for it, handling waits for the leader.
 */
@ApplicationScoped
class InstructOrder {
    private final OrderCommands commands;
    private final Scope scope;
    private final ActInRole acting;
    private final InstructionStore store;

    InstructOrder(OrderCommands commands, Scope scope, ActInRole acting, InstructionStore store) {
        this.commands = commands;
        this.scope = scope;
        this.acting = acting;
        this.store = store;
    }

    /** Writes an instruction; whoever instructs has read the order. */
    Uni<Response> instruct(UUID orderId, InstructionBody body, CommandContext context) {
        return asLeader(orderId, WorkOrderCommand.INSTRUCT, body, context, (inHand, principal) -> {
            var order = inHand.order();
            Instant at = inHand.at(context);
            var given = new InstructionStore.Instruction(
                    UuidV7.next(), orderId, body.text(), body.due(), context.actor(), principal, at);
            order.instruct(at);
            inHand.tell(
                    context,
                    at,
                    new InstructionGiven(
                            order.caseId(),
                            orderId,
                            given.id(),
                            order.unit(),
                            body.text(),
                            body.due(),
                            context.actor(),
                            at,
                            principal));
            inHand.with(writes -> store.insert(writes, given));
        });
    }

    /** Leaves a read mark. */
    Uni<Response> markRead(UUID orderId, MarkBody body, CommandContext context) {
        return asLeader(orderId, WorkOrderCommand.MARK_READ, body, context, (inHand, principal) -> {
            Instant at = inHand.at(context);
            var mark = new InstructionStore.Mark(orderId, context.actor(), principal, at);
            inHand.order().markRead(at);
            inHand.tell(context, at);
            inHand.with(writes -> store.insert(writes, mark));
        });
    }

    /** Somebody of the unit, or of the one it was handed down to, has read the instruction; a repeat changes nothing. */
    Uni<Response> readInstruction(UUID instruction, MarkBody body, CommandContext context) {
        return commands.decided(context, body, Part.INSTRUCTION, instruction, locked -> {
            scope.requireHandler(locked.inHand());
            context.requireHand(locked.order().imported(), Roles.OF_UNITS);
            var reading = new InstructionStore.Reading(instruction, context.actor(), context.at());
            locked.inHand().with(writes -> store.insert(writes, reading));
            return commands.answer(locked.order());
        });
    }

    /** What is to be done, and for whom if a deputy does it; null for the leader's own hand. */
    private Uni<Response> asLeader(
            UUID orderId,
            WorkOrderCommand command,
            Object body,
            CommandContext context,
            BiConsumer<OrderInHand, String> step) {
        return commands.locked(context, body, Part.ORDER, orderId, locked -> {
            var order = locked.order();
            scope.requireLead(locked.inHand());
            return acting.require(
                            locked.session(),
                            Role.UNIT_LEADER,
                            null,
                            order.unit(),
                            context.at(),
                            scope.movesIn(locked.inHand()))
                    .map(hand -> {
                        locked.inHand().require(command, context);
                        step.accept(locked.inHand(), hand.onBehalfOf());
                        return commands.answer(order);
                    });
        });
    }
}
