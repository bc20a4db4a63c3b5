package org.hotline12345.chassis.event.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class ConsumerChannelsTest {
    private static KafkaConsumer<String, byte[]> nowhere() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:1", "group.id", "nobody"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Test
    void a_client_that_never_polled_does_not_read() {
        try (var consumer = nowhere()) {
            assertThat(ConsumerChannels.problem(consumer.metrics())).contains("the client has not begun to read");
        }
    }

    @Test
    void a_client_that_never_reached_kafka_does_not_read() {
        try (var consumer = nowhere()) {
            consumer.subscribe(List.of("somewhere"));
            consumer.poll(Duration.ofMillis(50));
            assertThat(ConsumerChannels.problem(consumer.metrics())).contains("the client never joined its group");
        }
    }

    @Test
    void a_client_that_was_closed_does_not_read() {
        var consumer = nowhere();
        consumer.close(Duration.ZERO);
        assertThat(ConsumerChannels.problem(consumer.metrics())).contains("the client is closed");
    }

    @Test
    void a_client_reads_although_the_clock_was_put_back_since_it_polled_last() {
        assertThat(ConsumerChannels.problem(told(-40, -90))).isEmpty();
        assertThat(ConsumerChannels.problem(told(61, -90))).contains("the client has not read for 61 s");
    }

    private static Map<MetricName, Metric> told(double polled, double rebalanced) {
        return Stream.of(said("last-poll-seconds-ago", polled), said("last-rebalance-seconds-ago", rebalanced))
                .collect(Collectors.toMap(Metric::metricName, metric -> metric));
    }

    private static Metric said(String name, double value) {
        return new Metric() {
            @Override
            public MetricName metricName() {
                return new MetricName(name, "consumer-metrics", "", Map.of());
            }

            @Override
            public Object metricValue() {
                return value;
            }
        };
    }
}
