package org.hotline12345.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.Topics;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.stack.Stack;

/** Writes events straight into the topics, as the services' relays write them but without a service. */
final class TopicWriter implements AutoCloseable {
    private final ObjectMapper json =
            HotlineClient.json().copy().setSerializationInclusion(JsonInclude.Include.NON_NULL);
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    TopicWriter(Stack stack) {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafkaBootstrap());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes an event; it is there after {@link #flush}. */
    void write(HotlineEvent event, Instant at) {
        boolean ofACase = event instanceof CaseEvent;
        String key = event instanceof CaseEvent told ? told.caseId().toString() : ((OfficeEvent) event).key();
        try {
            write(
                    ofACase ? Topics.CASE_EVENTS : Topics.OFFICE_EVENTS,
                    key,
                    headers(UUID.randomUUID().toString(), EventCatalogue.typeOf(event.getClass()), key, at),
                    json.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The headers of an event. */
    static List<Header> headers(String id, String type, String key, Instant at) {
        return List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", id),
                header("ce_type", type),
                header("ce_source", "/hotline/bench"),
                header("ce_subject", key),
                header("ce_time", at.toString()),
                header("ce_recordedtime", at.toString()),
                header("content-type", "application/json; charset=utf-8"));
    }

    /** Writes anything; it is there after {@link #flush}. */
    void write(String topic, String key, Iterable<Header> headers, byte[] value) {
        producer.send(new ProducerRecord<>(topic, null, key, value, headers), (written, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
    }

    /** Waits until all is there. */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("an event could not be written", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
