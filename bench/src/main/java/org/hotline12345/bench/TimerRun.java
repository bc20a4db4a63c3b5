package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.hotline12345.bench.model.Durations;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * Three instances of follow-up on one database full of open deadlines. A burst makes many due at one moment, as the close of a
 * working day does, kills an instance in the middle of it if wanted, and looks in the topic at what came of it: each mark once,
 * those of a case in order, and how long after its moment a reader of the topic had it.
 */
final class TimerRun implements AutoCloseable {
    private static final int INSTANCES = 3;
    private static final Duration LEAD = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** What a tick asks, word by word as follow-up's {@code DeadlineStore} has it. */
    static final String PROBE = """
            select
              (select next_at
                from deadline
                where next_at is not null
                order by next_at
                limit 1) as deadline_at,
              (select deliver_at
                from unit_urge
                where delivered_at is null
                  and revoked_at is null
                order by deliver_at
                limit 1) as urge_at
            """;

    private static final String RELAY = """
            select a.application_name
            from pg_locks l
            join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory'
              and l.granted
              and l.database = (select oid from pg_database where datname = current_database())
              and l.objid::bigint = (hashtext('outbox-relay')::bigint & 4294967295)
            """;

    /**
     * What a burst came to.
     *
     * @param expected Marks that had to fire.
     * @param missing Marks that did not.
     * @param twice Marks that fired more than once, as different events.
     * @param outOfOrder Marks of a case behind a later one.
     * @param resent Records that stand in the topic again under the same event id; readers drop them by it.
     * @param late From its moment to a reader of the topic.
     * @param lasted From the moment until the last mark was read.
     * @param killed The instance that was killed. Null for none.
     */
    record Burst(
            int expected,
            int missing,
            int twice,
            int outOfOrder,
            int resent,
            Durations late,
            Duration lasted,
            String killed) {}

    /**
     * What waiting costs.
     *
     * @param probeMicros The question of a tick, microseconds.
     * @param probeBlocks Blocks of the database it reads.
     * @param transactions Of the database, a second, everything the three instances do.
     * @param cpu Share of one core that an instance takes, per cent.
     */
    record Idle(double probeMicros, int probeBlocks, double transactions, double cpu) {}

    private final Stack stack;
    private final OpenDeadlines deadlines;
    private final Map<String, ChildProcess> instances = new LinkedHashMap<>();
    private final CaseTopic topic;
    private int bursts;

    /** Starts follow-up once, so that its tables are there; the servers run. */
    TimerRun(Stack stack) {
        this.stack = stack;
        stack.start(Part.FOLLOWUP);
        instances.put(Part.FOLLOWUP.code(), stack.process(Part.FOLLOWUP).orElseThrow());
        topic = new CaseTopic(stack, Map.of());
        deadlines = new OpenDeadlines(stack);
    }

    /** Starts the second and the third instance. */
    void startOthers() {
        for (int number = 2; number <= INSTANCES; number++) {
            String name = Part.FOLLOWUP.code() + "-" + number;
            // its connections say whose they are
            String url = "jdbc:postgresql://127.0.0.1:%d/followup?ApplicationName=%s&tcpKeepAlive=true&socketTimeout=30"
                    .formatted(stack.options().port(Part.POSTGRES), name);
            instances.put(name, stack.startInstance(Part.FOLLOWUP, number, Map.of("QUARKUS_DATASOURCE_JDBC_URL", url)));
        }
    }

    /** What waiting costs while nothing is due. */
    Idle idle(int seconds) {
        try (Connection connection = stack.database(Part.FOLLOWUP)) {
            long transactions = stack.transactions(Part.FOLLOWUP);
            long cpu = cpuNanos();
            long from = System.nanoTime();
            Pause.millis(seconds * 1_000L);
            double took = System.nanoTime() - from;
            double perSecond = (stack.transactions(Part.FOLLOWUP) - transactions) / (took / 1e9);
            double ofCore = (cpuNanos() - cpu) / took / instances.size() * 100;
            // afterwards, for these questions are transactions too
            return new Idle(probeMicros(connection), probeBlocks(connection), perSecond, ofCore);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot measure an idle tick", e);
        }
    }

