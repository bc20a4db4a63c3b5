package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.UUID;

/** What is asked about an order by the unit that leads it: of a dispatcher, or of another unit. */
public record Asked(UUID workOrderId, UUID caseId, String unit, String requestedBy, Instant requestedAt) {
    public static Asked of(WorkOrder order, String by, Instant at) {
        return new Asked(order.id(), order.caseId(), order.unit(), by, at);
    }
}
