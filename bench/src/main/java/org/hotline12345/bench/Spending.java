package org.hotline12345.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.bench.model.ThreadKind;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * What a stack has spent until now: processor time by process and by kind of thread (of PostgreSQL by database), statements,
 * transactions, log written and flushed, events delivered and parsed, disk taken. Two of them, before and after a window, divided by what was done in it, say what one of it
 * costs. Unlike a rate it hardly depends on how busy the machine is.
 *
 * <p>Read from {@code /proc}, from {@code pg_stat_statements} and PostgreSQL's other counters, from the broker's own by JMX and from the
 * services' metrics.
 */
final class Spending {
    /** What {@code /proc} counts in: USER_HZ is 100 on every Linux that Java runs on. */
    private static final double MILLIS_OF_A_TICK = 10;

    /** What is less than this of one thing done, is noise. */
    private static final double NEGLIGIBLE = 0.005;

    /** Of a process or of a kind within it, in milliseconds since it began. */
    private record Task(String name, double millis) {}

    /** By process; ended threads and backends count here. */
    private final Map<String, Double> processes = new LinkedHashMap<>();
    /** Of those that still live, by their number. */
    private final Map<Long, Task> tasks = new HashMap<>();
    /** Anything else. */
    private final Map<String, Double> counts = new TreeMap<>();

    private Spending() {}

    /** Until now. */
    static Spending of(Stack stack) {
        return of(stack, Map.of());
    }

    /** Until now, with further instances of services by their names. */
    static Spending of(Stack stack, Map<String, ChildProcess> instances) {
        var spending = new Spending();
        instances.forEach((name, process) -> {
            if (process.alive()) {
                spending.readThreads(name, process.pid());
            }
        });
        for (Part part : Part.values()) {
            stack.process(part).filter(ChildProcess::alive).ifPresent(process -> {
                if (part == Part.POSTGRES) {
                    spending.readDatabase(stack, process.pid());
                } else {
                    spending.readThreads(part.code(), process.pid());
                }
                if (part == Part.KAFKA) {
                    spending.counts.putAll(BrokerCounters.of(process.pid()));
                    spending.counts.put("stored.kB.kafka", kilobytesOfLogs(stack));
                } else if (Part.services().contains(part)) {
                    ServiceCounters.of(stack.url(part)).forEach((name, value) -> {
                        spending.counts.merge(name, value, Double::sum);
                        spending.counts.put(name + "." + part.code(), value);
                    });
                }
            });
        }
        spending.readThreads("load", ProcessHandle.current().pid());
        return spending;
    }

    /** Extensions and settings of PostgreSQL that the counters need. */
    static Map<String, String> databaseSettings() {
        return Map.of(
                "shared_preload_libraries", "pg_stat_statements",
                "pg_stat_statements.max", "10000",
                "track_io_timing", "off");
    }

    /** Milliseconds of processor time of all processes and the load until now; reading it costs next to nothing. */
    static double cpu(Stack stack) {
        double millis = ofThis();
        for (Part part : Part.values()) {
            millis += stack.process(part)
                    .filter(ChildProcess::alive)
                    .map(process -> part == Part.POSTGRES ? ofDatabase(process.pid()) : millis(process.pid()))
                    .orElse(0d);
        }
        return millis;
    }

    /** Milliseconds of processor time of this process until now, which is the load. */
    static double ofThis() {
        return millis(ProcessHandle.current().pid());
    }

    /** What one of so many cost since an earlier reading; the names begin with {@code prefix}. */
    List<Figure> since(Spending earlier, long count, String prefix) {
        double each = Math.max(1, count);
        List<Figure> figures = new ArrayList<>();
        var kinds = new TreeMap<String, Double>();
        tasks.forEach((number, task) -> {
            Task before = earlier.tasks.get(number);
            kinds.merge(task.name(), task.millis() - (before == null ? 0 : before.millis()), Double::sum);
        });
        double all = 0;
        for (Map.Entry<String, Double> process : processes.entrySet()) {
            all += process.getValue() - earlier.processes.getOrDefault(process.getKey(), 0d);
        }
        figures.add(Figure.plain(prefix + ".cpu", all / each, "ms"));
        processes.forEach((process, millis) -> {
            String name = prefix + ".cpu." + process;
            figures.add(Figure.plain(name, (millis - earlier.processes.getOrDefault(process, 0d)) / each, "ms"));
            kinds.forEach((kind, spent) -> {
                if (kind.startsWith(process + ".") && spent / each >= NEGLIGIBLE) {
                    figures.add(Figure.plain(prefix + ".cpu." + kind, spent / each, "ms"));
                }
            });
        });
        counts.forEach((name, value) -> {
            double one = (value - earlier.counts.getOrDefault(name, 0d)) / each;
            if (one >= NEGLIGIBLE) {
                figures.add(Figure.plain(prefix + "." + name, one, ""));
            }
        });
        return figures;
    }

