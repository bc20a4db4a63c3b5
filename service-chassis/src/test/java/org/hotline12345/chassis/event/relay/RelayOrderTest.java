package org.hotline12345.chassis.event.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.hotline12345.embedded.KafkaServer;
import org.hotline12345.embedded.Ports;
import org.hotline12345.embedded.PostgresServer;
import org.hotline12345.embedded.Processes;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Whatever becomes of producers, brokers and leads: the first time each event stands in the topic is in the order of the outbox, and none
 * is missing. A broker of its own, which these tests stop and kill.
 */
class RelayOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Each record is a batch, and so a request, of its own. */
    private static final int ONE_RECORD = 1;

    private static final int MANY = 2_000;

    @TempDir
    static Path folder;

    private static KafkaServer.Settings settings;
    private static KafkaServer kafka;
    private static DataSource database;

    private String topic;

    @BeforeAll
    static void start() throws SQLException {
        int port = TestServers.servers().postgresPort();
        String name = "relay_" + UUID.randomUUID().toString().substring(0, 8);
        try (var connection = PostgresServer.connect(port, "postgres", null)) {
            PostgresServer.createDatabase(connection, name, null);
        }
        var source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/" + name);
        source.setUser(PostgresServer.SUPERUSER);
        database = source;
        Flyway.configure().dataSource(database).locations("db/chassis").load().migrate();
        settings = new KafkaServer.Settings(
                folder.resolve("kafka"),
                Ports.free(),
                Ports.free(),
                "256m",
                true,
                folder.resolve("kafka.log"),
                folder.resolve("kafka.pid"),
                System.getProperty("java.class.path"));
        kafka = KafkaServer.start(settings);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void anew() throws Exception {
        topic = "t-" + UUID.randomUUID();
        execute("truncate outbox");
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void an_event_that_takes_long_to_be_acknowledged_does_not_come_behind_a_newer_one() throws Exception {
        try (OutboxSender sender = sender(ONE_RECORD)) {
            add("first");
            sender.send();
            add("older", "newer");
            Processes.signal(kafka.process().pid(), "STOP");
            var round = sending(sender);
            // longer than eight seconds, after which the older one was once given up while the newer one went on
            TimeUnit.SECONDS.sleep(9);
            Processes.signal(kafka.process().pid(), "CONT");
            round.get(60, TimeUnit.SECONDS);
        }
        assertThat(distinct(texts())).containsExactly("first", "older", "newer");
    }

    @Test
    void a_round_that_is_late_is_sent_again_by_a_new_producer() throws Exception {
        try (OutboxSender sender = sender(ONE_RECORD, Duration.ofSeconds(1), () -> {})) {
            add("first");
            sender.send();
            add("second", "third");
            Processes.signal(kafka.process().pid(), "STOP");
            try {
                assertThatThrownBy(sender::send).hasMessageContaining("none was within");
            } finally {
                Processes.signal(kafka.process().pid(), "CONT");
            }
            add("fourth");
            untilEmpty(sender);
        }
        assertThat(distinct(texts())).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void two_that_both_believe_to_lead_keep_the_order() throws Exception {
        String[] texts = numbered(MANY);
        add(texts);
        try (OutboxSender old = sender(ONE_RECORD);
                OutboxSender fresh = sender(ONE_RECORD)) {
            var zombie = sending(old);
            await().atMost(PATIENCE).until(() -> !texts().isEmpty());
            loseTheLead();
            await().atMost(PATIENCE).until(fresh::leads);
            add("behind");
            untilEmpty(fresh);
            assertThatThrownBy(zombie::join).isInstanceOf(CompletionException.class);
        }
        List<String> all = texts();
        assertThat(all).as("both have sent").hasSizeGreaterThan(texts.length + 1);
        assertThat(distinct(all)).startsWith(texts).endsWith("behind").hasSize(texts.length + 1);
    }

    @Test
    void a_broker_that_is_killed_between_two_batches_loses_and_reorders_nothing() throws Exception {
        String[] texts = numbered(MANY);
        add(texts);
        try (OutboxSender sender = sender(ONE_RECORD, Duration.ofSeconds(3), () -> {})) {
            var all = CompletableFuture.runAsync(() -> untilEmpty(sender));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> !texts().isEmpty());
            kafka.kill();
            kafka = KafkaServer.start(settings);
            all.get(60, TimeUnit.SECONDS);
        }
        assertThat(distinct(texts())).containsExactly(texts);
    }

    /** A broker takes any batch as the first of a producer that it does not know. */
    @Test
    void the_first_event_of_a_producer_is_not_overtaken_when_it_is_refused() throws Exception {
        set(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1000");
        String large = noise();
        add(large, "behind", "and behind");
        try (OutboxSender sender = sender(ONE_RECORD)) {
            assertThatThrownBy(sender::send).isInstanceOf(Delivery.NotTaken.class);
            assertThat(texts()).isEmpty();

            set(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1048588");
            untilEmpty(sender);
        }
        assertThat(distinct(texts())).containsExactly(large, "behind", "and behind");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_event_that_is_too_large_stops_the_round_before_what_is_behind_it(boolean together) throws Exception {
        set(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1000");
        String large = noise();
        add("small", large, "behind", "and behind");
        Map<String, Object> changes = together ? Map.of() : Map.of(ProducerConfig.BATCH_SIZE_CONFIG, ONE_RECORD);
        try (OutboxSender sender = sender(changes, Duration.ofSeconds(3), () -> {})) {
            Exception last = null;
            for (int i = 0; i < 5; i++) {
                try {
                    sender.send();
                } catch (Delivery.NotTaken | TimeoutException e) {
                    last = e;
                }
            }
            assertThat(last)
                    .hasCauseInstanceOf(RecordTooLargeException.class)
                    .hasMessageContaining("of type sample.v1 is not taken: RecordTooLargeException");
            assertThat(distinct(texts())).containsExactly("small");
            assertThat(waiting()).as("what is acknowledged before it is gone").isEqualTo(3);

            set(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1048588");
            untilEmpty(sender);
        }
        assertThat(distinct(texts())).containsExactly("small", large, "behind", "and behind");
    }

    @Test
    void an_event_that_the_producer_itself_refuses_stops_the_round_too() throws Exception {
        add("small", noise(), "behind");
        Map<String, Object> changes =
                Map.of(ProducerConfig.BATCH_SIZE_CONFIG, ONE_RECORD, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2_000);
        try (OutboxSender sender = sender(changes, PATIENCE, () -> {})) {
            assertThatThrownBy(sender::send).isInstanceOf(Delivery.NotTaken.class);
        }
        assertThat(distinct(texts())).isSubsetOf("small");
        assertThat(waiting()).isEqualTo(3);
    }

    @Test
    void what_is_acknowledged_but_not_deleted_is_sent_again_before_anything_newer() throws Exception {
        add("one", "two");
        try (OutboxSender dying = sender(ONE_RECORD, PATIENCE, () -> {
            throw new IllegalStateException("killed");
        })) {
            assertThatThrownBy(dying::send).hasMessage("killed");
        }
        add("three");
        try (OutboxSender sender = sender(ONE_RECORD)) {
            untilEmpty(sender);
        }
        assertThat(texts()).containsExactly("one", "two", "one", "two", "three");
    }

    private OutboxSender sender(int batchSize) {
        return sender(batchSize, PATIENCE, () -> {});
    }

    private OutboxSender sender(int batchSize, Duration late, Runnable beforeCommit) {
        return sender(Map.of(ProducerConfig.BATCH_SIZE_CONFIG, batchSize), late, beforeCommit);
    }

    private static OutboxSender sender(Map<String, Object> changes, Duration late, Runnable beforeCommit) {
        return new OutboxSender(
                database,
                bytes -> {
                    var of = OutboxRelay.producerSettings(
                            Map.of("bootstrap.servers", kafka.bootstrap()), "outbox-sample", bytes);
                    of.putAll(changes);
                    return new KafkaProducer<>(of, new StringSerializer(), new ByteArraySerializer());
                },
                "sample",
                MANY,
                late,
                beforeCommit);
    }

    private static CompletableFuture<Void> sending(OutboxSender sender) {
        return CompletableFuture.runAsync(() -> {
            try {
                sender.send();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** As the relay does: after a failure again. */
    private static void untilEmpty(OutboxSender sender) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> {
                    boolean sent = true;
                    while (sent) {
                        sent = sender.send().sent() > 0;
                    }
                    return waiting() == 0;
                });
    }

    /** One row each. */
    private void add(String... texts) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into outbox (event_ids, topics, keys, types, payloads, times, imported, actors, traceparents)
                        values (
                          array[gen_random_uuid()], array[?], array['case'], array['sample.v1'], array[?], array[now()],
                          array[false], array[null::text], array[null::text])
                        """)) {
            for (String text : texts) {
                statement.setString(1, topic);
                statement.setString(2, text);
                statement.execute();
            }
        }
    }

    private static String[] numbered(int number) {
        return IntStream.range(0, number).mapToObj(i -> "n" + i).toArray(String[]::new);
    }

    /** Five kilobytes of which compression makes three. */
    private static String noise() {
        var bytes = new byte[2_500];
        new Random(1).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void loseTheLead() throws SQLException {
        execute("""
                select pg_terminate_backend(l.pid)
                from pg_locks l
                join pg_database d on d.oid = l.database
                where d.datname = current_database()
                  and l.locktype = 'advisory'
                """);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int waiting() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from outbox")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()));
    }

    private void set(String name, String value) throws Exception {
        try (Admin admin = admin()) {
            var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(change)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static LinkedHashSet<String> distinct(List<String> texts) {
        return new LinkedHashSet<>(texts);
    }

    /** All that stands in the topic. */
    private List<String> texts() {
        Map<String, Object> reader = Map.of("bootstrap.servers", kafka.bootstrap(), "fetch.max.wait.ms", "10");
        try (var consumer = new KafkaConsumer<>(reader, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var texts = new ArrayList<String>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> texts.add(new String(record.value(), UTF_8)));
            }
            return texts;
        }
    }
}
