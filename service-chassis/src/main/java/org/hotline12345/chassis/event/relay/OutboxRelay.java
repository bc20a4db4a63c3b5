package org.hotline12345.chassis.event.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hotline12345.chassis.event.EventTopics;
import org.hotline12345.chassis.event.KafkaConnection;
import org.hotline12345.chassis.event.RelaySignal;
import org.jboss.logging.Logger;

/**
 * Moves events from the outbox to Kafka, on a thread of its own. Woken by commits of this process, and looking by itself a
 * few times a second for those of others. Of several instances one leads and sends; the others look as often whether the lead
 * has become free.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long LONGEST_PAUSE = 2_000;
    private static final long REST_PER_WORK = 4;
    /** When a round is given up of which Kafka acknowledges nothing. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final long LAST_ROUND = 4_000;

    private final DataSource database;
    private final EventTopics topics;
    private final RelaySignal signal;
    private final RelaySettings settings;
    private final String service;
    private final Map<String, Object> kafka;
    private final Counter relayed;
    private final Counter failed;
    private final Timer rounds;
    private volatile Instant oldest;
    private volatile boolean stopping;
    private volatile String lastError;
    private Thread thread;
    /** Of the relay's thread: false while another instance sends. */
    private boolean leads = true;

    public OutboxRelay(
            DataSource database,
            EventTopics topics,
            RelaySignal signal,
            RelaySettings settings,
            MeterRegistry meters,
            @ConfigProperty(name = "hotline.service") String service,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.database = database;
        this.topics = topics;
        this.signal = signal;
        this.settings = settings;
        this.service = service;
        this.kafka = kafka;
        this.relayed = meters.counter("hotline_outbox_relayed");
        this.failed = meters.counter("hotline_outbox_failures");
        this.rounds = Timer.builder("hotline_outbox_round")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        meters.gauge(
                "hotline_outbox_oldest_seconds",
                this,
                relay -> relay.oldestAge().toMillis() / 1000.0);
    }

    /** How long the oldest event has been waiting; zero when none waits. */
    public Duration oldestAge() {
        Instant since = oldest;
        return since == null ? Duration.ZERO : Duration.between(since, Instant.now());
    }

    /** Why the last round failed; empty after a good one. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    void start(@Observes @Priority(3000) StartupEvent event) {
        if (settings.enabled()) {
            thread = new Thread(this::run, "outbox-relay");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (thread != null) {
            signal.wakeUp().run();
            thread.join(LAST_ROUND);
            // what Kafka does not acknowledge now is sent by another instance, or after the next start
            thread.interrupt();
            thread.join(1_000);
        }
    }

    private void run() {
        try (var sender = new OutboxSender(database, this::producer, service, settings.batch(), LATE, () -> {})) {
            long pause = 0;
            long begun = System.nanoTime();
            long ended = begun;
            boolean more = false;
            while (!stopping) {
                if (!leads) {
                    // a commit of this process is the leader's work
                    TimeUnit.NANOSECONDS.sleep(settings.poll().toNanos());
                } else if (!more) {
                    signal.await(pause > 0 ? pause : settings.poll().toMillis());
                    rest(begun, ended);
                }
                begun = System.nanoTime();
                ended = begun;
                if (!topics.ready()) {
                    more = false;
                    continue;
                }
                try {
                    more = round(sender);
                    pause = 0;
                    lastError = null;
                } catch (Exception e) {
                    more = false;
                    pause = Math.min(LONGEST_PAUSE, Math.max(50, pause * 2));
                    failed.increment();
                    report(e);
                }
                ended = System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Until a multiple of what the last round took is over: on a busy machine rounds take longer, so fewer and larger ones
     * follow, and what a round costs by itself never takes the machine.
     */
    private void rest(long begun, long ended) throws InterruptedException {
        long pause = Math.max(settings.pace().toNanos() - (ended - begun), REST_PER_WORK * (ended - begun));
        long most = settings.poll().toNanos();
        TimeUnit.NANOSECONDS.sleep(ended + Math.min(pause, most) - System.nanoTime());
    }

    private boolean round(OutboxSender sender) throws Exception {
        long start = System.nanoTime();
        OutboxSender.Round round = sender.send();
        leads = round.leads();
        oldest = round.sent() > 0 && !round.more() ? null : round.oldest();
        if (round.sent() > 0) {
            relayed.increment(round.sent());
            rounds.record(Duration.ofNanos(System.nanoTime() - start));
        }
        return round.more();
    }

    private void report(Exception e) {
        String error = e.getClass().getSimpleName() + ": " + e.getMessage();
        if (!error.equals(lastError)) {
            LOG.warnf("Events stay in the outbox and are sent again: %s", error);
            LOG.debug("The relay's failure", e);
        }
        lastError = error;
        if (oldest == null) {
            oldest = Instant.now();
        }
    }

    private Producer<String, byte[]> producer(int batchBytes) {
        return new KafkaProducer<>(
                producerSettings(kafka, "outbox-" + service, batchBytes),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * A record that is on its way may be tried again for ever, but never past another: one request at a time, since of a producer that it
     * does not know yet a broker takes any batch as the first, also the second one after a first that it refused; and no record is given up
     * on while later ones go on. What is late is ended by {@link OutboxSender} as a whole.
     */
    static Map<String, Object> producerSettings(Map<String, Object> kafka, String clientId, int batchBytes) {
        var map = KafkaConnection.of(kafka);
        map.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        map.put(ProducerConfig.ACKS_CONFIG, "all");
        map.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        map.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        map.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        map.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        map.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        map.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        // so long a round is given to the producer: what it sends then is the whole of it and not its first record
        map.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        map.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
        map.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        map.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return map;
    }
}
