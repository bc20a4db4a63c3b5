package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Its author took a reply back that waited for review or sign-off (撤回答复); the order is what it was before it was submitted. Of a
 * correction the issued reply stands.
 *
 * @param unit Lead unit.
 * @param reason Why. May be null.
 * @param state State of the work order now.
 * @param takenBackBy Subject of the author.
 * @param takenBackAt Business time.
 */
@EventType("org.hotline12345.case.reply-taken-back.v1")
public record ReplyTakenBack(
        UUID caseId,
        UUID workOrderId,
        UUID replyId,
        String unit,
        String reason,
        WorkOrderState state,
        String takenBackBy,
        Instant takenBackAt)
        implements CaseEvent {
    public ReplyTakenBack {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(replyId, "replyId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(takenBackBy, "takenBackBy");
        Objects.requireNonNull(takenBackAt, "takenBackAt");
    }
}
