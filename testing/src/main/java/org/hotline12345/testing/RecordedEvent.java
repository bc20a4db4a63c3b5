package org.hotline12345.testing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.events.HotlineEvent;

/**
 * An event as it lies in Kafka.
 *
 * @param id {@code ce_id}
 * @param type {@code ce_type}
 * @param event the payload read into its record; null when the type is not in the catalogue
 * @param time {@code ce_time}, the business time
 * @param key the record's key, a case id on the topic of case events
 * @param headers all headers as text
 * @param json the payload as it stands
 */
public record RecordedEvent(
        UUID id,
        String type,
        HotlineEvent event,
        Instant time,
        String topic,
        int partition,
        long offset,
        String key,
        Map<String, String> headers,
        String json) {
    /** The payload as the record class expected. */
    public <E extends HotlineEvent> E as(Class<E> type) {
        return type.cast(event);
    }

    /** Whether it came in by an import of history. */
    public boolean imported() {
        return Boolean.parseBoolean(headers.getOrDefault("ce_imported", "false"));
    }
}
