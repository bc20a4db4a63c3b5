package org.hotline12345.chassis.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
    @Test
    void a_client_gets_what_concerns_the_connection_and_nothing_else() {
        assertThat(KafkaConnection.of(Map.of(
                        "bootstrap.servers", "kafka:9093",
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "ssl.truststore.location", "/etc/kafka.p12",
                        "group.id", "other",
                        "acks", "0")))
                .containsOnlyKeys(
                        "bootstrap.servers", "security.protocol", "sasl.mechanism", "ssl.truststore.location");
    }
}
