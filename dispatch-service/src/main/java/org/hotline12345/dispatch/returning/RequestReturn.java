package org.hotline12345.dispatch.returning;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deadline.DeadlineQueries;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.events.ReturnReason;
import org.hotline12345.events.ReturnRequested;

/** The unit says it is not responsible, within the window that comes with the deadline. */
@ApplicationScoped
public class RequestReturn {
    private final OrderCommands commands;
    private final DeadlineQueries deadlines;
    private final OfficeCopy office;

    RequestReturn(OrderCommands commands, DeadlineQueries deadlines, OfficeCopy office) {
        this.commands = commands;
        this.deadlines = deadlines;
        this.office = office;
    }

    Uni<Returned> request(
            Mutiny.Session session,
            UUID id,
            ReturnReason reasonCode,
            String reason,
            String suggestedUnit,
            CommandContext context) {
        if (suggestedUnit != null && office.unit(suggestedUnit).isEmpty()) {
            throw Problem.invalid("suggestedUnit", "violation.unknown-unit", suggestedUnit);
        }
        return commands.lockForLead(session, id, context, WorkOrderCommand.REQUEST_RETURN)
                .chain(order -> deadlines.returnWindow(session, id).chain(window -> {
                    Instant at = context.notBefore(order.lastEventAt());
                    if (!window.allows(at)) {
                        throw Problem.of(
                                ReturnProblems.TOO_LATE,
                                ShanghaiTime.of(window.until()).toString());
                    }
                    var request = ReturnRequest.asked(order, reasonCode, reason, suggestedUnit, context.actor(), at);
                    order.requestReturn(at);
                    var event = new ReturnRequested(
                            order.caseId(),
                            id,
                            request.id,
                            order.unit(),
                            reason,
                            suggestedUnit,
                            context.actor(),
                            at,
                            reasonCode);
                    return session.persist(request)
                            .chain(() -> commands.tell(session, order, context, at, event))
                            .replaceWith(() -> new Returned(request, order, null));
                }));
    }
}
