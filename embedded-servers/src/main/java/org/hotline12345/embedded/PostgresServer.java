package org.hotline12345.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * One PostgreSQL server on 127.0.0.1, with a data folder that outlives it. The cluster is UTF-8 with locale
 * {@code C.UTF-8}: under plain {@code C} the trigrams of Chinese text are empty and similarity is always 0. PostgreSQL's own provider
 * of that locale orders by code point as the C library's does, and sorts faster.
 */
public final class PostgresServer implements AutoCloseable {
    /** The superuser of the cluster. */
    public static final String SUPERUSER = "postgres";

    /** To make a cluster; a second is usual. */
    private static final Duration INITIALISING = Duration.ofMinutes(10);

    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final Settings settings;
    private final ChildProcess process;

    private PostgresServer(Settings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * How to run the server.
     *
     * @param data the cluster; made at the first start
     * @param binaries where PostgreSQL's programs are unpacked; may be shared by several clusters
     * @param port on 127.0.0.1
     * @param password of the superuser, asked for from everybody; null trusts every local connection (tests only)
     * @param durable whether a commit survives a power cut; false is for tests only
     * @param log the server's log file
     * @param pidFile number and start of the server process
     * @param extra further settings of postgresql.conf
     */
    public record Settings(
            Path data,
            Path binaries,
            int port,
            String password,
            boolean durable,
            Path log,
            Path pidFile,
            Map<String, String> extra) {}

    /**
     * Starts the server and waits until it takes connections. A server still running on the same folder, left by a
     * launcher that died, is stopped first.
     */
    public static PostgresServer start(Settings settings) {
        try {
            stopOrphan(settings.data());
            Path bin = PostgresBinaries.unpack(settings.binaries());
            if (!Files.exists(settings.data().resolve("PG_VERSION"))) {
                initialise(settings, bin);
            }
            return boot(settings, bin);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL: " + e.getMessage(), e);
        }
    }

    /**
     * Stops a server that runs on this data folder, found by PostgreSQL's own {@code postmaster.pid}; its number is
     * believed only if the start agrees.
     *
     * @return whether one was stopped
     */
    public static boolean stopOrphan(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            long pid = Long.parseLong(lines.get(0).trim());
            Instant start = Instant.ofEpochSecond(Long.parseLong(lines.get(2).trim()));
            if (!Processes.alive(pid)) {
                return false;
            }
            boolean same = Processes.startOf(pid)
                    .map(found -> Duration.between(found, start).abs().toSeconds() <= 5)
                    .orElse(false);
            if (!same) {
                // the number belongs to a stranger now; the server would take it for a running postmaster
                Files.deleteIfExists(file);
                return false;
            }
            stopPostmaster(pid);
            return true;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException absent) {
            return false;
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return settings.port();
    }

    /** The server process. */
    public ChildProcess process() {
        return process;
    }

    /** A connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return connect(settings.port(), database, settings.password());
    }

    /** A connection of the superuser to a server by its port. */
    public static Connection connect(int port, String database, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password == null ? "" : password);
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    /** Makes a database unless it exists; the name may hold letters, digits and underscores. */
    public void createDatabase(String name) {
        try (var connection = connect("postgres")) {
            createDatabase(connection, name, null);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
    }

    /** Makes a database and the role that owns it (same name), and keeps all other roles out; safe to repeat. */
    public void createOwnedDatabase(String name, String password) {
        try (var connection = connect("postgres")) {
            createOwner(connection, name, password);
            createDatabase(connection, name, name);
            try (var statement = connection.createStatement()) {
                statement.execute("revoke connect on database " + plain(name) + " from public");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
    }

    /** Makes a database on a server by its connection, unless it exists. */
    public static void createDatabase(Connection connection, String name, String owner) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, plain(name));
            if (query.executeQuery().next()) {
                return;
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("create database " + plain(name) + (owner == null ? "" : " owner " + plain(owner)));
        }
    }

    /** Stops the server: open transactions are rolled back, everything committed is on disk. */
    @Override
    public void close() {
        stopPostmaster(process.pid());
        new PidFile(settings.pidFile()).delete();
    }

    /** SIGKILL to the postmaster; its workers end by themselves. */
    public void kill() {
        process.kill();
    }

    private static void createOwner(Connection connection, String name, String password) throws SQLException {
        boolean exists;
        try (var query = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, plain(name));
            exists = query.executeQuery().next();
        }
        try (var statement = connection.createStatement()) {
            statement.execute((exists ? "alter" : "create") + " role " + plain(name) + " login password '"
                    + password.replace("'", "''") + "'");
        }
    }

    private static String plain(String name) {
        if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a plain database name: " + name);
        }
        return name;
    }

