package org.hotline12345.dispatch.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.model.Act;
import org.hotline12345.dispatch.cases.model.CaseChanges;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.events.CaseEvent;

/** An order that a command decides on, and what becomes of it. */
public final class OrderInHand {
    private final WorkOrder order;
    private final List<String> accused;
    private final CaseChanges changes;
    private final List<Consumer<Writes>> others = new ArrayList<>(1);

    OrderInHand(WorkOrder order, List<String> accused) {
        this(order, accused, new CaseChanges());
    }

    /** The order of a case that is locked; what is told of it belongs to the changes of that. */
    OrderInHand(WorkOrder order, List<String> accused, CaseChanges changes) {
        this.order = order;
        this.accused = accused;
        this.changes = changes;
    }

    public WorkOrder order() {
        return order;
    }

    /** The units that its case accuses, and the cases that are handled with it. */
    public List<String> accused() {
        return accused;
    }

    public CaseChanges changes() {
        return changes;
    }

    /** Refuses another version, importers on a live case, and what the state does not allow. */
    public void require(WorkOrderCommand command, CommandContext context) {
        context.requireVersion(order.version());
        context.requireHand(order.imported(), CommandRoles.of(command));
        order.require(command);
    }

    /** When it happens: not before what happened last. */
    public Instant at(CommandContext context) {
        return context.notBefore(order.lastEventAt());
    }

    /** Tells what was done, in the feeds of the units and by these events. */
    public void tell(CommandContext context, Instant at, CaseEvent... events) {
        changes.tell(order, act(context), at, events);
    }

    /** The same for the cases. */
    public static Act act(CommandContext context) {
        return new Act(context.at(), context.actor(), context.imported());
    }

    /** Rows of other features, to be written with the order. */
    public void with(Consumer<Writes> rows) {
        others.add(rows);
    }

    /** Writes the rows of other features. */
    void write(Writes writes) {
        others.forEach(rows -> rows.accept(writes));
    }
}
