package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedEntry;
import org.hotline12345.chassis.feed.Op;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.cases.model.WorkOrderStates;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.WorkOrderState;

/**
 * Loading and giving of work orders. Every command locks the order, or the case with its orders, before anything else:
 * whatever happens to one case happens one after the other, and its events leave in that order.
 */
@ApplicationScoped
public class WorkOrders {
    private static final String BEFORE_GIVING = """
            select
              (select instructions from unit where code = $2) as instructions,
              array(
                select c.respondent_unit
                from merge_member m
                join registered_case c on c.case_id = m.case_id
                where m.lead_case_id = $1
                  and m.outcome is null
                  and c.respondent_unit is not null) as accused
            """;

    private final Outbox outbox;
    private final ChangeFeed feed;
    private final Scope scope;

    public WorkOrders(Outbox outbox, ChangeFeed feed, Scope scope) {
        this.outbox = outbox;
        this.feed = feed;
        this.scope = scope;
    }

    /**
     * The order, locked; 404 if there is none. Whoever changes a case changes its open order or locks it too, so the lock of
     * the order is enough for what leaves the case that one open order. A command that opens another order locks the case
     * first ({@link #lockWithCase}): an order opened beside the lock of the old one would be missed by whoever waits for it.
     */
    public Uni<WorkOrder> lock(Mutiny.Session session, UUID id) {
        return session.find(WorkOrder.class, id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    /** The case of the order that something of it belongs to, and then that order, both locked; 404 if there is none. */
    public Uni<WithCase> lockWithCase(Mutiny.Session session, Part part, UUID id) {
        return Sql.on(session)
                .first(part.orderOf, id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(row -> lockCase(session, row.getUUID("case_id"))
                        .chain(registered -> lock(session, row.getUUID("work_order_id"))
                                .map(order -> new WithCase(registered, order))));
    }

    /** The order that something of it belongs to, locked; 404 if there is none. */
    public Uni<WorkOrder> lockOf(Mutiny.Session session, Part part, UUID id) {
        return Sql.on(session)
                .first(part.orderOf, id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(row -> lock(session, row.getUUID("work_order_id")));
    }

    /** The case, locked; 404 with Retry-After if intake has not told it yet. */
    public Uni<RegisteredCase> lockCase(Mutiny.Session session, UUID caseId) {
        return lockCases(session, List.of(caseId)).map(cases -> cases.get(0));
    }

    /** The cases, locked in the order of their ids; 404 with Retry-After if intake has not told one yet. */
    public Uni<List<RegisteredCase>> lockCases(Mutiny.Session session, Collection<UUID> caseIds) {
        return Sql.on(session)
                .select("""
                        select case_id
                        from registered_case
                        where case_id = any ($1::uuid[])
                        order by case_id
                        for no key update
                        """, (Object) caseIds.toArray(UUID[]::new))
                .chain(rows -> {
                    if (rows.size() < caseIds.stream().distinct().count()) {
                        throw Problem.notKnownYet();
                    }
                    return session.find(
                            RegisteredCase.class,
                            rows.stream().map(row -> row.getUUID("case_id")).toArray());
                });
    }

    /** The orders of the cases, oldest first, locked. The cases are locked already. */
    public Uni<List<WorkOrder>> ofCases(Mutiny.Session session, Collection<UUID> caseIds) {
        return session.createQuery("""
                        from WorkOrder
                        where caseId in :ids
                        order by dispatchedAt, id
                        """, WorkOrder.class)
                .setParameter("ids", List.copyOf(caseIds))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** The open order of the case, or null. The case is locked already. */
    public Uni<WorkOrder> openOf(Mutiny.Session session, UUID caseId) {
        return ofCases(session, List.of(caseId)).map(WorkOrders::open);
    }

    /** The open one of a case's orders, or null. */
    public static WorkOrder open(Collection<WorkOrder> orders) {
        return orders.stream()
                .filter(order -> WorkOrderStates.isOpen(order.state()))
                .findFirst()
                .orElse(null);
    }

    /** Gives the case to a unit; the event is still to be told. No case handled with it may accuse the unit. */
    public Uni<WorkOrder> give(Mutiny.Session session, RegisteredCase registered, Assignment to, Instant at) {
        return Sql.on(session)
                .first(BEFORE_GIVING, registered.caseId(), to.unit())
                .map(row -> {
                    for (String accused : (String[]) row.getValue("accused")) {
                        if (scope.isAccused(to.unit(), accused)) {
                            throw Problem.validation(
                                    List.of(Violation.of("unit", "violation.unit-is-accused", to.unit())));
                        }
                    }
                    return WorkOrder.give(registered, to, InstructionPolicy.valueOf(row.getString("instructions")), at);
                })
                .call(session::persist);
    }

    /** Stores what has changed, and tells it: events in this order, and the feeds of the units concerned. */
    public Uni<Void> tell(
            Mutiny.Session session, Collection<WorkOrder> changed, Doing doing, List<CaseEvent> events, Instant at) {
        boolean silent = doing.history() || changed.stream().anyMatch(WorkOrder::imported);
        var drafts = events.stream()
                .map(event -> new EventDraft(event, at, silent, doing.actor()))
                .toList();
        return session.flush()
                .chain(() -> outbox.add(session, drafts))
                .chain(() -> feed.append(session, entries(changed)));
    }

    /** The same for one order. */
    public Uni<Void> tell(Mutiny.Session session, WorkOrder changed, Doing doing, Instant at, CaseEvent... events) {
        return tell(session, List.of(changed), doing, List.of(events), at);
    }

    /** What the feeds of the units say about the orders. */
    static List<FeedEntry> entries(Collection<WorkOrder> orders) {
        var entries = new ArrayList<FeedEntry>();
        for (var order : orders) {
            entries.addAll(entries(order.id(), order.unit(), order.readers(), order.state(), order.version()));
        }
        return entries;
    }

    /** What the feeds of the units say about an order in this state. */
    public static List<FeedEntry> entries(
            UUID id, String unit, Collection<String> coUnits, WorkOrderState state, int version) {
        Op op = WorkOrderStates.isOpen(state) || state == WorkOrderState.REPLIED ? Op.PUT : Op.REMOVE;
        var entries = new ArrayList<FeedEntry>(1 + coUnits.size());
        entries.add(new FeedEntry(unit, id, version, op));
        coUnits.forEach(coUnit -> entries.add(new FeedEntry(coUnit, id, version, op)));
        return entries;
    }

    /** The event of an order just given. */
    public static CaseDispatched dispatched(WorkOrder order) {
        return new CaseDispatched(
                order.caseId(),
                order.id(),
                order.round(),
                order.cause(),
                order.unit(),
                order.coUnits(),
                order.category(),
                order.area(),
                order.decidedBy(),
                order.reason(),
                order.confidence(),
                order.modelVersion(),
                order.previousId(),
                order.dispatchedAt());
    }

    /** The order has left these units: their feeds say so. Its new version is stored already. */
    public Uni<Void> left(Mutiny.Session session, WorkOrder order, String unit) {
        return order.unit().equals(unit) || order.readers().contains(unit)
                ? Uni.createFrom().voidItem()
                : feed.append(session, List.of(new FeedEntry(unit, order.id(), order.version(), Op.REMOVE)));
    }

    /** A case and its order. */
    public record WithCase(RegisteredCase registered, WorkOrder order) {}

    /** What belongs to an order. */
    public enum Part {
        /** A request to return it. */
        RETURN_REQUEST("return_request"),
        /** A request for more time. */
        EXTENSION_REQUEST("extension_request"),
        /** A question to another unit. */
        CO_HANDLING("co_handling"),
        /** A leader's instruction. */
        INSTRUCTION("instruction");

        private final String orderOf;

        Part(String table) {
            this.orderOf = "select p.work_order_id, o.case_id from " + table
                    + " p join work_order o on o.id = p.work_order_id where p.id = $1";
        }
    }
}
