package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The citizen added something to the case (补充).
 *
 * @param text What was added, masked.
 * @param supplementedAt Business time.
 * @param attachments Files that came with it; absent: none.
 */
@EventType("org.hotline12345.case.supplemented.v1")
public record CaseSupplemented(
        UUID caseId,
        UUID supplementId,
        String text,
        Instant supplementedAt,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Attachment> attachments)
        implements CaseEvent {
    public CaseSupplemented {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(supplementId, "supplementId");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(supplementedAt, "supplementedAt");
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }

    /** Without files. */
    public CaseSupplemented(UUID caseId, UUID supplementId, String text, Instant supplementedAt) {
        this(caseId, supplementId, text, supplementedAt, List.of());
    }
}
