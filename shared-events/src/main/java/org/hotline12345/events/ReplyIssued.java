package org.hotline12345.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/**
 * The reply counts (答复生效); the first one of a round finishes the round (办结) and stops the unit's clock.
 *
 * @param round Round of handling.
 * @param unit Lead unit.
 * @param disposition What the handling came to.
 * @param text What the citizen is told.
 * @param basis Law, rule or finding it rests on. May be null.
 * @param contactedAt When the unit spoke with the citizen; the citizen was then informed by the unit. May be null.
 * @param reviewDate When a PLANNED matter is looked at again. May be null.
 * @param author Subject of the author.
 * @param issuedAt Business time.
 */
@EventType("org.hotline12345.case.reply-issued.v1")
public record ReplyIssued(
        UUID caseId,
        UUID workOrderId,
        UUID replyId,
        int round,
        String unit,
        Disposition disposition,
        String text,
        String basis,
        Instant contactedAt,
        LocalDate reviewDate,
        String author,
        Instant issuedAt)
        implements CaseEvent {
    public ReplyIssued {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(replyId, "replyId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(disposition, "disposition");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(issuedAt, "issuedAt");
    }
}
