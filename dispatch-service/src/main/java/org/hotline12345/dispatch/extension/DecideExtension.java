package org.hotline12345.dispatch.extension;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deadline.DeadlineQueries;
import org.hotline12345.dispatch.extension.ExtensionResource.Done;
import org.hotline12345.events.ExtensionDecided;

/** A dispatcher grants or refuses more time; granted time is counted by followup. */
@ApplicationScoped
public class DecideExtension {
    private final OrderCommands commands;
    private final Cases cases;
    private final DeadlineQueries deadlines;

    public DecideExtension(OrderCommands commands, Cases cases, DeadlineQueries deadlines) {
        this.commands = commands;
        this.cases = cases;
        this.deadlines = deadlines;
    }

    Uni<Done> decide(
            Mutiny.Session session,
            UUID requestId,
            boolean granted,
            Integer workingDays,
            String note,
            CommandContext context) {
        return cases.lockOrderOf(session, Cases.Part.EXTENSION_REQUEST, requestId)
                .chain(order -> session.find(ExtensionRequest.class, requestId).chain(request -> {
                    context.requireVersion(order.version());
                    if (request.state != ExtensionRequest.State.OPEN) {
                        throw Problem.wrongState(request.state.name(), List.of());
                    }
                    order.require(WorkOrderCommand.DECIDE_EXTENSION);
                    Instant at = context.notBefore(order.lastEventAt());
                    int days = workingDays == null ? request.workingDays : workingDays;
                    if (!granted) {
                        return rule(session, order, request, false, 0, note, context, at);
                    }
                    return deadlines.timeLeft(session, order.id()).chain(left -> {
                        // asked for in time is enough; how much is left counts now
                        left.ifPresent(l -> ExtensionProblems.refuse(l.objection(days, request.requestedAt), l));
                        return rule(session, order, request, true, days, note, context, at);
                    });
                }));
    }

    private Uni<Done> rule(
            Mutiny.Session session,
            WorkOrder order,
            ExtensionRequest request,
            boolean granted,
            int days,
            String note,
            CommandContext context,
            Instant at) {
        request.decide(granted, days, note, context.actor(), at);
        order.note(WorkOrderCommand.DECIDE_EXTENSION, at);
        return commands.tell(
                        session,
                        order,
                        context,
                        at,
                        new ExtensionDecided(
                                order.caseId(),
                                order.id(),
                                request.id,
                                order.unit(),
                                granted,
                                days,
                                note,
                                context.actor(),
                                at))
                .replaceWith(() -> new Done(request, order));
    }
}
