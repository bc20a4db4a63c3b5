package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A handler wrote a reply and sent it on to review (提交答复).
 *
 * @param unit Lead unit.
 * @param disposition What the handling came to.
 * @param state State of the work order now.
 * @param author Subject of the author.
 * @param submittedAt Business time.
 * @param attachments Files that go with the reply; absent: none.
 * @param corrects The issued reply that it is to take the place of (更正答复); null for a first reply.
 */
@EventType("org.hotline12345.case.reply-submitted.v1")
public record ReplySubmitted(
        UUID caseId,
        UUID workOrderId,
        UUID replyId,
        String unit,
        Disposition disposition,
        WorkOrderState state,
        String author,
        Instant submittedAt,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Attachment> attachments,

        UUID corrects)
        implements CaseEvent {
    public ReplySubmitted {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(replyId, "replyId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(disposition, "disposition");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(submittedAt, "submittedAt");
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }

    /** A first reply, without files. */
    public ReplySubmitted(
            UUID caseId,
            UUID workOrderId,
            UUID replyId,
            String unit,
            Disposition disposition,
            WorkOrderState state,
            String author,
            Instant submittedAt) {
        this(caseId, workOrderId, replyId, unit, disposition, state, author, submittedAt, List.of(), null);
    }
}
