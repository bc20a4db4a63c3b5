package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The open work order was taken from its unit (撤单), before a reply was issued; the next dispatch, or triage, follows
 * in the same transaction.
 *
 * @param workOrderId The work order that ends.
 * @param unit Its lead unit.
 * @param signed Whether the unit had signed.
 * @param toUnit Where the case goes at once (改派); triage if absent.
 * @param reason Why.
 * @param recalledBy Subject of the dispatcher or supervisor.
 * @param recalledAt Business time.
 */
@EventType("org.hotline12345.case.work-order-recalled.v1")
public record WorkOrderRecalled(
        UUID caseId,
        UUID workOrderId,
        String unit,
        boolean signed,
        String toUnit,
        String reason,
        String recalledBy,
        Instant recalledAt)
        implements CaseEvent {
    public WorkOrderRecalled {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(recalledBy, "recalledBy");
        Objects.requireNonNull(recalledAt, "recalledAt");
    }
}
