package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The lead unit handed the handling down to a unit below it, or took it back (交办下级); it stays responsible.
 *
 * @param workOrderId The work order; it stays the one open order of the case.
 * @param unit Lead unit; it answers for the reply and the deadlines as before.
 * @param fromUnit The unit that handled it until now.
 * @param toUnit The unit that handles it from now on; the lead unit itself when it is back.
 * @param note What is asked for, or why it comes back.
 * @param handedBy Subject of who did it.
 * @param handedAt Business time.
 */
@EventType("org.hotline12345.case.work-order-handed-down.v1")
public record WorkOrderHandedDown(
        UUID caseId,
        UUID workOrderId,
        String unit,
        String fromUnit,
        String toUnit,
        String note,
        String handedBy,
        Instant handedAt)
        implements CaseEvent {
    public WorkOrderHandedDown {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(fromUnit, "fromUnit");
        Objects.requireNonNull(toUnit, "toUnit");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(handedBy, "handedBy");
        Objects.requireNonNull(handedAt, "handedAt");
    }
}
