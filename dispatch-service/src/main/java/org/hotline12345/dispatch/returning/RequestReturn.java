package org.hotline12345.dispatch.returning;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.Cases.Part;
import org.hotline12345.dispatch.cases.LockedOrder;
import org.hotline12345.dispatch.cases.model.Asked;
import org.hotline12345.dispatch.cases.model.Ruling;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deadline.DeadlineQueries;
import org.hotline12345.dispatch.deadline.model.ReturnWindow;
import org.hotline12345.dispatch.returning.ReturnResource.RequestBody;
import org.hotline12345.dispatch.returning.ReturnResource.View;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.ReturnRequested;

/** The unit says it is not responsible, within the window that comes with the deadline. */
@ApplicationScoped
class RequestReturn {
    private static final ProblemType TOO_LATE = new ProblemType("return-too-late", 409);

    private final OrderCommands commands;
    private final Scope scope;
    private final DeadlineQueries deadlines;
    private final OfficeCopy office;
    private final ReturnStore store;

    RequestReturn(
            OrderCommands commands, Scope scope, DeadlineQueries deadlines, OfficeCopy office, ReturnStore store) {
        this.commands = commands;
        this.scope = scope;
        this.deadlines = deadlines;
        this.office = office;
        this.store = store;
    }

    Uni<Response> request(UUID orderId, RequestBody body, CommandContext context) {
        return commands.locked(context, body, Part.ORDER, orderId, locked -> {
            if (body.suggestedUnit() != null
                    && office.unit(body.suggestedUnit()).isEmpty()) {
                throw Problem.invalid("suggestedUnit", "violation.unknown-unit", body.suggestedUnit());
            }
            scope.requireLead(locked.inHand());
            locked.inHand().require(WorkOrderCommand.REQUEST_RETURN, context);
            return deadlines
                    .returnWindow(locked.session(), orderId)
                    .map(window -> requested(locked, window, body, context));
        });
    }

    private Response requested(LockedOrder locked, ReturnWindow window, RequestBody body, CommandContext context) {
        var inHand = locked.inHand();
        var order = inHand.order();
        Instant at = inHand.at(context);
        if (!window.allows(at)) {
            throw Problem.of(TOO_LATE, ShanghaiTime.of(window.until()).toString());
        }
        var request = new ReturnRequest(
                UuidV7.next(),
                Asked.of(order, context.actor(), at),
                body.listed(),
                body.reason(),
                body.suggestedUnit(),
                Ruling.AWAITED,
                null,
                false);
        order.requestReturn(at);
        inHand.tell(
                context,
                at,
                new ReturnRequested(
                        order.caseId(),
                        order.id(),
                        request.id(),
                        order.unit(),
                        body.reason(),
                        body.suggestedUnit(),
                        context.actor(),
                        at,
                        body.listed()));
        inHand.with(writes -> store.insert(writes, request));
        return OrderCommands.asked(order, View.of(request, commands.summary(order), null));
    }
}