    /**
     * Makes deadlines due at one moment and reads what comes of them.
     *
     * @param due marks of that moment; a tenth as many follow three seconds later
     * @param kill whether the instance that relays is killed when a quarter of the marks is out
     */
    Burst burst(int due, boolean kill) {
        String unit = "BURST-" + ++bursts;
        int pairs = due / 10;
        int expected = due + pairs;
        Instant moment = Instant.now().plus(LEAD).truncatedTo(ChronoUnit.SECONDS);
        topic.toEnd();
        deadlines.insert(unit, due - 2 * pairs, pairs, moment);
        if (Instant.now().isAfter(moment.minusSeconds(1))) {
            throw new IllegalStateException(
                    "the deadlines were not written before their moment; the machine is too busy");
        }
        var seen = new BurstMarks(unit);
        String killed = null;
        Instant end = moment.plus(PATIENCE);
        while (seen.marks.size() < expected && Instant.now().isBefore(end)) {
            seen.take(topic.poll(50), System.currentTimeMillis());
            if (kill && killed == null && seen.marks.size() >= expected / 4) {
                killed = killRelay();
            }
        }
        Duration lasted = Duration.between(moment, Instant.now());
        // whatever fires or is sent once more would come now
        Instant quiet = Instant.now().plusSeconds(5);
        while (Instant.now().isBefore(quiet)) {
            seen.take(topic.poll(50), System.currentTimeMillis());
        }
        return new Burst(
                expected,
                expected - seen.marks.size(),
                seen.twice,
                seen.outOfOrder,
                seen.resent,
                seen.late,
                lasted,
                killed);
    }

    /** Writes open deadlines until there are so many or the time is over; answers how many there are. */
    int preload(int count, Duration atMost, LongConsumer progress) {
        return deadlines.preload(count, atMost, progress);
    }

    /** What the servers and all instances have spent. */
    Spending spending() {
        return Spending.of(stack, instances);
    }

    @Override
    public void close() {
        topic.close();
    }

    private String killRelay() {
        String name;
        try (Connection connection = stack.database(Part.FOLLOWUP);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(RELAY)) {
            name = rows.next() ? rows.getString(1) : Part.FOLLOWUP.code();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot find the instance that relays", e);
        }
        return kill(name);
    }

    /** SIGKILL to one of the instances; answers its name. */
    String killAnInstance() {
        return kill(instances.keySet().iterator().next());
    }

    private String kill(String name) {
        ChildProcess instance = instances.remove(name);
        if (instance == null) {
            throw new IllegalStateException("the relay is led by " + name + ", which is none of " + instances.keySet());
        }
        instance.kill();
        return name;
    }

    private static int probeBlocks(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeQuery(PROBE).close();
            try (var rows = statement.executeQuery("explain (analyze, buffers, format json) " + PROBE)) {
                rows.next();
                JsonNode plan = BurstMarks.json(rows.getString(1).getBytes(StandardCharsets.UTF_8))
                        .path(0)
                        .path("Plan");
                return plan.path("Shared Hit Blocks").asInt()
                        + plan.path("Shared Read Blocks").asInt();
            }
        }
    }

    private static double probeMicros(Connection connection) throws SQLException {
        int times = 1_000;
        try (PreparedStatement probe = connection.prepareStatement(PROBE)) {
            for (int i = 0; i < times; i++) {
                probe.executeQuery().close();
            }
            long from = System.nanoTime();
            for (int i = 0; i < times; i++) {
                probe.executeQuery().close();
            }
            return (System.nanoTime() - from) / 1e3 / times;
        }
    }

    private long cpuNanos() {
        return instances.values().stream()
                .mapToLong(instance -> ProcessHandle.of(instance.pid())
                        .flatMap(handle -> handle.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toNanos())
                .sum();
    }
}
