package org.hotline12345.chassis.event.inbox;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that was parked and never applied.
 *
 * @param id Its place in the order of parking.
 * @param payload What it said.
 * @param reason Why nobody needs it.
 * @param proposedBy Who wanted to discard it.
 * @param discardedBy Who agreed.
 */
public record DiscardedEvent(
        long id,
        UUID eventId,
        String topic,
        String key,
        String type,
        Instant time,
        String source,
        String payload,
        String error,
        Instant parkedAt,
        String reason,
        String proposedBy,
        Instant proposedAt,
        String discardedBy,
        Instant discardedAt) {}
