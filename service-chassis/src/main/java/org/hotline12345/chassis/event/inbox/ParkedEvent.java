package org.hotline12345.chassis.event.inbox;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that waits for a repair.
 *
 * @param id Its place in the order of parking.
 * @param eventId CloudEvents id.
 * @param key Case id or key.
 * @param type CloudEvents type.
 * @param time Business time.
 * @param source Producing service.
 * @param error Why it is parked.
 * @param attempts How often it was tried.
 * @param discardReason Why somebody wants to discard it. Null while nobody does.
 * @param discardBy Who does.
 * @param version Grows when a discard is proposed, proposed anew or taken back.
 */
public record ParkedEvent(
        long id,
        UUID eventId,
        String topic,
        String key,
        String type,
        Instant time,
        String source,
        int partition,
        long offset,
        String error,
        int attempts,
        Instant parkedAt,
        String discardReason,
        String discardBy,
        Instant discardAt,
        int version) {}
