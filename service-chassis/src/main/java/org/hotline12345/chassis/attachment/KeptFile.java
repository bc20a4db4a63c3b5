package org.hotline12345.chassis.attachment;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.events.Attachment;

/**
 * A file as it is kept.
 *
 * @param uploadedBy Subject of who sent it; null: the public.
 * @param ofKind What it came with; null until a command has named it.
 * @param ofId The case, supplement, reply, finding or objection that it came with. May be null.
 * @param caseId The case it belongs to. May be null.
 * @param boundAt When it was named. May be null.
 * @param version Raised when it is named and when it is swept.
 */
public record KeptFile(
        UUID attachmentId,
        String name,
        String type,
        long size,
        String sha256,
        String uploadedBy,
        Instant uploadedAt,
        State state,
        Origin ofKind,
        UUID ofId,
        UUID caseId,
        Instant boundAt,
        int version) {
    /** What a file came with. */
    @Schema(name = "AttachmentOrigin")
    public enum Origin {
        CASE,
        SUPPLEMENT,
        REPLY,
        FINDING,
        APPEAL
    }

    /** Whether it may be read. */
    @Schema(name = "AttachmentState")
    public enum State {
        /** The bytes are on their way, or are about to be swept. */
        STORING,
        /** The scanner has not said its word. */
        WAITING,
        CLEAN,
        /** The scanner found something; the bytes are gone. */
        INFECTED
    }

    /** Whether a command may name it. */
    boolean isFree() {
        return boundAt == null && (state == State.WAITING || state == State.CLEAN);
    }

    /** What others are told of it. */
    public Attachment told() {
        return new Attachment(attachmentId, name, type, size, sha256);
    }
}
