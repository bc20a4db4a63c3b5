package org.hotline12345.dispatch.returning;

import org.hotline12345.dispatch.cases.model.WorkOrder;

/**
 * A request, its order, and the order that follows.
 *
 * @param next The order given to the next unit; null if there is none.
 */
record Returned(ReturnRequest request, WorkOrder order, WorkOrder next) {}
