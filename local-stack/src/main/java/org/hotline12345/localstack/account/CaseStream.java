package org.hotline12345.localstack.account;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.hotline12345.events.Topics;

/** Reads a topic from the first record to the last, repeats of events included, and later on what has come since. */
public final class CaseStream {
    private final String bootstrap;
    private final String topic;
    private final Map<TopicPartition, Long> read = new HashMap<>();

    /** Any topic, from its beginning. */
    public CaseStream(String bootstrap, String topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
    }

    /** One event as it stands in the topic; id and type are empty where it has none. */
    public record Entry(String caseId, String id, String type, String json) {}

    /** The cases' topic. */
    public static List<Entry> read(String bootstrap) {
        return read(bootstrap, Topics.CASE_EVENTS);
    }

    /** All of any topic. */
    public static List<Entry> read(String bootstrap, String topic) {
        return new CaseStream(bootstrap, topic).next();
    }

    /** What stands there behind that which was read before. */
    public List<Entry> next() {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            read.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Entry> entries = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> entries.add(entry(record)));
            }
            partitions.forEach(partition -> read.put(partition, consumer.position(partition)));
            return entries;
        }
    }

    private static Entry entry(ConsumerRecord<String, String> event) {
        return new Entry(event.key(), header(event, "ce_id"), header(event, "ce_type"), event.value());
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
