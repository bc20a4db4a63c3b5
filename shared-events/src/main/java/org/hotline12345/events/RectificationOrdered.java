package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A unit must put something right by a date (限期整改).
 *
 * @param rectificationId The order.
 */
@EventType("org.hotline12345.office.rectification-ordered.v1")
public record RectificationOrdered(UUID rectificationId, String unit, String text, Instant dueAt, Instant orderedAt)
        implements OfficeEvent {
    public RectificationOrdered {
        Objects.requireNonNull(rectificationId, "rectificationId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(dueAt, "dueAt");
        Objects.requireNonNull(orderedAt, "orderedAt");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return rectificationId.toString();
    }
}
