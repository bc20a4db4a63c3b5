package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One step of the review of a reply was taken (审核、审签、中心审核).
 *
 * @param unit Lead unit.
 * @param approved False: the reply goes back to its author.
 * @param comment What the reviewer wrote. May be null.
 * @param state State of the work order now.
 * @param reviewer Subject of the reviewer.
 * @param reviewedAt Business time.
 * @param onBehalfOf Subject of the person whose deputy (AB角) did it. May be null.
 */
@EventType("org.hotline12345.case.reply-reviewed.v1")
public record ReplyReviewed(
        UUID caseId,
        UUID workOrderId,
        UUID replyId,
        String unit,
        ReviewStep step,
        boolean approved,
        String comment,
        WorkOrderState state,
        String reviewer,
        Instant reviewedAt,
        String onBehalfOf)
        implements CaseEvent {
    public ReplyReviewed {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(replyId, "replyId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reviewer, "reviewer");
        Objects.requireNonNull(reviewedAt, "reviewedAt");
    }
}
