package org.hotline12345.chassis.event;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.events.HotlineEvent;

/**
 * An event as it came from Kafka.
 *
 * @param id CloudEvents id, UUID version 7.
 * @param type CloudEvents type.
 * @param event The payload.
 * @param time Business time.
 * @param recordedTime When the producing service wrote it.
 * @param imported Whether it was moved in from an older system.
 * @param actor Who did it. May be null.
 * @param source Producing service, {@code /hotline/<service>}.
 * @param json The payload as it was sent.
 */
public record ReceivedEvent(
        UUID id,
        String type,
        HotlineEvent event,
        Instant time,
        Instant recordedTime,
        boolean imported,
        String actor,
        String source,
        String topic,
        int partition,
        long offset,
        String json) {
    /** The same with its payload read. */
    public ReceivedEvent with(HotlineEvent payload) {
        return new ReceivedEvent(
                id, type, payload, time, recordedTime, imported, actor, source, topic, partition, offset, json);
    }

    /** The payload as this record. */
    public <E> E as(Class<E> type) {
        return type.cast(event);
    }
}
