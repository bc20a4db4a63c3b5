package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedEntry;
import org.hotline12345.chassis.feed.Op;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.model.CaseChanges;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.events.CaseEvent;

/** Single orders for the commands that change nothing but them, see {@link Cases#lockOrder}. */
@ApplicationScoped
public class WorkOrders {
    private final Cases cases;
    private final ChangeFeed feed;

    public WorkOrders(Cases cases, ChangeFeed feed) {
        this.cases = cases;
        this.feed = feed;
    }

    /** The order, locked; 404 if there is none. */
    public Uni<WorkOrder> lock(Mutiny.Session session, UUID id) {
        return cases.lockOrder(session, id);
    }

    /** The order that something of it belongs to, locked; 404 if there is none. */
    public Uni<WorkOrder> lockOf(Mutiny.Session session, Cases.Part part, UUID id) {
        return cases.lockOrderOf(session, part, id);
    }

    /** Stores the order at the end of the transaction, and tells it: events in this order, and the feeds of the units concerned. */
    public Uni<Void> tell(
            Mutiny.Session session, WorkOrder order, CommandContext context, Instant at, CaseEvent... events) {
        var changes = new CaseChanges();
        changes.tell(order, OrderCommands.act(context), at, events);
        return cases.save(session, changes);
    }

    /** The order has left the unit: its feed says so. */
    public Uni<Void> left(Mutiny.Session session, WorkOrder order, String unit) {
        return order.unit().equals(unit) || order.readers().contains(unit)
                ? Uni.createFrom().voidItem()
                : feed.append(session, List.of(new FeedEntry(unit, order.id(), order.version(), Op.REMOVE)));
    }
}
