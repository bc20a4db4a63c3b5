package org.hotline12345.dispatch.instruction;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deputy.ActInRole;
import org.hotline12345.dispatch.deputy.model.Hand;
import org.hotline12345.dispatch.deputy.model.Role;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.dispatch.workorder.WorkOrders;
import org.hotline12345.events.InstructionGiven;

/**
 * A leader, or the dated deputy of one, reads an order (已阅) or writes what is to be done (批示); the unit's people say that they
 * have read it. Where the unit's policy asks for it, handling waits for the leader.
 */
@ApplicationScoped
public class InstructOrder {
    private static final String INSERT = """
            insert into instruction (id, work_order_id, text, due, given_by, on_behalf_of, given_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String MARK = """
            insert into leader_mark (work_order_id, subject, on_behalf_of, read_at)
            values ($1, $2, $3, $4)
            on conflict do nothing
            """;
    private static final String READING = """
            insert into instruction_reading (instruction_id, subject, read_at)
            values ($1, $2, $3)
            on conflict do nothing
            """;

    private final WorkOrders orders;
    private final Scope scope;
    private final ActInRole acting;

    public InstructOrder(WorkOrders orders, Scope scope, ActInRole acting) {
        this.orders = orders;
        this.scope = scope;
        this.acting = acting;
    }

    /** Writes an instruction; whoever instructs has read the order. */
    Uni<WorkOrder> instruct(Mutiny.Session session, UUID id, Sent sent, String text, LocalDate due, Doing doing) {
        return locked(session, id, sent, WorkOrderCommand.INSTRUCT, doing).chain(locked -> {
            var order = locked.order();
            Instant at = doing.notBefore(order.lastEventAt());
            String principal = locked.hand().onBehalfOf();
            order.instruct(at);
            UUID instruction = UuidV7.next();
            return Sql.on(session)
                    .update(INSERT, instruction, id, text, due, doing.actor(), principal, at)
                    .chain(() -> Sql.on(session).update(MARK, id, doing.actor(), principal, at))
                    .chain(() -> orders.tell(
                            session,
                            order,
                            doing,
                            at,
                            new InstructionGiven(
                                    order.caseId(),
                                    id,
                                    instruction,
                                    order.unit(),
                                    text,
                                    due,
                                    doing.actor(),
                                    at,
                                    principal)))
                    .replaceWith(order);
        });
    }

    /** Leaves a read mark. */
    Uni<WorkOrder> markRead(Mutiny.Session session, UUID id, Sent sent, Doing doing) {
        return locked(session, id, sent, WorkOrderCommand.MARK_READ, doing).chain(locked -> {
            var order = locked.order();
            Instant at = doing.notBefore(order.lastEventAt());
            order.markRead(at);
            return Sql.on(session)
                    .update(MARK, id, doing.actor(), locked.hand().onBehalfOf(), at)
                    .chain(() -> orders.tell(session, order, doing, at))
                    .replaceWith(order);
        });
    }

    /** Somebody of the unit, or of the one it was handed down to, has read the instruction; a repeat changes nothing. */
    Uni<WorkOrder> readInstruction(Mutiny.Session session, UUID instruction, Doing doing) {
        return orders.lockOf(session, Cases.Part.INSTRUCTION, instruction).chain(order -> {
            scope.requireHandler(order);
            return Sql.on(session)
                    .update(READING, instruction, doing.actor(), doing.at())
                    .replaceWith(order);
        });
    }

    private Uni<Locked> locked(Mutiny.Session session, UUID id, Sent sent, WorkOrderCommand command, Doing doing) {
        return orders.lock(session, id).chain(order -> {
            scope.requireLead(order);
            return acting.require(session, Role.UNIT_LEADER, null, order.unit(), doing.at())
                    .map(hand -> {
                        ETags.check(sent.ifMatch(), order.version());
                        order.require(command);
                        return new Locked(order, hand);
                    });
        });
    }

    private record Locked(WorkOrder order, Hand hand) {}
}
