package org.hotline12345.dispatch.handdown;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedEntry;
import org.hotline12345.chassis.feed.Op;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.handdown.model.HandDownRule;
import org.hotline12345.dispatch.workorder.AccusedQueries;
import org.hotline12345.dispatch.workorder.EarlierReturns;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.WorkOrderHandedDown;

/** The handling goes to a unit below, and back; the lead unit answers for it all the time. */
@ApplicationScoped
public class HandDown {
    private final OrderCommands commands;
    private final ChangeFeed feed;
    private final Scope scope;
    private final OfficeCopy office;
    private final EarlierReturns returns;
    private final AccusedQueries accused;
    private final HandDownStore store;

    public HandDown(
            OrderCommands commands,
            ChangeFeed feed,
            Scope scope,
            OfficeCopy office,
            EarlierReturns returns,
            AccusedQueries accused,
            HandDownStore store) {
        this.commands = commands;
        this.feed = feed;
        this.scope = scope;
        this.office = office;
        this.returns = returns;
        this.accused = accused;
        this.store = store;
    }

    /** Hands it down from the unit that handles it now. */
    Uni<WorkOrder> down(Mutiny.Session session, UUID id, String unit, String note, CommandContext context) {
        return commands.lockForHandler(session, id, context, WorkOrderCommand.HAND_DOWN)
                .chain(order -> accused.of(session, order.caseId()).chain(respondents -> {
                    if (!context.imported()) {
                        order.requireInstructed();
                    }
                    String from = order.handler();
                    HandDownRule.objection(
                                    office.unit(unit).filter(UnitInfo::active).isPresent(),
                                    !unit.equals(from) && office.isWithin(unit, from),
                                    scope.isAccused(unit, respondents))
                            .ifPresent(objection -> {
                                throw switch (objection) {
                                    case UNKNOWN -> Problem.invalid("unit", "violation.unknown-unit", unit);
                                    case NOT_BELOW -> Problem.invalid("unit", "violation.not-below", from);
                                    case ACCUSED -> Problem.invalid("unit", "violation.unit-is-accused", unit);
                                };
                            });
                    return returns.of(session, order.caseId()).chain(next -> {
                        EarlierReturns.require(next, unit, context.imported());
                        Instant at = context.notBefore(order.lastEventAt());
                        order.handDown(unit, at);
                        return tell(session, order, from, unit, note, context, at);
                    });
                }));
    }

    /** Back to the unit that handed it down: given back by the unit below, or taken back by one above. */
    Uni<WorkOrder> back(Mutiny.Session session, UUID id, String note, CommandContext context) {
        return commands.lockForHandler(session, id, context, WorkOrderCommand.HAND_BACK)
                .chain(order -> {
                    String from = order.handlingUnit();
                    if (from == null) {
                        throw Problem.wrongState("NOT_HANDED_DOWN", List.of());
                    }
                    return store.handedBy(session, id, from).chain(handedBy -> {
                        String to = handedBy == null ? order.unit() : handedBy;
                        Instant at = context.notBefore(order.lastEventAt());
                        order.handBack(to, at);
                        return tell(session, order, from, to, note, context, at);
                    });
                });
    }

    private Uni<WorkOrder> tell(
            Mutiny.Session session,
            WorkOrder order,
            String from,
            String to,
            String note,
            CommandContext context,
            Instant at) {
        return store.insert(
 session,
                        new HandDownStore.Handing(UuidV7.next(), order.id(), from, to, note, context.actor(), at))
                .chain(() -> commands.tell(
                        session,
                        order,
                        context,
                        at,
                        new WorkOrderHandedDown(
                                order.caseId(), order.id(), order.unit(), from, to, note, context.actor(), at)))
                .chain(() -> left(session, order, from))
                .replaceWith(order);
    }

    /** The order has left the unit: its feed says so. */
    private Uni<Void> left(Mutiny.Session session, WorkOrder order, String unit) {
        return order.unit().equals(unit) || order.readers().contains(unit)
                ? Uni.createFrom().voidItem()
                : feed.append(session, List.of(new FeedEntry(unit, order.id(), order.version(), Op.REMOVE)));
    }
}
