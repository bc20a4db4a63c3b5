package org.hotline12345.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A work order was given to its lead unit (派单); the unit's clock starts.
 *
 * @param workOrderId The new work order.
 * @param round 1 for the first handling, one more for each rework; an order after a granted return stays in its round.
 * @param cause Why.
 * @param leadUnit Code of the lead unit, 主办单位.
 * @param coUnits Codes of the co-handling units, 协办单位.
 * @param category Category under which it was dispatched. May be null.
 * @param area Area for which it was dispatched. May be null.
 * @param reason The reason in words.
 * @param confidence Probability where a model decided. May be null.
 * @param modelVersion Version of the model that decided. May be null.
 * @param previousWorkOrderId The work order that this one follows. May be null.
 * @param dispatchedAt Business time.
 * @param accused Codes of the units that the case accuses, 被举报单位, by code or by name: they and those below them see nothing of it.
 */
@EventType("org.hotline12345.case.dispatched.v1")
public record CaseDispatched(
        UUID caseId,
        UUID workOrderId,
        int round,
        DispatchCause cause,
        String leadUnit,
        List<String> coUnits,
        String category,
        String area,
        DecidedBy decidedBy,
        String reason,
        Double confidence,
        String modelVersion,
        UUID previousWorkOrderId,
        Instant dispatchedAt,
        List<String> accused)
        implements CaseEvent {
    public CaseDispatched {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(leadUnit, "leadUnit");
        coUnits = coUnits == null ? List.of() : List.copyOf(coUnits);
        Objects.requireNonNull(decidedBy, "decidedBy");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(dispatchedAt, "dispatchedAt");
        accused = accused == null ? List.of() : List.copyOf(accused);
    }
}
