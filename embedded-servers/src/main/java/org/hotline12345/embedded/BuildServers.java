package org.hotline12345.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * PostgreSQL and Kafka once for a whole build. The first test JVM that needs them starts a small keeper process
 * ({@link #main}); it starts both servers and ends them, and itself, when the build process has died or its folder was
 * removed. Commits are not flushed to disk: a build's data need not survive a power cut.
 */
public final class BuildServers {
    private static final String STATE = "state.properties";

    private BuildServers() {}

    /** Where the servers of a build listen; {@code folder} may be used for other things the whole build shares. */
    public record Running(Path folder, int postgresPort, int kafkaPort, int kafkaControllerPort) {
        /** Host and port of Kafka. */
        public String bootstrap() {
            return "127.0.0.1:" + kafkaPort;
        }

        /** Kafka alone, to be killed and started again by a test of failures. */
        public KafkaServer.Settings kafka() {
            return kafkaSettings(folder, kafkaPort, kafkaControllerPort, System.getProperty("java.class.path"));
        }

        /** The PostgreSQL server alone, to be killed and started again by a test of failures. */
        public PostgresServer.Settings postgres() {
            return postgresSettings(folder, postgresPort);
        }
    }

    /**
     * The servers of the build that the process {@code owner} runs, started if they are not there yet.
     *
     * @param folder {@code target} of the project's root
     * @param owner the process whose end ends the servers
     */
    public static Running of(Path folder, long owner) {
        return of(folder, owner, 0);
    }

    /**
     * The same for a build that tests several modules at a time.
     *
     * @param number of the pair of servers, from 0
     */
    public static Running of(Path folder, long owner, int number) {
        String name = "test-servers-" + owner + (number == 0 ? "" : "-" + number);
        Path home = folder.toAbsolutePath().resolve(name);
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                            folder.resolve("test-servers.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid() || !keeperRuns(home)) {
                    startKeeper(home, owner);
                }
            }
            return read(home);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the servers for the tests in " + home, e);
        }
    }

    /** The keeper: {@code BuildServers folder owner}. */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        long owner = Long.parseLong(args[1]);
        var ownerFile = new PidFile(home.resolve("owner.pid"));
        ownerFile.write(owner);
        int postgresPort = Ports.free();
        int kafkaPort = Ports.free();
        int controllerPort = Ports.free();
        try {
            PostgresServer.start(postgresSettings(home, postgresPort));
            KafkaServer.start(kafkaSettings(home, kafkaPort, controllerPort, System.getProperty("java.class.path")));
            write(home, new Running(home, postgresPort, kafkaPort, controllerPort));
            while (ownerFile.running().isPresent()) {
                Pause.millis(500);
            }
        } finally {
            ChildProcess.stopOrphan(home.resolve("kafka.pid"), "KILL", Duration.ofSeconds(5));
            PostgresServer.stopOrphan(home.resolve("postgres"));
            ChildProcess.stopOrphan(home.resolve("postgres.pid"), "KILL", Duration.ofSeconds(5));
            Folders.delete(home);
        }
    }

    private static PostgresServer.Settings postgresSettings(Path home, int port) {
        return new PostgresServer.Settings(
                home.resolve("postgres"),
                home.resolveSibling("programs").resolve("postgres"),
                port,
                null,
                false,
                home.resolve("postgres.log"),
                home.resolve("postgres.pid"),
                Map.of("shared_buffers", "64MB", "max_wal_size", "512MB"));
    }

    private static KafkaServer.Settings kafkaSettings(Path home, int port, int controllerPort, String classPath) {
        return new KafkaServer.Settings(
                home.resolve("kafka"),
                port,
                controllerPort,
                "320m",
                true,
                home.resolve("kafka.log"),
                home.resolve("kafka.pid"),
                classPath);
    }

    private static boolean keeperRuns(Path home) {
        return new PidFile(home.resolve("keeper.pid")).running().isPresent() && Files.exists(home.resolve(STATE));
    }

    private static void startKeeper(Path home, long owner) throws IOException {
        // what an earlier keeper left when the machine went down, or a build process with the same number
        ChildProcess.stopOrphan(home.resolve("kafka.pid"), "KILL", Duration.ofSeconds(5));
        PostgresServer.stopOrphan(home.resolve("postgres"));
        Folders.delete(home);
        Files.createDirectories(home);
        Path log = home.resolveSibling("test-servers.log");
        var keeper = ChildProcess.start(new ChildProcess.Plan(
                "keeper",
                List.of(
                        ChildProcess.java(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuildServers.class.getName(),
                        home.toString(),
                        Long.toString(owner)),
                Map.of(),
                log,
                home.resolve("keeper.pid")));
        long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (!Files.exists(home.resolve(STATE))) {
            if (!keeper.alive() || System.nanoTime() > end) {
                throw new IOException("the keeper of the test servers did not start; the end of " + log + ":\n"
                        + keeper.lastLines(12));
            }
            Pause.millis(50);
        }
    }

    private static void write(Path home, Running running) throws IOException {
        var state = new Properties();
        state.setProperty("postgres.port", Integer.toString(running.postgresPort()));
        state.setProperty("kafka.port", Integer.toString(running.kafkaPort()));
        state.setProperty("kafka.controller.port", Integer.toString(running.kafkaControllerPort()));
        Path draft = home.resolve(STATE + ".new");
        try (var out = Files.newBufferedWriter(draft)) {
            state.store(out, null);
        }
        Files.move(draft, home.resolve(STATE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Running read(Path home) throws IOException {
        var state = new Properties();
        try (var in = Files.newBufferedReader(home.resolve(STATE))) {
            state.load(in);
        }
        return new Running(
                home,
                Integer.parseInt(state.getProperty("postgres.port")),
                Integer.parseInt(state.getProperty("kafka.port")),
                Integer.parseInt(state.getProperty("kafka.controller.port")));
    }
}
