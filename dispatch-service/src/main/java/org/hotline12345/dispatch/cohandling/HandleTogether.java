package org.hotline12345.dispatch.cohandling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases.Part;
import org.hotline12345.dispatch.cases.LockedOrder;
import org.hotline12345.dispatch.cases.model.Asked;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.cohandling.CoHandlingResource.AnswerBody;
import org.hotline12345.dispatch.cohandling.CoHandlingResource.QuestionBody;
import org.hotline12345.dispatch.cohandling.CoHandlingResource.View;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;

/** The lead unit asks another unit for its opinion; that one answers. The lead stays responsible. */
@ApplicationScoped
class HandleTogether {
    private final OrderCommands commands;
    private final Scope scope;
    private final OfficeCopy office;
    private final CoHandlingStore store;

    HandleTogether(OrderCommands commands, Scope scope, OfficeCopy office, CoHandlingStore store) {
        this.commands = commands;
        this.scope = scope;
        this.office = office;
        this.store = store;
    }

    Uni<Response> ask(UUID orderId, QuestionBody body, CommandContext context) {
        return commands.decided(context, body, Part.ORDER, orderId, locked -> asked(locked, body, context));
    }

    private Response asked(LockedOrder locked, QuestionBody body, CommandContext context) {
        var inHand = locked.inHand();
        var order = inHand.order();
        scope.requireHandler(inHand);
        inHand.require(WorkOrderCommand.ASK_CO_UNIT, context);
        String coUnit = body.unit();
        if (office.unit(coUnit).filter(UnitInfo::active).isEmpty()) {
            throw Problem.invalid("unit", "violation.unknown-unit", coUnit);
        }
        if (coUnit.equals(order.unit())) {
            throw Problem.invalid("unit", "violation.lead-is-co-unit");
        }
        if (scope.isAccused(coUnit, inHand.accused())) {
            throw Problem.invalid("unit", "violation.unit-is-accused", coUnit);
        }
        Instant at = inHand.at(context);
        var asked = new CoHandling(
                UuidV7.next(), Asked.of(order, context.actor(), at), coUnit, body.question(), null, null, null);
        order.askCoUnit(coUnit, at);
        inHand.tell(
                context,
                at,
                new CoHandlingRequested(
                        order.caseId(),
                        order.id(),
                        asked.id(),
                        order.unit(),
                        coUnit,
                        body.question(),
                        context.actor(),
                        at));
        inHand.with(writes -> store.insert(writes, asked));
        return OrderCommands.asked(order, View.of(asked, commands.summary(order)));
    }

    Uni<Response> answer(UUID id, AnswerBody body, CommandContext context) {
        return commands.locked(
                context,
                body,
                Part.CO_HANDLING,
                id,
                locked -> store.find(locked.session(), id).map(asked -> answered(locked, asked, body, context)));
    }

    private Response answered(LockedOrder locked, CoHandling asked, AnswerBody body, CommandContext context) {
        var inHand = locked.inHand();
        var order = inHand.order();
        scope.requireBesideLead(inHand, asked.coUnit());
        context.requireHand(order.imported(), Set.of(Roles.UNIT_HANDLER));
        if (asked.answeredAt() != null) {
            throw Problem.wrongState("ANSWERED", List.of());
        }
        if (!order.isOpen()) {
            throw Problem.wrongState(order.state().name(), List.of());
        }
        Instant at = context.notBefore(asked.asked().requestedAt());
        var answered = asked.answered(body.text(), context.actor(), at);
        inHand.tell(
                context,
                at,
                new CoHandlingAnswered(
                        order.caseId(), order.id(), asked.id(), asked.coUnit(), body.text(), context.actor(), at));
        inHand.with(writes -> store.update(writes, answered));
        return Command.ok(View.of(answered, commands.summary(order)), order.version());
    }
}
