package org.hotline12345.dispatch.extension;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deadline.Deadlines;
import org.hotline12345.dispatch.extension.ExtensionResource.Done;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.dispatch.workorder.WorkOrders;
import org.hotline12345.events.ExtensionRequested;

/** The unit asks for more time: before the deadline only, within what the policy leaves. */
@ApplicationScoped
public class RequestExtension {
    private final OrderCommands commands;
    private final WorkOrders orders;
    private final Deadlines deadlines;

    public RequestExtension(OrderCommands commands, WorkOrders orders, Deadlines deadlines) {
        this.commands = commands;
        this.orders = orders;
        this.deadlines = deadlines;
    }

    Uni<Done> request(Mutiny.Session session, UUID id, Sent sent, int workingDays, String reason, Doing doing) {
        return commands.lockForLead(session, id, sent, WorkOrderCommand.REQUEST_EXTENSION)
                .chain(order -> Sql.on(session)
                        .first("""
                                select exists (
                                  select from extension_request where work_order_id = $1 and state = 'OPEN') as pending
                                """, id)
                        .chain(row -> {
                            if (row.getBoolean("pending")) {
                                throw Problem.of(ExtensionProblems.PENDING);
                            }
                            return deadlines.timeLeft(session, id);
                        })
                        .chain(found -> {
                            var left = found.orElseThrow(Problem::notKnownYet);
                            Instant at = doing.notBefore(order.lastEventAt());
                            ExtensionProblems.refuse(left.objection(workingDays, at), left);
                            return ask(session, order, workingDays, reason, doing, at);
                        }));
    }

    private Uni<Done> ask(
            Mutiny.Session session, WorkOrder order, int workingDays, String reason, Doing doing, Instant at) {
        var request = ExtensionRequest.asked(order, workingDays, reason, doing.actor(), at);
        order.note(WorkOrderCommand.REQUEST_EXTENSION, at);
        return session.persist(request)
                .chain(() -> orders.tell(
                        session,
                        order,
                        doing,
                        at,
                        new ExtensionRequested(
                                order.caseId(),
                                order.id(),
                                request.id,
                                order.unit(),
                                workingDays,
                                reason,
                                doing.actor(),
                                at)))
                .replaceWith(() -> new Done(request, order));
    }
}
