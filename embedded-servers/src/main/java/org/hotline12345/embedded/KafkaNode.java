package org.hotline12345.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A single KRaft node (broker and controller) in this JVM, on 127.0.0.1 only. Topics are never made by asking for them.
 * Whether a record is flushed before it is acknowledged is a setting of the topic.
 */
public final class KafkaNode implements AutoCloseable {
    /** One installation never talks to another's nodes, so the id may be the same everywhere. */
    private static final String CLUSTER_ID = "4L6bSjt6TkqVJq3y2g1ZkA";

    private final KafkaRaftServer server;
    private final String bootstrap;

    /**
     * Starts the node and waits until it answers.
     *
     * @param dir its log folder; formatted at the first start
     * @param port for clients
     * @param controllerPort for itself
     */
    public KafkaNode(Path dir, int port, int controllerPort) throws Exception {
        Files.createDirectories(dir);
        if (!Files.exists(dir.resolve("meta.properties"))) {
            format(dir);
        }
        server = new KafkaRaftServer(new KafkaConfig(settings(dir, port, controllerPort), false), Time.SYSTEM);
        server.startup();
        bootstrap = "127.0.0.1:" + port;
        try (var admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "default.api.timeout.ms", "240000"))) {
            admin.describeCluster().nodes().get(240, TimeUnit.SECONDS);
        }
    }

    /** Host and port for clients. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Waits until the node has ended. */
    public void awaitShutdown() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties settings(Path dir, int port, int controllerPort) {
        var settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("log.dirs", dir.toAbsolutePath().toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "4"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("offsets.topic.replication.factor", "1"),
                // for older builds, which send in transactions (docs/adr/0002): beside later ones, and in comparisons
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                // builds of before 1 December send in transactions (docs/adr/0002); they run here beside later ones and
                // in comparisons
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("log.cleaner.threads", "1"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"),
                Map.entry("initial.broker.registration.timeout.ms", "240000"),
                // with the defaults a restart waits 11 s for the old session to end
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("broker.session.timeout.ms", "2000"),
                Map.entry("controller.quorum.election.timeout.ms", "300")));
        return settings;
    }

    private static void format(Path dir) throws Exception {
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(1)
                    .setClusterId(CLUSTER_ID)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setMetadataLogDirectory(dir.toAbsolutePath().toString())
                    .addDirectory(dir.toAbsolutePath().toString())
                    .setIgnoreFormatted(true)
                    .setPrintStream(silent)
                    .run();
        } catch (IOException e) {
            throw new IOException("cannot prepare Kafka's folder " + dir, e);
        }
    }
}
