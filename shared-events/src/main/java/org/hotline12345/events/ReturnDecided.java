package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A dispatcher ruled on a return (退单裁定). A granted return is followed by the next dispatch in the same transaction.
 *
 * @param unit The unit that asked.
 * @param granted False: the unit stays first-responsible (首接负责).
 * @param toUnit Where the case goes now. May be null.
 * @param note Reason of the ruling.
 * @param decidedBy Subject of the dispatcher.
 * @param decidedAt Business time.
 * @param backToReturner True: the ruling itself sends the case to a unit that returned it before. May be null.
 */
@EventType("org.hotline12345.case.return-decided.v1")
public record ReturnDecided(
        UUID caseId,
        UUID workOrderId,
        UUID returnRequestId,
        String unit,
        boolean granted,
        String toUnit,
        String note,
        String decidedBy,
        Instant decidedAt,
        Boolean backToReturner)
        implements CaseEvent {
    public ReturnDecided {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(returnRequestId, "returnRequestId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(decidedBy, "decidedBy");
        Objects.requireNonNull(decidedAt, "decidedAt");
    }
}
