package org.hotline12345.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.Topics;

/**
 * Looks into Kafka beside the service under test: puts events of other services in, and reads what stands there. Not
 * for use by several threads.
 */
public final class KafkaProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<RecordedEvent> seen = new ArrayList<>();
    private final List<Future<?>> onTheWay = new ArrayList<>();
    private boolean together;

    private KafkaProbe(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.idempotence", "true", "max.block.ms", "20000"),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false",
                        "metadata.max.age.ms", "1000",
                        // the broker answers a connection's requests in turn: a question would wait behind a fetch
                        "fetch.max.wait.ms", "10"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A probe into the Kafka of this build; needs {@link TestServers}. Close it. */
    public static KafkaProbe open() {
        String bootstrap = System.getProperty(TestServers.KAFKA_PROPERTY);
        if (bootstrap == null) {
            throw new IllegalStateException("no Kafka for tests: put @WithTestResource(TestServers.class) on the test");
        }
        return new KafkaProbe(bootstrap);
    }

    /** Puts an event in as another service would; returns its id. */
    public UUID produce(HotlineEvent event, Instant time) {
        return produce(event, time, Map.of());
    }

    /** Puts an event in with further headers, such as {@code ce_imported}. */
    public UUID produce(HotlineEvent event, Instant time, Map<String, String> more) {
        UUID id = UUID.randomUUID();
        produce(id, event, time, more);
        return id;
    }

    /** Puts an event in under an id given; twice the same id is the repeat that a consumer must drop. */
    public void produce(UUID id, HotlineEvent event, Instant time, Map<String, String> more) {
        String key = key(event);
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_type", EventCatalogue.typeOf(event.getClass()));
        headers.put("ce_source", "/test");
        headers.put("ce_subject", key);
        headers.put("ce_time", time.toString());
        headers.put("ce_recordedtime", Instant.now().toString());
        headers.put("content-type", "application/json");
        headers.putAll(more);
        try {
            send(topicOf(event), key, headers, JSON.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write " + event.getClass().getSimpleName(), e);
        }
    }

    /** Puts in all that is put in here without waiting for each; returns when Kafka has all of it. */
    public void together(Runnable many) {
        together = true;
        many.run();
        together = false;
        onTheWay.forEach(KafkaProbe::arrived);
        onTheWay.clear();
    }

    /** Puts any bytes in: for poison, unknown types and damaged payloads. */
    public void send(String topic, String key, Map<String, String> headers, byte[] payload) {
        var message = new ProducerRecord<>(topic, key, payload);
        headers.forEach(
                (name, value) -> message.headers().add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8))));
        var sent = producer.send(message);
        if (together) {
            onTheWay.add(sent);
        } else {
            arrived(sent);
        }
    }

    private static void arrived(Future<?> sent) {
        try {
            sent.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot send", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All events so far, in the order read; order is that of the stream within a case. */
    public List<RecordedEvent> events() {
        poll();
        return List.copyOf(seen);
    }

    /** The events of a case so far, in stream order. */
    public List<RecordedEvent> eventsOf(UUID caseId) {
        return events().stream()
                .filter(e -> e.topic().equals(Topics.CASE_EVENTS)
                        && caseId.toString().equals(e.key()))
                .toList();
    }

    /** Waits for the first event of a type in a case. */
    public <E extends CaseEvent> RecordedEvent await(UUID caseId, Class<E> type) {
        return await(
                e -> type.isInstance(e.event()) && caseId.toString().equals(e.key()),
                type.getSimpleName() + " of case " + caseId);
    }

    /** Waits for the first event that fits; the description goes into the message when none comes. */
    public RecordedEvent await(Predicate<RecordedEvent> wanted, String description) {
        return Awaitility.await(description)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .pollInSameThread()
                .until(() -> events().stream().filter(wanted).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }

    private void poll() {
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : List.of(Topics.CASE_EVENTS, Topics.OFFICE_EVENTS)) {
            consumer.listTopics()
                    .getOrDefault(topic, List.of())
                    .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
        }
        var fresh = partitions.stream()
                .filter(p -> !consumer.assignment().contains(p))
                .toList();
        if (!fresh.isEmpty()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(fresh);
        }
        if (partitions.isEmpty()) {
            return;
        }
        // Read up to where the topics ended when asked, so that an assertion about absence means something.
        var ends = consumer.endOffsets(partitions);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())
                && System.nanoTime() < giveUp) {
            for (var message : consumer.poll(Duration.ofMillis(50))) {
                seen.add(read(message));
            }
        }
    }

    private static RecordedEvent read(ConsumerRecord<String, byte[]> message) {
        var headers = new LinkedHashMap<String, String>();
        message.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        String json = new String(message.value(), StandardCharsets.UTF_8);
        String type = headers.getOrDefault("ce_type", "");
        HotlineEvent event =
                EventCatalogue.classOf(type).map(c -> parse(json, c)).orElse(null);
        return new RecordedEvent(
                id(headers.get("ce_id")),
                type,
                event,
                headers.containsKey("ce_time")
                        ? java.time.OffsetDateTime.parse(headers.get("ce_time")).toInstant()
                        : null,
                message.topic(),
                message.partition(),
                message.offset(),
                message.key(),
                Map.copyOf(headers),
                json);
    }

    private static HotlineEvent parse(String json, Class<? extends HotlineEvent> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException unreadable) {
            return null;
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException | NullPointerException damaged) {
            return null;
        }
    }

    private static String key(HotlineEvent event) {
        return event instanceof CaseEvent caseEvent ? caseEvent.caseId().toString() : ((OfficeEvent) event).key();
    }

    private static String topicOf(HotlineEvent event) {
        return event instanceof CaseEvent ? Topics.CASE_EVENTS : Topics.OFFICE_EVENTS;
    }
}
