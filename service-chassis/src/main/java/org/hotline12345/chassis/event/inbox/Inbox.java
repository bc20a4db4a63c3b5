package org.hotline12345.chassis.event.inbox;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.ReceivedEvent;

/** Which events were applied, and which are parked. */
@ApplicationScoped
class Inbox {
    /** For how many days ids of events are kept. */
    static final int DAYS = 90;

    /**
     * A parked event that is being replayed is waited for: either it is gone then, or it is still there and its replay finds, after
     * it, what is parked behind it here.
     */
    private static final String CLAIM = """
            with incoming as (
              select event_id, recorded_at, key
              from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as event (event_id, recorded_at, key)),
            standing as materialized (
              select key
              from parked_event
              where topic = $4
                and key = any($3::text[])
              for key share),
            blocked as (
              select event_id
              from incoming
              where key in (
                select key
                from standing)),
            fresh as (
              insert into inbox (event_id, recorded_at)
              select event_id, recorded_at
              from incoming
              where event_id not in (
                select event_id
                from blocked)
              on conflict do nothing
              returning event_id),
            progress as (
              insert into consumer_position as present (topic, kafka_partition, next_offset, applied_at)
              select $4, kafka_partition, next_offset, now()
              from unnest($5::integer[], $6::bigint[]) as position (kafka_partition, next_offset)
              on conflict (topic, kafka_partition) do update
              set next_offset = greatest(present.next_offset, excluded.next_offset),
                  applied_at = excluded.applied_at)
            select event_id, false as blocked
            from fresh
            union all
            select event_id, true
            from blocked
            """;

    private record Parking(IncomingEvent event, String error) {}

    private static final Table<Parking> PARKED = new Table<Parking>("parked_event")
            .part(
                    Parking::event,
                    incoming -> incoming.text("key", event -> clean(event.key()))
                            .text("traceparent", event -> clean(event.trace()))
                            .part(
                                    IncomingEvent::received,
                                    received -> received.uuid("event_id", ReceivedEvent::id)
                                            .text("topic", ReceivedEvent::topic)
                                            .text("type", event -> clean(event.type()))
                                            .time("time", ReceivedEvent::time)
                                            .time("recorded_at", ReceivedEvent::recordedTime)
                                            .flag("imported", ReceivedEvent::imported)
                                            .text("actor", event -> clean(event.actor()))
                                            .text("source", event -> clean(event.source()))
                                            .number("kafka_partition", ReceivedEvent::partition)
                                            .bigNumber("kafka_offset", ReceivedEvent::offset)
                                            .text("payload", event -> clean(event.json()))))
            .text("error", Parking::error);

    private final Pool pool;
    private final Clock clock;

    Inbox(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * What became of the events of a batch.
     *
     * @param fresh Ids not seen before.
     * @param blocked Ids of events behind a parked one of the same key.
     */
    record Claim(Set<UUID> fresh, Set<UUID> blocked) {}

    /** Marks the events as applied and remembers how far the partitions are, in one statement. */
    Uni<Claim> claim(Mutiny.Session session, String topic, List<IncomingEvent> events) {
        int count = events.size();
        var ids = new UUID[count];
        var times = new OffsetDateTime[count];
        var keys = new String[count];
        var positions = new TreeMap<Integer, Long>();
        for (int i = 0; i < count; i++) {
            IncomingEvent event = events.get(i);
            ids[i] = event.id();
            times[i] = event.inboxTime().atOffset(ZoneOffset.UTC);
            keys[i] = clean(event.key());
            positions.merge(event.received().partition(), event.received().offset() + 1, Math::max);
        }
        return Sql.on(session)
                .select(
                        CLAIM,
                        ids,
                        times,
                        keys,
                        topic,
                        positions.keySet().toArray(Integer[]::new),
                        positions.values().toArray(Long[]::new))
                .map(Inbox::claim);
    }

    private static Claim claim(List<Row> rows) {
        var fresh = new HashSet<UUID>(rows.size() * 2);
        var blocked = new HashSet<UUID>();
        for (Row row : rows) {
            (row.getBoolean("blocked") ? blocked : fresh).add(row.getUUID("event_id"));
        }
        return new Claim(fresh, blocked);
    }

    /** Marks a replayed event as applied; false if it was before. */
    Uni<Boolean> apply(Mutiny.Session session, IncomingEvent event) {
        return Sql.on(session).update("""
                        insert into inbox (event_id, recorded_at)
                        values ($1, $2)
                        on conflict do nothing
                        """, event.id(), event.inboxTime()).map(rows -> rows == 1);
    }

    /** Parks the events in this order. */
    Uni<Void> park(Mutiny.Session session, List<IncomingEvent> events, String error) {
        var rows = events.stream()
                .map(event -> new Parking(event, clean(event.error() == null ? error : event.error())))
                .toList();
        return new Writes().insertMissing(PARKED, rows).run(Sql.on(session));
    }

    /** PostgreSQL has no NUL in texts. */
    private static String clean(String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    /** How far this database has applied each partition, and since when. */
    Uni<List<Row>> positions() {
        return Sql.on(pool).select("""
                        select topic, kafka_partition, next_offset, first_applied_at
                        from consumer_position
                        """);
    }

    /** Forgets ids that are older than {@link #DAYS} days: whole months, and what lies in none. */
    @Scheduled(
            every = "24h",
            delayed = "1h",
            identity = "inbox-partitions",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forgetOld() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String oldest =
                "inbox_" + YearMonth.from(today.minusDays(DAYS)).toString().replace('-', '_');
        return pool.withTransaction(connection -> {
            Sql sql = Sql.on(connection);
            // one at a time
            return sql.select("select pg_advisory_xact_lock(hashtext('inbox-partitions'))::text as locked")
                    .chain(() -> sql.update("""
                            delete from inbox_default
                            where received_at < $1
                            """, before(today)))
                    .chain(() -> sql.select("""
                            select child.relname as name
                            from pg_inherits
                            join pg_class as child on child.oid = pg_inherits.inhrelid
                            where pg_inherits.inhparent = 'inbox'::regclass
                              and child.relname ~ '^inbox_[0-9]{4}_[0-9]{2}$'
                            """))
                    .chain(rows -> drop(sql, rows, oldest));
        });
    }

    private static Instant before(LocalDate today) {
        return today.minusDays(DAYS).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Uni<Void> drop(Sql sql, List<Row> partitions, String oldest) {
        Uni<?> done = Uni.createFrom().voidItem();
        for (Row partition : partitions) {
            String name = partition.getString("name");
            if (name.compareTo(oldest) < 0) {
                done = done.chain(() -> sql.update("drop table " + name));
            }
        }
        return done.replaceWithVoid();
    }
}
