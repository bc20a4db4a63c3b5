package org.hotline12345.chassis.event.relay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.hotline12345.chassis.event.KafkaConnectionTest;
import org.junit.jupiter.api.Test;

class RelayConnectionTest {
    @Test
    void the_relay_sends_as_the_settings_say() {
        var settings = OutboxRelay.producerSettings(KafkaConnectionTest.NO_AUTHORITY, "outbox-sample", 1);

        assertThatThrownBy(() -> new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()))
                .isInstanceOf(KafkaException.class)
                .hasStackTraceContaining("/nowhere/ca.pem");
    }
}
