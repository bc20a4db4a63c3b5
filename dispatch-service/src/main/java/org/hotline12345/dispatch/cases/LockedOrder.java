package org.hotline12345.dispatch.cases;

import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.dispatch.cases.model.CaseSet;
import org.hotline12345.dispatch.cases.model.DispatchCase;
import org.hotline12345.dispatch.cases.model.WorkOrder;

/** An order whose case is locked, and the cases that are handled with it. */
public record LockedOrder(Mutiny.Session session, CaseSet cases, OrderInHand inHand) {
    public WorkOrder order() {
        return inHand.order();
    }

    /** The case of the order. */
    public DispatchCase of() {
        return cases.get(order().caseId());
    }
}
