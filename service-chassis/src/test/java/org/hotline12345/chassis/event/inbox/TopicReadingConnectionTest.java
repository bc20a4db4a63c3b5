package org.hotline12345.chassis.event.inbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.KafkaException;
import org.hotline12345.chassis.event.KafkaConnectionTest;
import org.junit.jupiter.api.Test;

class TopicReadingConnectionTest {
    @Test
    void a_topic_is_read_anew_as_the_settings_say() {
        var reading = new TopicReading(KafkaConnectionTest.NO_AUTHORITY, null, null);

        assertThatThrownBy(() -> reading.all(total -> {}, (events, passed) -> {}))
                .isInstanceOf(KafkaException.class)
                .hasStackTraceContaining("/nowhere/ca.pem");
    }
}
