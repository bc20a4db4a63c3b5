package org.hotline12345.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.hotline12345.events.Topics;
import org.hotline12345.localstack.stack.Stack;

/** A topic as a reader sees it who belongs to no group: all partitions. */
final class CaseTopic implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Opens that of case events; nothing is read before {@link #toBeginning} or {@link #toEnd}. */
    CaseTopic(Stack stack, Map<String, Object> settings) {
        this(stack, Topics.CASE_EVENTS, settings);
    }

    /** Opens any. */
    CaseTopic(Stack stack, String topic, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", stack.kafkaBootstrap());
        all.put("max.poll.records", "5000");
        consumer = new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
    }

    void toBeginning() {
        consumer.seekToBeginning(partitions);
    }

    /** What is written from now on is read. */
    void toEnd() {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** So many records of each partition are read once more. */
    void beforeEnd(int records) {
        consumer.endOffsets(partitions)
                .forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - records)));
    }

    ConsumerRecords<byte[], byte[]> poll(long millis) {
        return consumer.poll(Duration.ofMillis(millis));
    }

    /** How many records are written; repeats count too. */
    long length() {
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Whether all is read that stands there now. */
    boolean read() {
        return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    static String header(ConsumerRecord<byte[], byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
