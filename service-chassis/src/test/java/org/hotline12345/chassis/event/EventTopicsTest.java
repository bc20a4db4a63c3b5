package org.hotline12345.chassis.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.Test;

class EventTopicsTest {
    private static final KafkaSettings SETTINGS = new KafkaSettings() {
        @Override
        public short replication() {
            return 0;
        }

        @Override
        public long flushMessagesOfSingleCopy() {
            return 1;
        }

        @Override
        public Duration startWait() {
            return Duration.ofSeconds(20);
        }
    };

    private final String topic = "topics-test-" + UUID.randomUUID();

    private EventTopics topics(String bootstrap) {
        return new EventTopics(SETTINGS, Map.of("bootstrap.servers", bootstrap), List.of(topic));
    }

    private static Admin admin(String bootstrap) {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap));
    }

    @Test
    void a_missing_topic_is_made_to_keep_everything_for_ever() throws Exception {
        String bootstrap = TestServers.servers().bootstrap();
        var topics = topics(bootstrap);
        var called = new AtomicInteger();
        topics.whenReady(called::incrementAndGet);
        topics.start(new StartupEvent());
        assertThat(topics.ready()).isTrue();
        assertThat(called).hasValue(1);
        try (var admin = admin(bootstrap)) {
            var description = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(20, TimeUnit.SECONDS)
                    .get(topic);
            assertThat(description.partitions()).hasSize(12);
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config = admin.describeConfigs(List.of(resource))
                    .all()
                    .get(20, TimeUnit.SECONDS)
                    .get(resource);
            assertThat(config.get("retention.ms").value()).isEqualTo("-1");
            assertThat(config.get("flush.messages").value()).isEqualTo("1");
            admin.deleteTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_topic_that_differs_is_refused() throws Exception {
        String bootstrap = TestServers.servers().bootstrap();
        try (var admin = admin(bootstrap)) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> topics(bootstrap).start(new StartupEvent()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("3 partitions, not 12");
            admin.deleteTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_topic_whose_events_expire_is_refused() throws Exception {
        String bootstrap = TestServers.servers().bootstrap();
        try (var admin = admin(bootstrap)) {
            admin.createTopics(List.of(new NewTopic(topic, 12, (short) 1).configs(Map.of("retention.ms", "604800000"))))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> topics(bootstrap).start(new StartupEvent()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("retention.ms=604800000");
            admin.deleteTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_kafka_that_is_down_does_not_keep_the_service_from_starting() {
        var impatient = new EventTopics(
                new KafkaSettings() {
                    @Override
                    public short replication() {
                        return 0;
                    }

                    @Override
                    public long flushMessagesOfSingleCopy() {
                        return 1;
                    }

                    @Override
                    public Duration startWait() {
                        return Duration.ofMillis(300);
                    }
                },
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                List.of(topic));
        impatient.start(new StartupEvent());
        assertThat(impatient.ready()).isFalse();
        assertThat(impatient.problem()).isPresent();
        impatient.stop(null);
    }
}
