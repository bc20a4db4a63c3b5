package org.hotline12345.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.localstack.api.HotlineClient;

/** Tells that cases were registered and dispatched just now, as intake and dispatch would, by the samples of the contract. */
final class SampleEvents implements AutoCloseable {
    private final KafkaProducer<String, String> producer;

    SampleEvents(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"), new StringSerializer(), new StringSerializer());
    }

    /** A new case that came to the unit of the samples; sent, perhaps not yet acknowledged. */
    UUID dispatchedCase() {
        UUID caseId = UUID.randomUUID();
        ObjectNode registered = sample(CaseRegistered.class);
        registered.put("outcome", "TO_DISPATCH").put("registeredAt", now()).remove(List.of("upstream", "replyDueAt"));
        send(CaseRegistered.class, caseId, registered);
        ObjectNode dispatched = sample(CaseDispatched.class);
        dispatched.put("workOrderId", UUID.randomUUID().toString());
        dispatched.put("cause", "FIRST").put("round", 1).put("dispatchedAt", now());
        send(CaseDispatched.class, caseId, dispatched);
        return caseId;
    }

    /** The unit of the samples. */
    static String unit() {
        return sample(CaseDispatched.class).path("leadUnit").asText();
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(Class<? extends CaseEvent> type, UUID caseId, ObjectNode event) {
        event.put("caseId", caseId.toString());
        var record = new ProducerRecord<>(Topics.CASE_EVENTS, caseId.toString(), event.toString());
        Map<String, String> headers = Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_type", EventCatalogue.typeOf(type),
                "ce_source", "/test",
                "ce_subject", caseId.toString(),
                "ce_time", now(),
                "ce_recordedtime", now());
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(record);
    }

    private static ObjectNode sample(Class<? extends CaseEvent> type) {
        String name = "/samples/" + EventCatalogue.typeOf(type) + ".json";
        try (var in = EventCatalogue.class.getResourceAsStream(name)) {
            return (ObjectNode) HotlineClient.json().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static String now() {
        return OffsetDateTime.ofInstant(Instant.now(), ZoneId.of("Asia/Shanghai"))
                .toString();
    }
}
