package org.hotline12345.endtoend;

import org.hotline12345.dispatch.cases.model.DispatchCase;
import org.hotline12345.dispatch.cases.model.WorkOrder;

/** What dispatch's store does: writes a case and reads it again. */
final class Stored {
    private Stored() {}

    static DispatchCase again(DispatchCase of) {
        var stored = new DispatchCase(of.facts(), of.registration(), false, of.silent(), of.ended(), of.course());
        of.orders().forEach(order -> stored.add(again(of, order)));
        if (of.waiting() != null) {
            stored.waits(of.waiting());
        }
        return stored;
    }

    private static WorkOrder again(DispatchCase of, WorkOrder order) {
        return WorkOrder.stored(
                order.id(),
                of.facts(),
                order.imported(),
                order.assignment(),
                order.dispatchedAt(),
                new WorkOrder.Progress(
                        order.state(),
                        order.version(),
                        order.signature(),
                        order.assignee(),
                        order.handlingUnit(),
                        order.instructionStanding(),
                        order.correction(),
                        new WorkOrder.Times(order.finishedAt(), order.endedAt(), order.lastEventAt())));
    }
}
