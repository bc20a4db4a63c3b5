package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import java.util.UUID;

/**
 * A file that belongs to a case, 附件. Its bytes stay with the service that took it in and are served there, by right.
 *
 * @param attachmentId By this it is asked for.
 * @param name Name for display, cleaned and masked.
 * @param type Media type, decided by the content.
 * @param size Bytes.
 * @param sha256 SHA-256 of the bytes as they are kept, in hexadecimal digits.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Attachment(UUID attachmentId, String name, String type, long size, String sha256) {
    public Attachment {
        Objects.requireNonNull(attachmentId, "attachmentId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(sha256, "sha256");
    }
}
