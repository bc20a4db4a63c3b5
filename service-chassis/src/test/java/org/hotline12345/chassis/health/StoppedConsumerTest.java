package org.hotline12345.chassis.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.Topics;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.Test;

/** A flood of events that fail is a fault of the program: consumption stops, and whoever watches the service is told. */
@QuarkusTest
@TestProfile(StoppedConsumerTest.Alone.class)
@WithTestResource(TestServers.class)
class StoppedConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Pool pool;

    StoppedConsumerTest(Pool pool) {
        this.pool = pool;
    }

    /** An application that no other test uses: it consumes nothing any more. */
    public static final class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hotline.service", "stopped-sample");
        }
    }

    private long count(String sql) {
        return Sql.on(pool).first(sql).await().indefinitely().getLong("number");
    }

    @Test
    void twenty_parked_events_in_a_minute_stop_the_consumer_and_readiness_tells() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        try (var kafka = KafkaProbe.open()) {
            for (int i = 0; i < 20; i++) {
                kafka.send(
                        Topics.CASE_EVENTS,
                        UuidV7.next().toString(),
                        Map.of("ce_id", UuidV7.next().toString(), "ce_type", "org.hotline12345.case.future.v9"),
                        "{}".getBytes(StandardCharsets.UTF_8));
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> given().get("/q/health/ready")
                            .then()
                            .statusCode(503)
                            .body(containsString("too many events were parked within a minute")));
            kafka.produce(new CaseSupplemented(UuidV7.next(), UuidV7.next(), "later", Instant.now()), Instant.now());
            assertThat(count("select count(*) as number from parked_event")).isEqualTo(20);
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> count("select count(*) as number from sample_applied where text = 'later'") == 0);
        }
    }
}
