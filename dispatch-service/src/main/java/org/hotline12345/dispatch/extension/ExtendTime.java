package org.hotline12345.dispatch.extension;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.Cases.Part;
import org.hotline12345.dispatch.cases.LockedOrder;
import org.hotline12345.dispatch.cases.model.Asked;
import org.hotline12345.dispatch.cases.model.Ruling;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deadline.DeadlineQueries;
import org.hotline12345.dispatch.deadline.model.TimeLeft;
import org.hotline12345.dispatch.extension.ExtensionResource.DecisionBody;
import org.hotline12345.dispatch.extension.ExtensionResource.RequestBody;
import org.hotline12345.dispatch.extension.ExtensionResource.View;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.ExtensionRequested;

/**
 * The unit asks for more time: before the deadline only, within what the policy leaves. A dispatcher grants or refuses it; granted
 * time is counted by followup.
 */
@ApplicationScoped
class ExtendTime {
    private static final ProblemType TOO_LATE = new ProblemType("extension-too-late", 409);
    private static final ProblemType NONE_LEFT = new ProblemType("no-extension-left", 409);
    private static final ProblemType PENDING = new ProblemType("extension-pending", 409);

    private final OrderCommands commands;
    private final Scope scope;
    private final DeadlineQueries deadlines;
    private final ExtensionStore store;

    ExtendTime(OrderCommands commands, Scope scope, DeadlineQueries deadlines, ExtensionStore store) {
        this.commands = commands;
        this.scope = scope;
        this.deadlines = deadlines;
        this.store = store;
    }

    Uni<Response> ask(UUID orderId, RequestBody body, CommandContext context) {
        return commands.locked(context, body, Part.ORDER, orderId, locked -> {
            scope.requireLead(locked.inHand());
            locked.inHand().require(WorkOrderCommand.REQUEST_EXTENSION, context);
            return store.isPending(locked.session(), orderId)
                    .invoke(pending -> {
                        if (pending) {
                            throw Problem.of(PENDING);
                        }
                    })
                    .chain(() -> deadlines.timeLeft(locked.session(), orderId))
                    .map(left -> asked(locked, left.orElseThrow(Problem::notKnownYet), body, context));
        });
    }

    private Response asked(LockedOrder locked, TimeLeft left, RequestBody body, CommandContext context) {
        var inHand = locked.inHand();
        var order = inHand.order();
        Instant at = inHand.at(context);
        refuse(left, body.workingDays(), at);
        var request = new ExtensionRequest(
                UuidV7.next(),
                Asked.of(order, context.actor(), at),
                body.workingDays(),
                body.reason(),
                Ruling.AWAITED,
                null);
        order.note(WorkOrderCommand.REQUEST_EXTENSION, at);
        inHand.tell(
                context,
                at,
                new ExtensionRequested(
                        order.caseId(),
                        order.id(),
                        request.id(),
                        order.unit(),
                        body.workingDays(),
                        body.reason(),
                        context.actor(),
                        at));
        inHand.with(writes -> store.insert(writes, request));
        return OrderCommands.asked(order, View.of(request, commands.summary(order)));
    }

    Uni<Response> decide(UUID requestId, DecisionBody body, CommandContext context) {
        return commands.locked(
                context,
                body,
                Part.EXTENSION_REQUEST,
                requestId,
                locked -> store.find(locked.session(), requestId).chain(request -> {
                    context.requireVersion(locked.order().version());
                    request.ruling().requireOpen();
                    locked.inHand().require(WorkOrderCommand.DECIDE_EXTENSION, context);
                    return deadlines
                            .timeLeft(locked.session(), locked.order().id())
                            .map(left -> {
                                int days = body.workingDays() == null ? request.workingDays() : body.workingDays();
                                if (body.granted()) {
                                    // asked for in time is enough; how much is left counts now
                                    left.ifPresent(
                                            l -> refuse(l, days, request.asked().requestedAt()));
                                }
                                return decided(locked, request, body, body.granted() ? days : 0, context);
                            });
                }));
    }

    private Response decided(
            LockedOrder locked, ExtensionRequest request, DecisionBody body, int days, CommandContext context) {
        var inHand = locked.inHand();
        var order = inHand.order();
        Instant at = inHand.at(context);
        var decided = request.decided(Ruling.of(body.granted(), body.note(), context.actor(), at), days);
        order.note(WorkOrderCommand.DECIDE_EXTENSION, at);
        inHand.tell(
                context,
                at,
                new ExtensionDecided(
                        order.caseId(),
                        order.id(),
                        request.id(),
                        order.unit(),
                        body.granted(),
                        days,
                        body.note(),
                        context.actor(),
                        at));
        inHand.with(writes -> store.update(writes, decided));
        return Command.ok(View.of(decided, commands.summary(order)), order.version());
    }

    private static void refuse(TimeLeft left, int days, Instant askedAt) {
        left.objection(days, askedAt).ifPresent(why -> {
            throw switch (why) {
                case TOO_LATE ->
                    Problem.of(TOO_LATE, ShanghaiTime.of(left.askUntil()).toString());
                case NONE_LEFT -> Problem.of(NONE_LEFT);
                case TOO_LONG -> Problem.invalid("workingDays", "violation.extension-too-long", left.daysLeft());
            };
        });
    }
}
