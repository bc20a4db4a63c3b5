package org.hotline12345.chassis.event.inbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.hotline12345.chassis.event.EventTopics;
import org.hotline12345.chassis.event.KafkaConnection;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.event.inbox.IncomingEvent.Fate;
import org.hotline12345.events.Topics;

/**
 * Reads the topic of case events once from its beginning up to where it ends now, beside the service's own consumer and without
 * moving its group: for read models that are made anew. Blocks; not for event loops.
 */
@ApplicationScoped
public class TopicReading {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int BATCH = 2_000;

    private final Map<String, Object> kafka;
    private final EventRoutes routes;
    private final EventReader reader;

    TopicReading(
            @Identifier("default-kafka-broker") Map<String, Object> kafka, EventRoutes routes, EventReader reader) {
        this.kafka = kafka;
        this.routes = routes;
        this.reader = reader;
    }

    /**
     * Where the topic ends, and what was read of it.
     *
     * @param ends First offset of each partition that was not read.
     * @param unreadable Events of no known type or damaged, which are parked for the service's consumer too.
     */
    public record Read(Map<Integer, Long> ends, long unreadable) {}

    /**
     * Reads the events of all cases. Repeats come as they stand in the topic.
     *
     * @param total Told first how many offsets there are to read.
     * @param batch Given events batch by batch, those of a case in order, and how many offsets were passed since the last batch.
     */
    public Read all(Consumer<Long> total, Batch batch) {
        var partitions = IntStream.range(0, EventTopics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.CASE_EVENTS, partition))
                .toList();
        try (var consumer = consumer()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var places = new HashMap<TopicPartition, Long>();
            partitions.forEach(partition -> places.put(partition, consumer.position(partition)));
            total.accept(ends.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - places.get(end.getKey())))
                    .sum());
            long unreadable = 0;
            while (partitions.stream().anyMatch(partition -> places.get(partition) < ends.get(partition))) {
                var events = new ArrayList<ReceivedEvent>();
                for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                    var partition = new TopicPartition(message.topic(), message.partition());
                    if (message.offset() < ends.get(partition)) {
                        IncomingEvent event = reader.read(message, routes.cases());
                        if (event.fate() == Fate.APPLY) {
                            events.add(event.received());
                        } else if (event.fate() == Fate.PARK) {
                            unreadable++;
                        }
                    }
                }
                long passed = 0;
                for (TopicPartition partition : partitions) {
                    long now = Math.min(consumer.position(partition), ends.get(partition));
                    passed += now - places.put(partition, Math.max(now, places.get(partition)));
                }
                batch.take(events, passed);
            }
            var read = new HashMap<Integer, Long>();
            ends.forEach((partition, end) -> read.put(partition.partition(), end));
            return new Read(read, unreadable);
        }
    }

    /** Takes the events read. */
    @FunctionalInterface
    public interface Batch {
        /** Takes some; {@code passed} is how many offsets lie behind since the last time. */
        void take(List<ReceivedEvent> events, long passed);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        var settings = KafkaConnection.of(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
