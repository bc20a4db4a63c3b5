package org.hotline12345.dispatch.extension;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deadline.DeadlineQueries;
import org.hotline12345.dispatch.extension.ExtensionResource.Done;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.events.ExtensionRequested;

/** The unit asks for more time: before the deadline only, within what the policy leaves. */
@ApplicationScoped
public class RequestExtension {
    private final OrderCommands commands;
    private final DeadlineQueries deadlines;
    private final ExtensionQueries queries;

    public RequestExtension(OrderCommands commands, DeadlineQueries deadlines, ExtensionQueries queries) {
        this.commands = commands;
        this.deadlines = deadlines;
        this.queries = queries;
    }

    Uni<Done> request(Mutiny.Session session, UUID id, int workingDays, String reason, CommandContext context) {
        return commands.lockForLead(session, id, context, WorkOrderCommand.REQUEST_EXTENSION)
                .chain(order -> queries.isPending(session, id)
                        .chain(pending -> {
                            if (pending) {
                                throw Problem.of(ExtensionProblems.PENDING);
                            }
                            return deadlines.timeLeft(session, id);
                        })
                        .chain(found -> {
                            var left = found.orElseThrow(Problem::notKnownYet);
                            Instant at = context.notBefore(order.lastEventAt());
                            ExtensionProblems.refuse(left.objection(workingDays, at), left);
                            return ask(session, order, workingDays, reason, context, at);
                        }));
    }

    private Uni<Done> ask(
            Mutiny.Session session,
            WorkOrder order,
            int workingDays,
            String reason,
            CommandContext context,
            Instant at) {
        var request = ExtensionRequest.asked(order, workingDays, reason, context.actor(), at);
        order.note(WorkOrderCommand.REQUEST_EXTENSION, at);
        return session.persist(request)
                .chain(() -> commands.tell(
                        session,
                        order,
                        context,
                        at,
                        new ExtensionRequested(
                                order.caseId(),
                                order.id(),
                                request.id,
                                order.unit(),
                                workingDays,
                                reason,
                                context.actor(),
                                at)))
                .replaceWith(() -> new Done(request, order));
    }
}
