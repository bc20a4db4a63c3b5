package org.hotline12345.chassis.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** How every client of a service reaches Kafka: what the settings {@code kafka.*} say of addresses, TLS and SASL. */
public final class KafkaConnection {
    private static final List<String> CONCERNS = List.of("bootstrap.", "security.", "ssl.", "sasl.", "client.dns.");

    private KafkaConnection() {}

    /** The connection's settings among all of {@code kafka.*}, to which a client adds its own. */
    public static Map<String, Object> of(Map<String, Object> kafka) {
        var settings = new HashMap<String, Object>();
        kafka.forEach((name, value) -> {
            if (CONCERNS.stream().anyMatch(name::startsWith)) {
                settings.put(name, value);
            }
        });
        return settings;
    }

    /** Where that is, for people. */
    public static String address(Map<String, Object> kafka) {
        return String.valueOf(kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }
}
