package org.hotline12345.dispatch.attachment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hotline12345.chassis.attachment.Attachments;
import org.hotline12345.chassis.attachment.KeptFile;
import org.hotline12345.chassis.attachment.SendFile;
import org.hotline12345.dispatch.workorder.WorkOrderQueries;

/** Gives a file of a reply to those who may read its order; each reading is written down before anything is given. */
@ApplicationScoped
public class ReadAttachment {
    private final WorkOrderQueries orders;
    private final Attachments attachments;

    ReadAttachment(WorkOrderQueries orders, Attachments attachments) {
        this.orders = orders;
        this.attachments = attachments;
    }

    Uni<KeptFile> of(UUID orderId, UUID attachmentId) {
        return orders.replies(orderId)
                .chain(replies -> attachments
                        .of(replies.replyIds())
                        .map(files -> SendFile.readable(Attachments.one(files, attachmentId)))
                        .call(file -> orders.logReading(replies, file.attachmentId())));
    }
}
