package org.hotline12345.dispatch.instruction;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deputy.ActInRole;
import org.hotline12345.dispatch.deputy.model.Hand;
import org.hotline12345.dispatch.deputy.model.Role;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.InstructionGiven;

/**
 * A leader, or the dated deputy of one, reads an order (已阅) or writes what is to be done (批示); the unit's people say that they
 * have read it. Where the unit's policy asks for it, handling waits for the leader.
 */
@ApplicationScoped
public class InstructOrder {
    private final OrderCommands commands;
    private final Cases cases;
    private final Scope scope;
    private final ActInRole acting;
    private final InstructionStore store;

    public InstructOrder(OrderCommands commands, Cases cases, Scope scope, ActInRole acting, InstructionStore store) {
        this.commands = commands;
        this.cases = cases;
        this.scope = scope;
        this.acting = acting;
        this.store = store;
    }

    /** Writes an instruction; whoever instructs has read the order. */
    Uni<WorkOrder> instruct(Mutiny.Session session, UUID id, String text, LocalDate due, CommandContext context) {
        return locked(session, id, WorkOrderCommand.INSTRUCT, context).chain(locked -> {
            var order = locked.order();
            Instant at = context.notBefore(order.lastEventAt());
            String principal = locked.hand().onBehalfOf();
            order.instruct(at);
            UUID instruction = UuidV7.next();
            return store.insert(
 session,
                            new InstructionStore.Instruction(
                                    instruction, id, text, due, context.actor(), principal, at))
                    .chain(() -> commands.tell(
                            session,
                            order,
                            context,
                            at,
                            new InstructionGiven(
                                    order.caseId(),
                                    id,
                                    instruction,
                                    order.unit(),
                                    text,
                                    due,
                                    context.actor(),
                                    at,
                                    principal)))
                    .replaceWith(order);
        });
    }

    /** Leaves a read mark. */
    Uni<WorkOrder> markRead(Mutiny.Session session, UUID id, CommandContext context) {
        return locked(session, id, WorkOrderCommand.MARK_READ, context).chain(locked -> {
            var order = locked.order();
            Instant at = context.notBefore(order.lastEventAt());
            order.markRead(at);
            return store.insert(
 session,
                            new InstructionStore.Mark(
                                    id, context.actor(), locked.hand().onBehalfOf(), at))
                    .chain(() -> commands.tell(session, order, context, at))
                    .replaceWith(order);
        });
    }

    /** Somebody of the unit, or of the one it was handed down to, has read the instruction; a repeat changes nothing. */
    Uni<WorkOrder> readInstruction(Mutiny.Session session, UUID instruction, CommandContext context) {
        return cases.lockOrderOf(session, Cases.Part.INSTRUCTION, instruction).chain(order -> {
            scope.requireHandler(order);
            return store.insert(
 session, new InstructionStore.Reading(instruction, context.actor(), context.at()))
                    .replaceWith(order);
        });
    }

    private Uni<Locked> locked(Mutiny.Session session, UUID id, WorkOrderCommand command, CommandContext context) {
        return cases.lockOrder(session, id).chain(order -> {
            scope.requireLead(order);
            return acting.require(session, Role.UNIT_LEADER, null, order.unit(), context.at())
                    .map(hand -> {
                        context.requireVersion(order.version());
                        order.require(command);
                        return new Locked(order, hand);
                    });
        });
    }

    private record Locked(WorkOrder order, Hand hand) {}
}
