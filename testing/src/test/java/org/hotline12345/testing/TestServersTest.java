package org.hotline12345.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.Topics;
import org.junit.jupiter.api.Test;

class TestServersTest {
    @Test
    void every_start_gets_a_database_of_its_own_and_an_empty_kafka() throws Exception {
        var resource = new TestServers();
        Map<String, String> first = resource.start();
        createTopic(first.get("kafka.bootstrap.servers"));
        Map<String, String> second = resource.start();

        assertThat(second.get("quarkus.datasource.jdbc.url")).isNotEqualTo(first.get("quarkus.datasource.jdbc.url"));
        assertThat(second.get("kafka.bootstrap.servers")).isEqualTo(first.get("kafka.bootstrap.servers"));
        try (var admin =
                Admin.create(Map.<String, Object>of("bootstrap.servers", second.get("kafka.bootstrap.servers")))) {
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).isEqualTo(Set.of());
        }
        try (var connection = DriverManager.getConnection(second.get("quarkus.datasource.jdbc.url"), "postgres", "x");
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select current_database() || ' ' || current_setting('log_timezone')")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).startsWith("testing_").endsWith("Asia/Shanghai");
        }
    }

    @Test
    void a_probe_reads_back_what_another_service_would_have_sent() throws Exception {
        createTopic(new TestServers().start().get("kafka.bootstrap.servers"));
        var caseId = UUID.randomUUID();
        var time = Instant.parse("2026-11-24T01:02:03Z");
        try (var probe = KafkaProbe.open()) {
            UUID id = probe.produce(supplement(caseId, time), time, Map.of("ce_imported", "true"));

            RecordedEvent read = probe.await(caseId, CaseSupplemented.class);

            assertThat(read.id()).isEqualTo(id);
            assertThat(read.time()).isEqualTo(time);
            assertThat(read.imported()).isTrue();
            assertThat(read.as(CaseSupplemented.class)).isEqualTo(supplement(caseId, time));
            assertThat(probe.eventsOf(UUID.randomUUID())).isEmpty();
        }
    }

    @Test
    void a_token_carries_roles_unit_and_audience() {
        new TestServers().start();
        String payload = new String(
                Base64.getUrlDecoder()
                        .decode(TestTokens.of("unit-handler", "U1").split("\\.")[1]),
                StandardCharsets.UTF_8);

        assertThat(payload).contains("\"groups\":[\"unit-handler\"]", "\"unit\":\"U1\"", "hotline", TestTokens.ISSUER);
    }

    @Test
    void the_root_of_the_project_holds_the_maven_wrapper() {
        Path root = ProjectRoot.find();

        assertThat(root.resolve("mvnw")).exists();
    }

    private static CaseSupplemented supplement(UUID caseId, Instant at) {
        return new CaseSupplemented(caseId, new UUID(1, 2), "补充: 门牌号写错了", at);
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(Topics.CASE_EVENTS, 12, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }
}