    private static void stopPostmaster(long pid) {
        Processes.signal(pid, "INT");
        if (!Processes.awaitEnd(pid, STOPPING)) {
            Processes.signal(pid, "QUIT");
            if (!Processes.awaitEnd(pid, Duration.ofSeconds(10))) {
                Processes.signal(pid, "KILL");
                Processes.awaitEnd(pid, Duration.ofSeconds(10));
            }
        }
    }

    private static void initialise(Settings settings, Path bin) throws IOException {
        Files.createDirectories(settings.data().toAbsolutePath().getParent());
        Path passwordFile = Files.createTempFile("hotline-", ".pw");
        try {
            List<String> command = new ArrayList<>(asOrdinaryUser());
            command.addAll(List.of(
                    bin.resolve("initdb").toString(),
                    "-D",
                    settings.data().toAbsolutePath().toString(),
                    "-U",
                    SUPERUSER,
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            if (settings.password() == null) {
                command.add("--auth=trust");
            } else {
                Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
                Files.writeString(passwordFile, settings.password() + "\n");
                command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwordFile));
            }
            if (!settings.durable()) {
                command.add("--no-sync");
            }
            Files.createDirectories(settings.log().toAbsolutePath().getParent());
            Process initdb = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
                    .start();
            if (!initdb.waitFor(INITIALISING.toSeconds(), TimeUnit.SECONDS) || initdb.exitValue() != 0) {
                initdb.destroyForcibly();
                throw new IOException("initdb failed; the end of " + settings.log() + ":\n"
                        + ChildProcess.lastLines(settings.log(), 8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static PostgresServer boot(Settings settings, Path bin) throws IOException {
        // After a kill of the postmaster its workers need a moment to let go of the shared memory: try again.
        for (int attempt = 1; ; attempt++) {
            var process = ChildProcess.start(plan(settings, bin));
            if (awaitReady(settings, process)) {
                return new PostgresServer(settings, process);
            }
            String end = process.lastLines(8);
            process.stop("INT", Duration.ofSeconds(5));
            if (attempt == 20 || !end.contains("still in use")) {
                throw new IOException("it ended at once; the end of " + settings.log() + ":\n" + end);
            }
            Pause.millis(500);
        }
    }

    private static ChildProcess.Plan plan(Settings settings, Path bin) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("listen_addresses", "127.0.0.1");
        config.put("port", Integer.toString(settings.port()));
        config.put("unix_socket_directories", "");
        config.put("fsync", settings.durable() ? "on" : "off");
        config.put("synchronous_commit", settings.durable() ? "on" : "off");
        config.put("full_page_writes", settings.durable() ? "on" : "off");
        config.put("shared_buffers", "512MB");
        // checkpoints close together make the same pages go into the log whole again and again
        config.put("max_wal_size", "2GB");
        config.put("max_connections", "200");
        config.put("timezone", "Asia/Shanghai");
        config.put("log_timezone", "Asia/Shanghai");
        config.putAll(settings.extra());
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(
                bin.resolve("postgres").toString(),
                "-D",
                settings.data().toAbsolutePath().toString()));
        config.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        // what a backend allocates for itself lies in large pages too; libraries other than glibc do not read this
        Map<String, String> largePages = Map.of("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
        return new ChildProcess.Plan("postgres", command, largePages, settings.log(), settings.pidFile());
    }

    private static boolean awaitReady(Settings settings, ChildProcess process) {
        var patience = StartPatience.with(process.pid());
        while (patience.lasts() && process.alive()) {
            try (var connection = connect(settings.port(), "postgres", settings.password())) {
                if (connection.isValid(5)) {
                    return process.alive();
                }
            } catch (SQLException starting) {
                if ("28P01".equals(starting.getSQLState())) {
                    throw new IllegalStateException(
                            "the password kept beside " + settings.data() + " does not fit this database", starting);
                }
            }
            Pause.millis(50);
        }
        return false;
    }

    /**
     * PostgreSQL refuses to run as root. A user namespace without a mapping makes root nobody in its own eyes, while the
     * files stay its own.
     */
    private static List<String> asOrdinaryUser() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }
}
