package org.hotline12345.dispatch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.dispatch.routing.model.classifier.Example;
import org.hotline12345.dispatch.routing.model.classifier.Training;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.testing.RealData;
import org.hotline12345.testing.TestServers;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures how many cases a second are routed with the model on and off, in one run on real messages; run it alone on a
 * quiet machine: {@code -Dtest=RoutingThroughputTest -Dhotline.measure=10000}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "hotline.measure", matches = "\\d+")
class RoutingThroughputTest extends DispatchTest {
    private static final Logger LOG = Logger.getLogger(RoutingThroughputTest.class);
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 4;
    private static final String ROUTED = """
            select (select count(*) from work_order) + (select count(*) from triage_entry) as number
            """;

    @Inject
    ObjectMapper json;

    @Inject
    ActiveModel active;

    @Test
    void cases_are_routed_with_the_model_on_and_off() throws IOException {
        int number = Integer.getInteger("hotline.measure");
        storeModel();
        var messages = read("citizen-messages-dev.csv");
        for (int i = 0; i < WARM_UP; i++) {
            route(messages, number, true);
            route(messages, number, false);
        }
        double on = 0;
        double off = 0;
        for (int i = 0; i < ROUNDS; i++) {
            // whatever grows warmer or slower meanwhile touches both alike
            if (i % 2 == 0) {
                off += route(messages, number, false);
                on += route(messages, number, true);
            } else {
                on += route(messages, number, true);
                off += route(messages, number, false);
            }
        }
        LOG.infof(
                "Routed %.0f cases/s without and %.0f cases/s with the model: ratio %.2f",
                ROUNDS * number / off, ROUNDS * number / on, off / on);
        assertThat(off / on).isGreaterThan(0.7);
    }

    /** Seconds it took, once the first cases have been routed: the model is read from the database when it is put in force. */
    private double route(List<Example> messages, int number, boolean model) {
        Sql.on(pool)
                .update(
                        model
                                ? "insert into router_activation (version, activated_at, activated_by) values ('measured', now(), 'test')"
                                : "update router_activation set ended_at = now() where ended_at is null")
                .await()
                .atMost(Duration.ofSeconds(5));
        active.lookAgain();
        sendAndAwait(messages, 200);
        double cpu = cpu();
        double seconds = sendAndAwait(messages, number);
        LOG.infof(
                "%d cases with the model %s: %.0f/s, %.3f ms of CPU each, the sender's too",
                number, model ? "on" : "off", number / seconds, (cpu() - cpu) * 1e3 / number);
        Sql.on(pool)
                .update("update router_activation set ended_at = now() where ended_at is null")
                .await()
                .atMost(Duration.ofSeconds(5));
        return seconds;
    }

    private double sendAndAwait(List<Example> messages, int number) {
        long before = count(ROUTED);
        long start = System.nanoTime();
        send(messages, number);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(5))
                .until(() -> count(ROUTED) >= before + number);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds of CPU spent by this process; what a busy machine does not distort. */
    private static double cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private void storeModel() throws IOException {
        var labelled = read("citizen-messages-train.csv").stream()
                .map(example -> new Example(
                        example.message(),
                        switch (example.label()) {
                            case "城乡建设" -> "C01";
                            case "劳动和社会保障" -> "C02";
                            default -> "C03";
                        }))
                .toList();
        var out = new ByteArrayOutputStream();
        Training.train(labelled, part -> {}).model().write(out);
        Sql.on(pool).update("""
                        insert into router_model (
                          version, state, created_at, created_by, touched_at, wanted_precision, trained_until,
                          category_model, unit_share, alone, agreed, metrics)
                        values ('measured', 'READY', now(), 'test', now(), 0.97, now(), $1, 0, 0.99, 0.9, '{}')
                        on conflict do nothing
                        """, out.toByteArray()).await().atMost(Duration.ofSeconds(20));
    }

    private void send(List<Example> messages, int number) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                System.getProperty(TestServers.KAFKA_PROPERTY),
                "linger.ms",
                20,
                "batch.size",
                200_000,
                "compression.type",
                "lz4");
        String type = EventCatalogue.typeOf(CaseRegistered.class);
        String now = Instant.now().toString();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < number; i++) {
                var message = messages.get(i % messages.size()).message();
                var event =
                        new Case().title(message.title()).text(message.text()).event();
                String id = event.caseId().toString();
                var record = new ProducerRecord<>(Topics.CASE_EVENTS, id, bytes(event));
                Map.of(
                                "ce_specversion", "1.0",
                                "ce_id", id,
                                "ce_type", type,
                                "ce_source", "/test",
                                "ce_time", now,
                                "ce_recordedtime", now)
                        .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                producer.send(record);
            }
            producer.flush();
        }
    }

    private byte[] bytes(CaseRegistered event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Example> read(String name) throws IOException {
        return LabelledMessages.parse(Files.readString(RealData.file(name)));
    }
}
