package org.hotline12345.chassis.event.inbox;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Whether the channels really read: what their clients tell of themselves. */
@ApplicationScoped
public class ConsumerChannels {
    /** Polls go on while a batch is applied and while Kafka is away; a client that makes none for so long is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /** Less than nothing is the time since something that was done before the machine's clock was put back. */
    private static final double NEVER = -1;

    private final KafkaClientService clients;

    ConsumerChannels(KafkaClientService clients) {
        this.clients = clients;
    }

    /** The channels that do not read, with the reason. */
    public Map<String, String> dead() {
        var dead = new TreeMap<String, String>();
        for (String channel : EventConsumer.CHANNELS) {
            var client = clients.getConsumer(channel);
            var reason = client == null
                    ? Optional.of("there is no client")
                    : problem(client.unwrap().metrics());
            reason.ifPresent(text -> dead.put(channel, text));
        }
        return dead;
    }

    /** What is wrong with a client that says this of itself. */
    static Optional<String> problem(Map<MetricName, ? extends Metric> metrics) {
        OptionalDouble polled = value(metrics, "last-poll-seconds-ago");
        if (polled.isEmpty()) {
            return Optional.of("the client is closed");
        }
        if (polled.getAsDouble() == NEVER) {
            return Optional.of("the client has not begun to read");
        }
        if (polled.getAsDouble() > SILENCE.toSeconds()) {
            return Optional.of("the client has not read for " + (long) polled.getAsDouble() + " s");
        }
        return value(metrics, "last-rebalance-seconds-ago").orElse(NEVER) == NEVER
                ? Optional.of("the client never joined its group")
                : Optional.empty();
    }

    private static OptionalDouble value(Map<MetricName, ? extends Metric> metrics, String name) {
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(entry -> entry.getValue().metricValue())
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .findFirst();
    }
}
