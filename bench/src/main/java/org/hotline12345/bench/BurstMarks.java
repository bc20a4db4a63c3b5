package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hotline12345.bench.model.Durations;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.localstack.api.HotlineClient;

/** The marks of a burst as they were read from the topic. */
final class BurstMarks {
    private static final String MARKED = EventCatalogue.typeOf(DeadlineMarked.class);

    final String unit;
    final Set<String> marks = new HashSet<>();
    final Set<String> ids = new HashSet<>();
    final Map<String, Instant> lastOfCase = new HashMap<>();
    final Durations late = new Durations();
    int twice;
    int outOfOrder;
    int resent;

    BurstMarks(String unit) {
        this.unit = unit;
    }

    void take(Iterable<ConsumerRecord<byte[], byte[]>> records, long nowMillis) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (!MARKED.equals(CaseTopic.header(record, "ce_type"))) {
                continue;
            }
            JsonNode mark = json(record.value());
            if (!unit.equals(mark.path("unit").asText())) {
                continue;
            }
            if (!ids.add(CaseTopic.header(record, "ce_id"))) {
                resent++;
                continue;
            }
            Instant markedAt =
                    OffsetDateTime.parse(mark.path("markedAt").asText()).toInstant();
            if (!marks.add(mark.path("deadlineId").asText() + mark.path("mark").asText())) {
                twice++;
            }
            Instant before = lastOfCase.put(mark.path("caseId").asText(), markedAt);
            if (before != null && before.isAfter(markedAt)) {
                outOfOrder++;
            }
            late.add(TimeUnit.MILLISECONDS.toNanos(Math.max(0, nowMillis - markedAt.toEpochMilli())));
        }
    }

    static JsonNode json(byte[] value) {
        try {
            return HotlineClient.json().readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
    }
}
