package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Whether the unit put right what it was ordered to (整改核验).
 *
 * @param rectificationId The order.
 */
@EventType("org.hotline12345.office.rectification-verified.v1")
public record RectificationVerified(UUID rectificationId, String unit, boolean fulfilled, Instant verifiedAt)
        implements OfficeEvent {
    public RectificationVerified {
        Objects.requireNonNull(rectificationId, "rectificationId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(verifiedAt, "verifiedAt");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return rectificationId.toString();
    }
}
