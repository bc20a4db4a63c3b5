package org.hotline12345.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Kafka node in a JVM of its own, so that it can be killed and restarted alone. */
public final class KafkaServer implements AutoCloseable {
    private final Settings settings;
    private final ChildProcess process;

    private KafkaServer(Settings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * How to run the node.
     *
     * @param data its log folder
     * @param port for clients, on 127.0.0.1
     * @param controllerPort for itself, on 127.0.0.1
     * @param heap maximum heap as the JVM writes it, such as {@code 384m}
     * @param quick whether it lives for minutes and had better start soon than serve fast
     * @param log the node's log file
     * @param pidFile number and start of its JVM
     * @param classPath with this module and its dependencies
     */
    public record Settings(
            Path data,
            int port,
            int controllerPort,
            String heap,
            boolean quick,
            Path log,
            Path pidFile,
            String classPath) {}

    /** Starts the node and waits until it answers; an orphan on the same pid file is stopped first. */
    public static KafkaServer start(Settings settings) {
        ChildProcess.stopOrphan(settings.pidFile(), "TERM", Duration.ofSeconds(20));
        Path ready = settings.pidFile().resolveSibling("kafka.ready");
        try {
            Files.createDirectories(settings.data());
            Files.deleteIfExists(ready);
            List<String> command = new ArrayList<>(List.of(
                    ChildProcess.java(), "-Xmx" + settings.heap(), "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
            if (settings.quick()) {
                command.addAll(ChildProcess.QUICK);
            }
            command.addAll(ChildProcess.LARGE_PAGES);
            command.addAll(ChildProcess.SHALLOW_INLINING);
            command.addAll(ChildProcess.OF_THIS_JAVA);
            command.addAll(List.of(
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-Dorg.slf4j.simpleLogger.showDateTime=true",
                    "-cp",
                    settings.classPath(),
                    KafkaMain.class.getName(),
                    settings.data().toAbsolutePath().toString(),
                    Integer.toString(settings.port()),
                    Integer.toString(settings.controllerPort()),
                    ready.toAbsolutePath().toString()));
            var process = ChildProcess.start(
                    new ChildProcess.Plan("kafka", command, Map.of(), settings.log(), settings.pidFile()));
            var patience = StartPatience.with(process.pid());
            while (!Files.exists(ready)) {
                if (!process.alive() || !patience.lasts()) {
                    process.stop(Duration.ofSeconds(2));
                    throw new IllegalStateException(
                            "cannot start Kafka; the end of " + settings.log() + ":\n" + process.lastLines(8));
                }
                Pause.millis(20);
            }
            return new KafkaServer(settings, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Kafka", e);
        }
    }

    /** Host and port for clients. */
    public String bootstrap() {
        return "127.0.0.1:" + settings.port();
    }

    /** Its JVM. */
    public ChildProcess process() {
        return process;
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Stops the node in good order. */
    @Override
    public void close() {
        process.stop(Duration.ofSeconds(20));
    }
}
