package org.hotline12345.dispatch.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.dispatch.cases.model.CaseChanges;
import org.hotline12345.dispatch.cases.model.WorkOrder;

/** An order that a command of a group decides on, and what becomes of it. */
public final class OrderInHand {
    private final WorkOrder order;
    private final CaseChanges changes;
    private final List<Consumer<Writes>> others = new ArrayList<>(1);

    public OrderInHand(WorkOrder order) {
        this(order, new CaseChanges());
    }

    /** The order of a case that is locked; what is told of it belongs to the changes of that. */
    public OrderInHand(WorkOrder order, CaseChanges changes) {
        this.order = order;
        this.changes = changes;
    }

    public WorkOrder order() {
        return order;
    }

    public CaseChanges changes() {
        return changes;
    }

    /** Rows of other features, to be written with the order. */
    public void with(Consumer<Writes> rows) {
        others.add(rows);
    }

    /** Writes the rows of other features. */
    public void write(Writes writes) {
        others.forEach(rows -> rows.accept(writes));
    }
}
