package org.hotline12345.chassis.event.inbox;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.ReceivedEvent;

/**
 * An event on its way in.
 *
 * @param received The event; its payload is null unless it is to be applied.
 * @param key Case id or key: what must keep its order.
 * @param trace W3C traceparent. May be null.
 * @param fate What is to be done with it.
 * @param error Why it is parked. Null unless it is.
 */
record IncomingEvent(ReceivedEvent received, String key, String trace, Fate fate, String error) {
    enum Fate {
        APPLY,
        IGNORE,
        PARK
    }

    UUID id() {
        return received.id();
    }

    /**
     * The time that decides in which partition of the inbox the id lies: always the same for the same id, so it comes from
     * the id alone. Ids without a time lie in the partition of everything else.
     */
    Instant inboxTime() {
        return inboxTime(received.id());
    }

    static Instant inboxTime(UUID id) {
        return UuidV7.isTimeOrdered(id) ? UuidV7.instantOf(id) : Instant.EPOCH;
    }
}
