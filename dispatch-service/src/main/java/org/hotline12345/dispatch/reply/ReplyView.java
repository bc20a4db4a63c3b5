package org.hotline12345.dispatch.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hotline12345.dispatch.reply.model.Reply;
import org.hotline12345.dispatch.workorder.ReplyQuality;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.SignOffLevel;

/**
 * A reply and the order it belongs to.
 *
 * @param corrects The issued reply that it takes the place of.
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
        @JsonInclude(JsonInclude.Include.NON_NULL) UUID corrects,
        @JsonInclude(JsonInclude.Include.NON_NULL) String correctionReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant takenBackAt,
        ReplyQuality quality,
        WorkOrderSummary workOrder) {
    static ReplyView of(Reply reply, ReplyQuality quality, WorkOrderSummary order) {
        var text = reply.text();
        var review = reply.hands().review();
        var signOff = reply.hands().signOff();
        var centre = reply.hands().centre();
        return new ReplyView(
                reply.id(),
                reply.of().workOrderId(),
                reply.state(),
                text.disposition(),
                text.text(),
                text.basis(),
                text.contactedAt(),
                text.reviewDate(),
                reply.author(),
                reply.origin().submittedAt(),
                reply.origin().signOffLevel(),
                review == null ? null : review.by(),
                review == null ? null : review.onBehalfOf(),
                signOff == null ? null : signOff.by(),
                signOff == null ? null : signOff.onBehalfOf(),
                centre == null ? null : centre.by(),
                reply.comment(),
                reply.issuedAt(),
                reply.correction() == null ? null : reply.correction().corrects(),
                reply.correction() == null ? null : reply.correction().reason(),
                reply.takenBackAt(),
                quality,
                order);
    }
}
