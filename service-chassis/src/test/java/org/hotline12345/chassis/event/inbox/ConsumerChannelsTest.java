package org.hotline12345.chassis.event.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
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
}
