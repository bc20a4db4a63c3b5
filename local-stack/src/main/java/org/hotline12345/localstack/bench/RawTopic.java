package org.hotline12345.localstack.bench;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.hotline12345.events.Topics;
import org.hotline12345.localstack.stack.Stack;

/**
 * What the broker gives without the suite: reading the topic of case events from its beginning, nothing done with it.
 *
 * @param records Records read.
 * @param perSecond Records a second.
 * @param meanBytes Mean size of a value.
 */
record RawTopic(long records, double perSecond, int meanBytes) {
    static RawTopic read(Stack stack, int seconds) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafkaBootstrap());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "65536");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CASE_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // the first batch starts the clock: it counts as there, not as read in the time
            long first = 0;
            long records = 0;
            long bytes = 0;
            long begun = 0;
            long last = 0;
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            int empty = 0;
            while (System.nanoTime() < end && empty < 5) {
                var batch = consumer.poll(Duration.ofMillis(200));
                if (batch.isEmpty()) {
                    empty += records == 0 ? 0 : 1;
                    continue;
                }
                if (begun == 0) {
                    begun = System.nanoTime();
                    first = batch.count();
                    continue;
                }
                for (ConsumerRecord<byte[], byte[]> record : batch) {
                    bytes += record.value() == null ? 0 : record.value().length;
                }
                records += batch.count();
                last = System.nanoTime();
            }
            double took = (last - begun) / 1e9;
            return new RawTopic(
                    first + records, records == 0 ? 0 : records / took, records == 0 ? 0 : (int) (bytes / records));
        }
    }
}