    /** What the topics of the stream take on the disk; Kafka's indexes are made large beforehand and are left out. */
    private static double kilobytesOfLogs(Stack stack) {
        try (Stream<Path> files = Files.walk(stack.home().data(Part.KAFKA.code()))) {
            return files.filter(file -> file.toString().endsWith(".log")
                                    && file.getParent().getFileName().toString().startsWith("hotline."))
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e3;
        } catch (IOException | UncheckedIOException movedMeanwhile) {
            return 0;
        }
    }

    private void readThreads(String process, long pid) {
        processes.put(process, millis(pid));
        try (var threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                double millis = ticks(thread.resolve("stat"), 0) * MILLIS_OF_A_TICK;
                String kind =
                        ThreadKind.of(read(thread.resolve("comm")).strip()).code();
                tasks.put(Long.valueOf(thread.getFileName().toString()), new Task(process + "." + kind, millis));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the threads of " + process, e);
        }
    }

    private void readDatabase(Stack stack, long postmaster) {
        Map<Long, String> backends = new HashMap<>();
        try (Connection connection = stack.database(Part.INTAKE);
                var statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            try (ResultSet rows = statement.executeQuery(
                    "select pid, coalesce(datname, backend_type) as name from pg_stat_activity")) {
                while (rows.next()) {
                    backends.put(rows.getLong("pid"), rows.getString("name").replace(' ', '-'));
                }
            }
            readCounters(statement.executeQuery("""
                    select 'statements.' || d.datname as name, sum(s.calls) as value
                    from pg_stat_statements s
                    join pg_database d on d.oid = s.dbid
                    group by d.datname
                    union all
                    select 'transactions.' || datname, xact_commit
                    from pg_stat_database
                    where datname is not null
                    union all
                    select 'stored.kB.' || datname, pg_database_size(oid) / 1000
                    from pg_database
                    where datallowconn
                    union all
                    select 'wal.kB', wal_bytes / 1000
                    from pg_stat_wal
                    union all
                    select 'wal.full-pages', wal_fpi
                    from pg_stat_wal
                    union all
                    select 'wal.syncs', wal_sync
                    from pg_stat_wal
                    """));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read PostgreSQL's counters", e);
        }
        double statements = 0;
        for (Part service : Part.services()) {
            statements += counts.getOrDefault("statements." + service.code(), 0d);
        }
        counts.put("statements", statements);
        processes.put("postgres", ofDatabase(postmaster));
        for (long backend : backendsOf(postmaster)) {
            tasks.put(backend, new Task("postgres." + backends.getOrDefault(backend, "other"), millis(backend)));
        }
    }

    /** Its own, what its ended children had, and what those alive have. */
    private static double ofDatabase(long postmaster) {
        double millis = millis(postmaster) + ticks(stat(postmaster), 2) * MILLIS_OF_A_TICK;
        for (long backend : backendsOf(postmaster)) {
            millis += millis(backend);
        }
        return millis;
    }

    private static long[] backendsOf(long postmaster) {
        return ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(ProcessHandle::pid)
                .toArray();
    }

    private static double millis(long pid) {
        return ticks(stat(pid), 0) * MILLIS_OF_A_TICK;
    }

    private static Path stat(long pid) {
        return Path.of("/proc", Long.toString(pid), "stat");
    }

    private void readCounters(ResultSet rows) throws SQLException {
        try (rows) {
            while (rows.next()) {
                counts.put(rows.getString("name"), rows.getDouble("value"));
            }
        }
    }

    /** User and system time; 0 for what has ended meanwhile. */
    private static long ticks(Path stat, int further) {
        String line = read(stat);
        if (line.isEmpty()) {
            return 0;
        }
        // the name may hold blanks and brackets; utime is the twelfth field after it
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11 + further]) + Long.parseLong(fields[12 + further]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            // a process or thread that ends while it is read
            return "";
        }
    }
}
