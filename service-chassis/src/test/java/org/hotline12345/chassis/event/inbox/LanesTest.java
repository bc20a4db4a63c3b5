package org.hotline12345.chassis.event.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.sample.SampleHandler;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Large batches in two transactions at once. */
@QuarkusTest
@WithTestResource(TestServers.class)
@TestProfile(LanesTest.TwoLanes.class)
class LanesTest {
    private static final int CASES = 60;
    private static final int EVENTS_A_CASE = 100;

    private final SampleHandler handler;
    private final Pool pool;
    private final EventJson json;

    LanesTest(SampleHandler handler, Pool pool, EventJson json) {
        this.handler = handler;
        this.pool = pool;
        this.json = json;
    }

    /** The sample service with two lanes. */
    public static class TwoLanes implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hotline.consumer.lanes", "2");
        }
    }

    @AfterEach
    void heal() {
        handler.failOn(null);
    }

    @Test
    void halves_of_a_batch_keep_the_order_of_cases_and_park_only_what_fails() throws Exception {
        List<UUID> cases = Stream.generate(UuidV7::next).limit(CASES).toList();
        UUID sick = cases.get(7);
        handler.failOn("poison " + sick);
        Map<UUID, Integer> partitions = send(cases, sick);

        List<String> all =
                IntStream.range(0, EVENTS_A_CASE).mapToObj(i -> "text " + i).toList();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> applied(cases).size() == CASES * EVENTS_A_CASE - EVENTS_A_CASE / 2
                        && parked(sick) == EVENTS_A_CASE / 2);
        Map<UUID, List<String>> texts = applied(cases).stream()
                .collect(Collectors.groupingBy(
                        row -> row.getUUID(0), Collectors.mapping(row -> row.getString(1), Collectors.toList())));
        texts.forEach((caseId, told) ->
                assertThat(told).isEqualTo(caseId.equals(sick) ? all.subList(0, EVENTS_A_CASE / 2) : all));

        var inOneTransaction = applied(cases).stream().collect(Collectors.groupingBy(row -> row.getString(2)));
        assertThat(inOneTransaction.values().stream()
                        .filter(rows -> rows.size() > 100)
                        .map(rows -> rows.stream()
                                .map(row -> partitions.get(row.getUUID(0)) % 2)
                                .distinct()
                                .count()))
                .as("large transactions with partitions of one lane only")
                .contains(1L);
    }

    private Map<UUID, Integer> send(List<UUID> cases, UUID sick) throws Exception {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", System.getProperty(TestServers.KAFKA_PROPERTY), "linger.ms", 50);
        var sent = new HashMap<UUID, Future<RecordMetadata>>();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < EVENTS_A_CASE; i++) {
                for (UUID caseId : cases) {
                    boolean fails = caseId.equals(sick) && i == EVENTS_A_CASE / 2;
                    var event = new CaseSupplemented(
                            caseId, UuidV7.next(), fails ? "poison " + sick : "text " + i, Instant.now());
                    var message = new ProducerRecord<>(
                            Topics.CASE_EVENTS,
                            caseId.toString(),
                            json.write(event).getBytes(StandardCharsets.UTF_8));
                    Map.of(
                                    "ce_id", UuidV7.next().toString(),
                                    "ce_type", EventCatalogue.typeOf(CaseSupplemented.class),
                                    "ce_time", Instant.now().toString(),
                                    "ce_recordedtime", Instant.now().toString())
                            .forEach((name, value) ->
                                    message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                    sent.put(caseId, producer.send(message));
                }
            }
        }
        var partitions = new HashMap<UUID, Integer>();
        for (var last : sent.entrySet()) {
            partitions.put(last.getKey(), last.getValue().get().partition());
        }
        return partitions;
    }

    private List<Row> applied(List<UUID> cases) {
        return Sql.on(pool)
                .select("""
                        select case_id, text, xmin::text
                        from sample_applied
                        where case_id = any($1::uuid[])
                        order by place
                        """, (Object) cases.toArray(UUID[]::new))
                .await()
                .indefinitely();
    }

    private long parked(UUID caseId) {
        return Sql.on(pool)
                .first("select count(*) from parked_event where key = $1", caseId.toString())
                .await()
                .indefinitely()
                .getLong(0);
    }
}
