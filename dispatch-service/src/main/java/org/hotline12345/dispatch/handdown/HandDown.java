package org.hotline12345.dispatch.handdown;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases.Part;
import org.hotline12345.dispatch.cases.LockedOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.handdown.HandDownResource.BackBody;
import org.hotline12345.dispatch.handdown.HandDownResource.DownBody;
import org.hotline12345.dispatch.handdown.model.HandDownRule;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.WorkOrderHandedDown;

/** The handling goes to a unit below, and back; the lead unit answers for it all the time. */
@ApplicationScoped
class HandDown {
    private final OrderCommands commands;
    private final Scope scope;
    private final OfficeCopy office;
    private final HandDownStore store;

    HandDown(OrderCommands commands, Scope scope, OfficeCopy office, HandDownStore store) {
        this.commands = commands;
        this.scope = scope;
        this.office = office;
        this.store = store;
    }

    /** Hands it down from the unit that handles it now. */
    Uni<Response> down(UUID orderId, DownBody body, CommandContext context) {
        return commands.decided(context, body, Part.ORDER, orderId, locked -> {
            var inHand = locked.inHand();
            var order = inHand.order();
            scope.requireHandler(inHand);
            inHand.require(WorkOrderCommand.HAND_DOWN, context);
            if (!context.imported()) {
                order.requireInstructed();
            }
            String from = order.handler();
            String unit = body.unit();
            HandDownRule.objection(
                            office.unit(unit).filter(UnitInfo::active).isPresent(),
                            !unit.equals(from) && office.isWithin(unit, from),
                            scope.isAccused(unit, inHand.accused()))
                    .ifPresent(objection -> {
                        throw switch (objection) {
                            case UNKNOWN -> Problem.invalid("unit", "violation.unknown-unit", unit);
                            case NOT_BELOW -> Problem.invalid("unit", "violation.not-below", from);
                            case ACCUSED -> Problem.invalid("unit", "violation.unit-is-accused", unit);
                        };
                    });
            locked.cases().requireNotReturnedBy(unit, List.of(order.caseId()), context.imported());
            Instant at = inHand.at(context);
            order.handDown(unit, at);
            return handed(locked, from, unit, body.note(), at, context);
        });
    }

    /** Back to the unit that handed it down: given back by the unit below, or taken back by one above. */
    Uni<Response> back(UUID orderId, BackBody body, CommandContext context) {
        return commands.locked(context, body, Part.ORDER, orderId, locked -> {
            var inHand = locked.inHand();
            var order = inHand.order();
            scope.requireHandler(inHand);
            inHand.require(WorkOrderCommand.HAND_BACK, context);
            String from = order.handlingUnit();
            if (from == null) {
                throw Problem.wrongState("NOT_HANDED_DOWN", List.of());
            }
            return store.handedBy(locked.session(), orderId, from).map(handedBy -> {
                String to = handedBy == null ? order.unit() : handedBy;
                Instant at = inHand.at(context);
                order.handBack(to, at);
                return handed(locked, from, to, body.note(), at, context);
            });
        });
    }

    private Response handed(
            LockedOrder locked, String from, String to, String note, Instant at, CommandContext context) {
        var inHand = locked.inHand();
        var order = inHand.order();
        var handing = new HandDownStore.Handing(UuidV7.next(), order.id(), from, to, note, context.actor(), at);
        inHand.with(writes -> store.insert(writes, handing));
        inHand.tell(
                context,
                at,
                new WorkOrderHandedDown(order.caseId(), order.id(), order.unit(), from, to, note, context.actor(), at));
        return commands.answer(order);
    }
}
