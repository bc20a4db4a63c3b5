package org.hotline12345.dispatch.handdown;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.handdown.model.HandDownRule;
import org.hotline12345.dispatch.workorder.AccusedQueries;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.EarlierReturns;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.dispatch.workorder.WorkOrders;
import org.hotline12345.events.WorkOrderHandedDown;

/** The handling goes to a unit below, and back; the lead unit answers for it all the time. */
@ApplicationScoped
public class HandDown {
    private static final String INSERT = """
            insert into hand_down (id, work_order_id, from_unit, to_unit, note, handed_by, handed_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String HANDED_BY = """
            select from_unit
            from hand_down
            where work_order_id = $1
              and to_unit = $2
            order by handed_at desc, id desc
            limit 1
            """;

    private final OrderCommands commands;
    private final WorkOrders orders;
    private final Scope scope;
    private final OfficeCopy office;
    private final EarlierReturns returns;
    private final AccusedQueries accused;

    public HandDown(
            OrderCommands commands,
            WorkOrders orders,
            Scope scope,
            OfficeCopy office,
            EarlierReturns returns,
            AccusedQueries accused) {
        this.commands = commands;
        this.orders = orders;
        this.scope = scope;
        this.office = office;
        this.returns = returns;
        this.accused = accused;
    }

    /** Hands it down from the unit that handles it now. */
    Uni<WorkOrder> down(Mutiny.Session session, UUID id, Sent sent, String unit, String note, Doing doing) {
        return commands.lockForHandler(session, id, sent, WorkOrderCommand.HAND_DOWN)
                .chain(order -> accused.of(Sql.on(session), order.caseId()).chain(respondents -> {
                    if (!doing.history()) {
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
                        EarlierReturns.require(next, unit, doing.history());
                        Instant at = doing.notBefore(order.lastEventAt());
                        order.handDown(unit, at);
                        return tell(session, order, from, unit, note, doing, at);
                    });
                }));
    }

    /** Back to the unit that handed it down: given back by the unit below, or taken back by one above. */
    Uni<WorkOrder> back(Mutiny.Session session, UUID id, Sent sent, String note, Doing doing) {
        return commands.lockForHandler(session, id, sent, WorkOrderCommand.HAND_BACK)
                .chain(order -> {
                    String from = order.handlingUnit();
                    if (from == null) {
                        throw Problem.wrongState("NOT_HANDED_DOWN", List.of());
                    }
                    return Sql.on(session).first(HANDED_BY, id, from).chain(row -> {
                        String to = row == null ? order.unit() : row.getString("from_unit");
                        Instant at = doing.notBefore(order.lastEventAt());
                        order.handBack(to, at);
                        return tell(session, order, from, to, note, doing, at);
                    });
                });
    }

    private Uni<WorkOrder> tell(
            Mutiny.Session session, WorkOrder order, String from, String to, String note, Doing doing, Instant at) {
        return Sql.on(session)
                .update(INSERT, UuidV7.next(), order.id(), from, to, note, doing.actor(), at)
                .chain(() -> orders.tell(
                        session,
                        order,
                        doing,
                        at,
                        new WorkOrderHandedDown(
                                order.caseId(), order.id(), order.unit(), from, to, note, doing.actor(), at)))
                .chain(() -> orders.left(session, order, from))
                .replaceWith(order);
    }
}
