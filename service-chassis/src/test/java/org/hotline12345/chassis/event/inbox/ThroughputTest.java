package org.hotline12345.chassis.event.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.relay.OutboxRelay;
import org.hotline12345.chassis.sample.SampleHandler;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.testing.TestServers;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Measures; run it alone on a quiet machine: {@code -Dtest=ThroughputTest -Dhotline.measure=200000}. */
@QuarkusTest
@WithTestResource(TestServers.class)
@EnabledIfSystemProperty(named = "hotline.measure", matches = "\\d+")
class ThroughputTest {
    private static final Logger LOG = Logger.getLogger(ThroughputTest.class);

    private final SampleHandler handler;
    private final Pool pool;
    private final OutboxRelay relay;

    ThroughputTest(SampleHandler handler, Pool pool, OutboxRelay relay) {
        this.handler = handler;
        this.pool = pool;
        this.relay = relay;
    }

    @Test
    void events_are_consumed_by_a_trivial_handler() {
        int number = Integer.getInteger("hotline.measure");
        send(20_000);
        await().atMost(Duration.ofMinutes(2)).until(() -> handler.quiet() >= 20_000);
        int before = handler.quiet();
        double cpu = consumerCpu();
        long start = System.nanoTime();
        Thread sender = new Thread(() -> send(number));
        sender.start();
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofMinutes(5))
                .until(() -> handler.quiet() >= before + number);
        double seconds = (System.nanoTime() - start) / 1e9;
        LOG.infof(
                "Consumed %d events in %.2f s: %.0f/s; %.2f s of CPU in the consumer",
                number, seconds, number / seconds, consumerCpu() - cpu);
        assertThat(handler.quiet()).isEqualTo(before + number);
    }

    @Test
    void events_are_relayed() {
        int number = Integer.getInteger("hotline.measure") / 4;
        long start = System.nanoTime();
        Sql.on(pool).update("""
                        insert into outbox (event_ids, topics, keys, types, payloads, times, imported, actors, traceparents)
                        select
                          array[gen_random_uuid()], array[$2], array[gen_random_uuid()::text],
                          array['org.hotline12345.case.withdrawn.v1'],
                          array['{"caseId":"' || gen_random_uuid() || '","reason":"' || repeat('x', 300) || '"}'],
                          array[now()], array[false], array[null::text], array[null::text]
                        from generate_series(1, $1)
                        """, number, Topics.CASE_EVENTS).await().indefinitely();
        double written = (System.nanoTime() - start) / 1e9;
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofMinutes(5))
                .until(() -> Sql.on(pool)
                                .first("select count(*) as number from outbox")
                                .await()
                                .indefinitely()
                                .getLong("number")
                        == 0);
        double seconds = (System.nanoTime() - start) / 1e9 - written;
        LOG.infof("Relayed %d events in %.2f s: %.0f/s", number, seconds, number / seconds);
        assertThat(relay.lastError()).isEmpty();
    }

    /** Seconds of CPU spent by the threads that read and apply events; what a busy machine does not distort. */
    private static double consumerCpu() {
        var threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null
                    && (thread.getThreadName().startsWith("vert.x-eventloop")
                            || thread.getThreadName().startsWith("smallrye-kafka-consumer"))) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos / 1e9;
    }

    private static void send(int number) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                System.getProperty(TestServers.KAFKA_PROPERTY),
                "linger.ms",
                20,
                "batch.size",
                200_000,
                "compression.type",
                "lz4");
        String type = EventCatalogue.typeOf(CaseSupplemented.class);
        String now = Instant.now().toString();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < number; i++) {
                var caseId = UuidV7.next();
                String json = "{\"caseId\":\"" + caseId + "\",\"supplementId\":\"" + caseId
                        + "\",\"text\":\"quiet\",\"supplementedAt\":\"" + now + "\"}";
                var record = new ProducerRecord<>(
                        Topics.CASE_EVENTS, caseId.toString(), json.getBytes(StandardCharsets.UTF_8));
                record.headers().add("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8));
                record.headers().add("ce_id", caseId.toString().getBytes(StandardCharsets.UTF_8));
                record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
                record.headers().add("ce_source", "/test".getBytes(StandardCharsets.UTF_8));
                record.headers().add("ce_time", now.getBytes(StandardCharsets.UTF_8));
                record.headers().add("ce_recordedtime", now.getBytes(StandardCharsets.UTF_8));
                producer.send(record);
            }
            producer.flush();
            producer.close(Duration.ofSeconds(5));
        }
        LOG.debugf("Sent %d events after %d ms", number, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }
}
