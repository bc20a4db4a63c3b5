package org.hotline12345.chassis.attachment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.attachment.KeptFile.Origin;
import org.hotline12345.chassis.attachment.KeptFile.State;

/** A file as it is listed. */
@Schema(name = "AttachmentView")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttachmentView(
        UUID attachmentId,
        String name,
        String type,
        long size,
        String sha256,
        State state,
        Origin of,
        UUID ofId,
        Instant uploadedAt) {
    public static AttachmentView of(KeptFile file) {
        return of(file, file.ofKind(), file.ofId());
    }

    static AttachmentView of(KeptFile file, Origin kind, UUID ofId) {
        return new AttachmentView(
                file.attachmentId(),
                file.name(),
                file.type(),
                file.size(),
                file.sha256(),
                file.state(),
                kind,
                ofId,
                file.uploadedAt());
    }
}
