package org.hotline12345.intake.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.KafkaServer;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KafkaDownTest extends IntakeTest {
    @Test
    void cases_are_taken_while_kafka_is_down_and_delivered_when_it_is_back() {
        var kafka = TestServers.servers().kafka();
        assertThat(ChildProcess.stopOrphan(kafka.pidFile(), "KILL", Duration.ofSeconds(10)))
                .isTrue();
        UUID[] ids;
        try {
            ids = IntStream.range(0, 30).mapToObj(i -> registered("断网登记" + i)).toArray(UUID[]::new);
            for (UUID id : ids) {
                as("agent")
                        .body(Map.of("text", "补充"))
                        .post("/api/v1/cases/" + id + "/supplements")
                        .then()
                        .statusCode(200);
                view(id).then().statusCode(200).body("status", equalTo("REGISTERED"));
            }
            assertThat(rows("select 1 from outbox")).hasSizeGreaterThanOrEqualTo(60);
            Awaitility.await("cases are found although their events wait")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> as("agent")
                            .get("/api/v1/cases?q=断网登记&area=" + AREA + "&status=REGISTERED&limit=200")
                            .then()
                            .body("items.size()", equalTo(30)));
        } finally {
            KafkaServer.start(kafka);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(rows("select 1 from outbox")).isEmpty());
        for (UUID id : ids) {
            probe.await(id, CaseRegistered.class);
            probe.await(id, CaseSupplemented.class);
            assertThat(probe.eventsOf(id)).hasSize(2);
            assertThat(probe.eventsOf(id).get(0).event()).isInstanceOf(CaseRegistered.class);
        }
    }
}
