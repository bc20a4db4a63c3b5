package org.hotline12345.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotline12345.embedded.PostgresServer;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * What the database server gives without the suite: transactions of two inserts, a row as large as a case's and one as large
 * as its event's, in a scratch database on the same server. By pgbench where it is on the path, else by a loop over JDBC.
 */
final class RawDatabase {
    private static final String DATABASE = "bench_raw";
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String PGBENCH = findPgbench();

    private final Stack stack;
    private final int caseBytes;
    private final int eventBytes;

    /**
     * Makes the scratch database.
     *
     * @param caseBytes Size of the first row's text.
     * @param eventBytes Size of the second row's text.
     */
    RawDatabase(Stack stack, int caseBytes, int eventBytes) {
        this.stack = stack;
        this.caseBytes = caseBytes;
        this.eventBytes = eventBytes;
        try (Connection admin = connect("postgres");
                var statement = admin.createStatement()) {
            statement.execute("drop database if exists " + DATABASE);
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the scratch database", e);
        }
        try (Connection scratch = connect(DATABASE);
                var statement = scratch.createStatement()) {
            statement.execute("create table raw_case (id uuid primary key, body text not null)");
            statement.execute("""
                    create table raw_event (
                      position bigint generated always as identity primary key,
                      id uuid not null,
                      body text not null)
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the scratch tables", e);
        }
    }

    /** What measures. */
    static String tool() {
        return PGBENCH != null ? "pgbench" : "JDBC";
    }

    double transactionsPerSecond(int clients, int seconds) {
        return PGBENCH != null ? byPgbench(clients, seconds) : byJdbc(clients, seconds);
    }

    /** Milliseconds of a select of one row by its key, one client. */
    double selectMillis(int seconds) {
        if (PGBENCH == null) {
            return Double.NaN;
        }
        return 1_000 / pgbench("select body from raw_case where id = (select id from raw_case limit 1);\n", 1, seconds);
    }

    /** Takes the scratch database away. */
    void drop() {
        try (Connection admin = connect("postgres");
                var statement = admin.createStatement()) {
            statement.execute("drop database if exists " + DATABASE + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop the scratch database", e);
        }
    }

    private double byPgbench(int clients, int seconds) {
        String script = """
                begin;
                insert into raw_case (id, body) values (gen_random_uuid(), '%s');
                insert into raw_event (id, body) values (gen_random_uuid(), '%s');
                commit;
                """.formatted(filler(caseBytes), filler(eventBytes));
        return pgbench(script, clients, seconds);
    }

    private double pgbench(String script, int clients, int seconds) {
        try {
            Path file = Files.createTempFile("hotline-bench", ".sql");
            Path log = Files.createTempFile("hotline-bench", ".log");
            try {
                Files.writeString(file, script);
                ProcessBuilder builder = new ProcessBuilder(List.of(
                                PGBENCH,
                                "-n",
                                "-M",
                                "prepared",
                                "-h",
                                "127.0.0.1",
                                "-p",
                                String.valueOf(stack.options().port(Part.POSTGRES)),
                                "-U",
                                PostgresServer.SUPERUSER,
                                "-c",
                                String.valueOf(clients),
                                "-j",
                                "2",
                                "-T",
                                String.valueOf(seconds),
                                "-f",
                                file.toString(),
                                DATABASE))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
                builder.environment().put("PGPASSWORD", stack.home().password(PostgresServer.SUPERUSER));
                Process process = builder.start();
                if (!process.waitFor(seconds + 30L, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("pgbench did not end");
                }
                String said = Files.readString(log);
                Matcher tps = TPS.matcher(said);
                if (!tps.find()) {
                    throw new IllegalStateException("pgbench failed: " + said);
                }
                return Double.parseDouble(tps.group(1));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run pgbench", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private double byJdbc(int clients, int seconds) {
        AtomicLong done = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Thread[] threads = new Thread[clients];
        for (int i = 0; i < clients; i++) {
            threads[i] = new Thread(() -> insertUntil(end, done), "hotline-raw-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return done.get() / (double) seconds;
    }

    private void insertUntil(long end, AtomicLong done) {
        String caseText = filler(caseBytes);
        String eventText = filler(eventBytes);
        try (Connection connection = connect(DATABASE);
                PreparedStatement first = connection.prepareStatement("insert into raw_case (id, body) values (?, ?)");
                PreparedStatement second =
                        connection.prepareStatement("insert into raw_event (id, body) values (?, ?)")) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < end) {
                first.setObject(1, UUID.randomUUID());
                first.setString(2, caseText);
                first.executeUpdate();
                second.setObject(1, UUID.randomUUID());
                second.setString(2, eventText);
                second.executeUpdate();
                connection.commit();
                done.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the raw inserts failed", e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return PostgresServer.connect(
                stack.options().port(Part.POSTGRES), database, stack.home().password(PostgresServer.SUPERUSER));
    }

    /** Text that does not compress, as long as asked. */
    private static String filler(int bytes) {
        SplittableRandom random = new SplittableRandom(12_345);
        StringBuilder text = new StringBuilder(bytes);
        while (text.length() < bytes) {
            text.append(Long.toString(random.nextLong() >>> 1, 36));
        }
        return text.substring(0, bytes);
    }

    /** On the path, or where Debian puts it; null where there is none. */
    private static String findPgbench() {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            folders.add(Path.of(folder));
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            versions.sorted(Comparator.reverseOrder())
                    .map(v -> v.resolve("bin"))
                    .forEach(folders::add);
        } catch (IOException e) {
            // not installed that way
        }
        return folders.stream()
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    /** For the head of the report. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, rows of %d and %d bytes", tool(), caseBytes, eventBytes);
    }
}
