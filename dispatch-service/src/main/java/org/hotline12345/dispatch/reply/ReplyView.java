package org.hotline12345.dispatch.reply;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hotline12345.dispatch.workorder.ReplyQuality;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.SignOffLevel;

/**
 * A reply and the order it belongs to.
 *
 * @param quality What the quality check found when it was submitted; null if it was not checked.
 */
public record ReplyView(
        UUID replyId,
        UUID workOrderId,
        Reply.State state,
        Disposition disposition,
        String text,
        String basis,
        Instant contactedAt,
        LocalDate reviewDate,
        String author,
        Instant submittedAt,
        SignOffLevel signOffLevel,
        String reviewer,
        String reviewerFor,
        String signer,
        String signerFor,
        String centreReviewer,
        String comment,
        Instant issuedAt,
        ReplyQuality quality,
        WorkOrderSummary workOrder) {
    static ReplyView of(Reply reply, ReplyQuality quality, WorkOrderSummary order) {
        return new ReplyView(
                reply.id(),
                reply.workOrderId(),
                reply.state(),
                reply.disposition(),
                reply.text(),
                reply.basis(),
                reply.contactedAt(),
                reply.reviewDate(),
                reply.author(),
                reply.submittedAt(),
                reply.signOffLevel(),
                reply.reviewer(),
                reply.reviewerFor(),
                reply.signer(),
                reply.signerFor(),
                reply.centreReviewer(),
                reply.comment(),
                reply.issuedAt(),
                quality,
                order);
    }
}
