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
 * @param corrections The number of the last correction of the case that dispatch had heard of when it decided; 0 for none. What a later
 *     one says of category, area and the accused holds against this event, wherever the two stand in the stream.
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
        List<String> accused,
        Integer corrections)
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
        corrections = corrections == null ? 0 : corrections;
    }

    /** Whether dispatch had heard of the correction with this number when it decided; 0, of none, it always had. */
    public boolean knows(int correction) {
        return corrections >= correction;
    }

    /**
     * The category of the case after this event.
     *
     * @param known what it was before. May be null
     * @param correction the number of the last correction of the category; 0 for none
     */
    public String category(String known, int correction) {
        return category == null || !knows(correction) ? known : category;
    }

    /** The same for the area. */
    public String area(String known, int correction) {
        return area == null || !knows(correction) ? known : area;
    }
}
