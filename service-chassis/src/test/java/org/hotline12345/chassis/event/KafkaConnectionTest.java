package org.hotline12345.chassis.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

public class KafkaConnectionTest {
    /** A client that obeys this cannot be made, and says why. */
    public static final Map<String, Object> NO_AUTHORITY = Map.of(
            "bootstrap.servers", "127.0.0.1:1",
            "security.protocol", "SSL",
            "ssl.truststore.type", "PEM",
            "ssl.truststore.location", "/nowhere/ca.pem");

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

    @Test
    void questions_about_topics_and_groups_are_asked_as_the_settings_say() {
        var topics = new EventTopics(null, NO_AUTHORITY, List.of());

        assertThatThrownBy(() -> topics.admin(1_000))
                .isInstanceOf(KafkaException.class)
                .hasStackTraceContaining("/nowhere/ca.pem");
    }
}
