package org.hotline12345.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {
    @TempDir
    Path folder;

    @Test
    void postgres_keeps_its_data_over_a_kill_and_finds_its_own_orphan() throws Exception {
        var settings = settings(Ports.free(), "geheim-'1");
        var first = PostgresServer.start(settings);
        first.createOwnedDatabase("intake", "eigen");
        try (Connection c = owner(first.port());
                var s = c.createStatement()) {
            s.execute("create extension pg_trgm");
            s.execute("create table t as select '停水' as text");
        }
        first.kill();
        var second = PostgresServer.start(settings);
        // started again while the second still runs, as after a kill of the launcher
        try (var third = PostgresServer.start(settings);
                Connection c = owner(third.port());
                var s = c.createStatement();
                var rows = s.executeQuery("""
                        select similarity(text, '停水了'), current_setting('fsync'), datlocprovider
                        from t
                        join pg_database on datname = current_database()
                        """)) {
            assertThat(second.process().alive()).isFalse();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getDouble(1)).isGreaterThan(0.3);
            assertThat(rows.getString(2)).isEqualTo("on");
            assertThat(rows.getString(3)).as("PostgreSQL's own C.UTF-8").isEqualTo("b");
        }
    }

    @Test
    void kafka_runs_in_a_jvm_of_its_own_and_keeps_its_topics_over_a_kill() throws Exception {
        var settings = new KafkaServer.Settings(
                folder.resolve("kafka"),
                Ports.free(),
                Ports.free(),
                "256m",
                true,
                folder.resolve("kafka.log"),
                folder.resolve("kafka.pid"),
                System.getProperty("java.class.path"));
        var first = KafkaServer.start(settings);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", first.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("t", 3, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
        first.kill();

        try (var second = KafkaServer.start(settings);
                var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", second.bootstrap()))) {
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains("t");
        }
    }

    private PostgresServer.Settings settings(int port, String password) {
        return new PostgresServer.Settings(
                folder.resolve("postgres"),
                Path.of("target", "postgres-programs"),
                port,
                password,
                true,
                folder.resolve("postgres.log"),
                folder.resolve("postgres.pid"),
                Map.of());
    }

    private static Connection owner(int port) throws Exception {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/intake", "intake", "eigen");
    }
}
