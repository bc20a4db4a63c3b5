package org.hotline12345.localstack.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.bench.model.Durations;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * Three instances of follow-up on one database full of open deadlines. A burst makes many due at one moment, as the close of a
 * working day does, kills an instance in the middle of it if wanted, and looks in the topic at what came of it: each mark once,
 * those of a case in order, and how long after its moment a reader of committed events had it.
 */
final class TimerRun implements AutoCloseable {
    private static final int INSTANCES = 3;
    private static final int CHUNK = 20_000;
    private static final Duration LEAD = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String MARKED = EventCatalogue.typeOf(DeadlineMarked.class);

    /** What follow-up has written for a case just dispatched. */
    private static final String PATTERN = """
            select to_jsonb(c) as case_file, to_jsonb(d) as deadline
            from case_file c
            join deadline d on d.case_id = c.case_id
            where c.case_id = ?
              and d.kind = 'REPLY'
              and d.ended_at is null
            """;

    private static final List<String> FORGET = List.of("""
            delete from deadline
            where case_id = ?
            """, """
            delete from case_file
            where case_id = ?
            """);

    /** Cases like the pattern, of one unit or of three thousand, each with a work order of its own. */
    private static final String CASES = """
            insert into case_file
            select made.*
            from generate_series(1, cast(? as integer)) as n
            cross join lateral jsonb_populate_record(
              cast(null as case_file),
              cast(? as jsonb) || jsonb_build_object(
                'case_id', gen_random_uuid(),
                'case_number', 'B-' || n,
                'work_order_id', gen_random_uuid(),
                'unit', coalesce(cast(? as text), 'U' || n % 3000))) as made
            returning case_id, work_order_id, unit
            """;

    /** Their deadlines; on the ladder of an overdue one nothing is to happen here. */
    private static final String DEADLINES = """
            insert into deadline
            select made.*
            from wanted
            cross join lateral jsonb_populate_record(
              cast(null as deadline),
              cast(? as jsonb) || jsonb_build_object(
                'id', gen_random_uuid(),
                'case_id', case_id,
                'work_order_id', work_order_id,
                'unit', unit,
                'kind', kind,
                'due_at', red_at,
                'yellow_at', yellow_at,
                'red_at', red_at,
                'next_at', coalesce(yellow_at, red_at),
                'ladder', '')) as made
            """;

    /** Deadlines of the next ten days; none acts within a day. */
    private static final String OPEN = """
            with opened as (
            %s),
            wanted as (
              select opened.*, 'REPLY' as kind, at - interval '2 hours' as yellow_at, at as red_at
              from (
                select *, now() + interval '1 day' + random() * interval '10 days' as at
                from opened) as opened)
            %s
            """.formatted(CASES, DEADLINES);

    /** Replies that turn red at the moment. */
    private static final String RED = """
            with opened as (
            %s),
            wanted as (
              select *, 'REPLY' as kind, cast(null as timestamptz) as yellow_at, cast(? as timestamptz) as red_at
              from opened)
            %s
            """.formatted(CASES, DEADLINES);

    /** Two deadlines a case: signing turns red and the reply yellow at the moment, the reply red a little later. */
    private static final String IN_ORDER = """
            with opened as (
            %s),
            wanted as (
              select *, 'SIGN' as kind, cast(null as timestamptz) as yellow_at, cast(? as timestamptz) as red_at
              from opened
              union all
              select *, 'REPLY', cast(? as timestamptz), cast(? as timestamptz)
              from opened)
            %s
            """.formatted(CASES, DEADLINES);

    /**
     * The indexes that nothing needs while rows are written: each costs a random page a row, and building it afterwards a few seconds. The
     * tick's own index stays, for the instance that runs already asks it every second.
     */
    private static final String IDLE_INDEXES = """
            select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
            from pg_index i
            where i.indrelid in ('case_file'::regclass, 'deadline'::regclass)
              and i.indexrelid <> 'deadline_next'::regclass
              and not exists (
                select 1
                from pg_constraint c
                where c.conindid = i.indexrelid)
            order by 1
            """;

