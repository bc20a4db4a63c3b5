package org.hotline12345.chassis.event.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How the consumption of events goes: for health, metrics and the decision to stop. */
@ApplicationScoped
public class ConsumerState {
    private final ConsumerSettings settings;
    private final MeterRegistry meters;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Retrying> retrying = new ConcurrentHashMap<>();
    private final ArrayDeque<Instant> parked = new ArrayDeque<>();
    private volatile String stopped;
    private volatile boolean running;

    public ConsumerState(ConsumerSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    private record Retrying(Instant since, String error) {}

    /** Why consumption has stopped; empty while it goes on. */
    public Optional<String> stopped() {
        return Optional.ofNullable(stopped);
    }

    /** Whether events are being consumed. */
    public boolean running() {
        return running && stopped == null;
    }

    /** The topics whose batch meets errors of infrastructure for longer than allowed, with the error. */
    public Map<String, String> retryingTooLong() {
        Instant limit = Instant.now().minus(settings.maxRetrying());
        var topics = new java.util.TreeMap<String, String>();
        retrying.forEach((topic, state) -> {
            if (state.since.isBefore(limit)) {
                topics.put(topic, state.error);
            }
        });
        return topics;
    }

    void started() {
        running = true;
    }

    void stop(String reason) {
        stopped = reason;
    }

    void retrying(String topic, String error) {
        retrying.compute(topic, (key, present) -> new Retrying(present == null ? Instant.now() : present.since, error));
    }

    void progress(String topic) {
        if (!retrying.isEmpty()) {
            retrying.remove(topic);
        }
    }

    /** Takes note of a parked event; true when there were too many in the last minute. */
    boolean parkedOne() {
        synchronized (parked) {
            Instant now = Instant.now();
            parked.add(now);
            while (parked.peek().isBefore(now.minus(Duration.ofMinutes(1)))) {
                parked.poll();
            }
            return parked.size() >= settings.maxParkedPerMinute();
        }
    }

    void count(String type, String outcome, long number) {
        counters.computeIfAbsent(
                        outcome + " " + type,
                        key -> meters.counter("hotline_events", "type", shorten(type), "outcome", outcome))
                .increment(number);
    }

    private static String shorten(String type) {
        return type.startsWith("org.hotline12345.") ? type.substring("org.hotline12345.".length()) : "unknown";
    }
}
