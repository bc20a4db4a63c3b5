package org.hotline12345.localstack.account;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.hotline12345.events.Topics;

/** Reads a whole topic from the first record to the last, repeats of events included. */
public final class CaseStream {
    private CaseStream() {}

    /** One event as it stands in the topic. */
    public record Entry(String caseId, String id, String type, String json) {}

    /** The cases' topic. */
    public static List<Entry> read(String bootstrap) {
        return read(bootstrap, Topics.CASE_EVENTS);
    }

    /** Any topic. */
    public static List<Entry> read(String bootstrap, String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Entry> entries = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> entries.add(entry(record)));
            }
            return entries;
        }
    }

    private static Entry entry(ConsumerRecord<String, String> event) {
        return new Entry(event.key(), header(event, "ce_id"), header(event, "ce_type"), event.value());
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