    /** What a tick asks. */
    private static final String PROBE = """
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
     * @param late From its moment to a reader of committed events.
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

    /** Rows as follow-up writes them: whatever its tables hold, the invented ones hold it too. */
    private record Pattern(String caseFile, String deadline) {}

    private final Stack stack;
    private final Pattern pattern;
    private final Map<String, ChildProcess> instances = new LinkedHashMap<>();
    private final KafkaConsumer<byte[], byte[]> topic;
    private int bursts;

    /** Starts follow-up once, so that its tables are there; the servers run. */
    TimerRun(Stack stack) {
        this.stack = stack;
        stack.start(Part.FOLLOWUP);
        instances.put(Part.FOLLOWUP.code(), stack.process(Part.FOLLOWUP).orElseThrow());
        topic = new KafkaConsumer<>(readerSettings(stack.kafkaBootstrap()));
        pattern = pattern(stack);
    }

    private static Pattern pattern(Stack stack) {
        UUID caseId;
        try (var events = new SampleEvents(stack.kafkaBootstrap())) {
            caseId = events.dispatchedCase();
        }
        try (Connection connection = stack.database(Part.FOLLOWUP);
                PreparedStatement select = connection.prepareStatement(PATTERN)) {
            select.setObject(1, caseId);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                try (var rows = select.executeQuery()) {
                    if (rows.next()) {
                        var pattern = new Pattern(rows.getString("case_file"), rows.getString("deadline"));
                        for (String forget : FORGET) {
                            try (PreparedStatement delete = connection.prepareStatement(forget)) {
                                delete.setObject(1, caseId);
                                delete.executeUpdate();
                            }
                        }
                        return pattern;
                    }
                }
                pause(Duration.ofMillis(200));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read what follow-up wrote for a case", e);
        }
        throw new IllegalStateException("follow-up set no deadline for a case within " + PATIENCE.toSeconds() + " s");
    }

    /**
     * Writes open deadlines straight into the database, until there are so many or the time is over.
     *
     * @return how many there are
     */
    int preload(int count, Duration atMost, LongConsumer progress) {
        long end = System.nanoTime() + atMost.toNanos();
        int done = 0;
        try (Connection connection = stack.database(Part.FOLLOWUP);
                PreparedStatement insert = connection.prepareStatement(OPEN);
                var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute("set maintenance_work_mem = '256MB'");
            List<String> indexes = dropIdleIndexes(statement);
            try {
                while (done < count && System.nanoTime() < end) {
                    int part = Math.min(CHUNK, count - done);
                    insert.setInt(1, part);
                    insert.setString(2, pattern.caseFile());
                    insert.setString(3, null);
                    insert.setString(4, pattern.deadline());
                    insert.executeUpdate();
                    done += part;
                    progress.accept(done);
                }
            } finally {
                for (String index : indexes) {
                    statement.execute(index);
                }
            }
            statement.execute("analyze case_file");
            statement.execute("analyze deadline");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write deadlines", e);
        }
        return done;
    }

    /** Answers how they are made again. */
    private static List<String> dropIdleIndexes(Statement statement) throws SQLException {
        var names = new ArrayList<String>();
        var definitions = new ArrayList<String>();
        try (var rows = statement.executeQuery(IDLE_INDEXES)) {
            while (rows.next()) {
                names.add(rows.getString(1));
                definitions.add(rows.getString(2));
            }
        }
        for (String name : names) {
            statement.execute("drop index " + name);
        }
        return definitions;
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
            long transactions = transactions(connection);
            long cpu = cpuNanos();
            long from = System.nanoTime();
            pause(Duration.ofSeconds(seconds));
            double took = System.nanoTime() - from;
            double perSecond = (transactions(connection) - transactions) / (took / 1e9);
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
        readFromEnd();
        insert(unit, due - 2 * pairs, pairs, moment);
        if (Instant.now().isAfter(moment.minusSeconds(1))) {
            throw new IllegalStateException(
                    "the deadlines were not written before their moment; the machine is too busy");
        }
        var seen = new Seen(unit);
        String killed = null;
        Instant end = moment.plus(PATIENCE);
        while (seen.marks.size() < expected && Instant.now().isBefore(end)) {
            seen.take(topic.poll(Duration.ofMillis(50)), System.currentTimeMillis());
            if (kill && killed == null && seen.marks.size() >= expected / 4) {
                killed = killRelay();
            }
        }
        Duration lasted = Duration.between(moment, Instant.now());
        // whatever fires or is sent once more would come now
        Instant quiet = Instant.now().plusSeconds(5);
        while (Instant.now().isBefore(quiet)) {
            seen.take(topic.poll(Duration.ofMillis(50)), System.currentTimeMillis());
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

    @Override
    public void close() {
        topic.close();
    }

    /** What was read of a burst. */
    private static final class Seen {
        final String unit;
        final Set<String> marks = new HashSet<>();
        final Set<String> ids = new HashSet<>();
        final Map<String, Instant> lastOfCase = new HashMap<>();
        final Durations late = new Durations();
        int twice;
        int outOfOrder;
        int resent;

        Seen(String unit) {
            this.unit = unit;
        }

        void take(Iterable<ConsumerRecord<byte[], byte[]>> records, long nowMillis) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (!MARKED.equals(header(record, "ce_type"))) {
                    continue;
                }
                JsonNode mark = json(record.value());
                if (!unit.equals(mark.path("unit").asText())) {
                    continue;
                }
                if (!ids.add(header(record, "ce_id"))) {
                    resent++;
                    continue;
                }
                Instant markedAt =
                        OffsetDateTime.parse(mark.path("markedAt").asText()).toInstant();
                if (!marks.add(
                        mark.path("deadlineId").asText() + mark.path("mark").asText())) {
                    twice++;
                }
                Instant before = lastOfCase.put(mark.path("caseId").asText(), markedAt);
                if (before != null && before.isAfter(markedAt)) {
                    outOfOrder++;
                }
                late.add(TimeUnit.MILLISECONDS.toNanos(Math.max(0, nowMillis - markedAt.toEpochMilli())));
            }
        }

        private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
            return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }

        private static JsonNode json(byte[] value) {
            try {
                return HotlineClient.json().readTree(value);
            } catch (IOException e) {
                throw new UncheckedIOException("an event is not JSON", e);
            }
        }
    }

    private void insert(String unit, int singles, int pairs, Instant moment) {
        OffsetDateTime at = moment.atOffset(ZoneOffset.UTC);
        try (Connection connection = stack.database(Part.FOLLOWUP);
                PreparedStatement red = connection.prepareStatement(RED);
                PreparedStatement inOrder = connection.prepareStatement(IN_ORDER)) {
            connection.setAutoCommit(false);
            red.setInt(1, singles);
            red.setString(2, pattern.caseFile());
            red.setString(3, unit);
            red.setObject(4, at);
            red.setString(5, pattern.deadline());
            red.executeUpdate();
            inOrder.setInt(1, pairs);
            inOrder.setString(2, pattern.caseFile());
            inOrder.setString(3, unit);
            inOrder.setObject(4, at);
            inOrder.setObject(5, at);
            inOrder.setObject(6, at.plusSeconds(3));
            inOrder.setString(7, pattern.deadline());
            inOrder.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write the deadlines of a burst", e);
        }
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

    private void readFromEnd() {
        List<TopicPartition> partitions = topic.partitionsFor(Topics.CASE_EVENTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        topic.assign(partitions);
        topic.seekToEnd(partitions);
        partitions.forEach(topic::position);
    }

    private static int probeBlocks(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeQuery(PROBE).close();
            try (var rows = statement.executeQuery("explain (analyze, buffers, format json) " + PROBE)) {
                rows.next();
                JsonNode plan = Seen.json(rows.getString(1).getBytes(StandardCharsets.UTF_8))
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

    private static long transactions(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select xact_commit + xact_rollback
                        from pg_stat_database
                        where datname = current_database()
                        """)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private long cpuNanos() {
        return new ArrayList<>(instances.values())
                .stream()
                        .mapToLong(instance -> ProcessHandle.of(instance.pid())
                                .flatMap(handle -> handle.info().totalCpuDuration())
                                .orElse(Duration.ZERO)
                                .toNanos())
                        .sum();
    }

    private static Properties readerSettings(String bootstrap) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        return settings;
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
