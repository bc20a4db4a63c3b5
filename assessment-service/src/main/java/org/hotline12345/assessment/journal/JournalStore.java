package org.hotline12345.assessment.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.model.Mark;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.event.EventTopics;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;

/**
 * Keeps every case event as it came, by (topic, partition, offset). The read model can be rebuilt from it alone; the same
 * event written again changes nothing.
 */
@ApplicationScoped
public class JournalStore {
    private static final Table<ReceivedEvent> JOURNAL = new Table<ReceivedEvent>("journal")
            .text("topic", ReceivedEvent::topic)
            .number("kafka_partition", ReceivedEvent::partition)
            .bigNumber("kafka_offset", ReceivedEvent::offset)
            .uuid("event_id", ReceivedEvent::id)
            .uuid("case_id", event -> event.as(CaseEvent.class).caseId())
            .text("type", ReceivedEvent::type)
            .time("time", ReceivedEvent::time)
            .time("recorded_at", event -> event.recordedTime() == null ? event.time() : event.recordedTime())
            .flag("imported", ReceivedEvent::imported)
            .text("actor", ReceivedEvent::actor)
            .text("payload", ReceivedEvent::json);

    private static final String ENDS = """
            select
              position.kafka_partition,
              (select max(kafka_offset)
               from journal
               where journal.topic = position.topic
                 and journal.kafka_partition = position.kafka_partition) as last_offset
            from (
              select $1::text as topic, partition as kafka_partition
              from generate_series(0, $2::integer - 1) as partition) position
            order by position.kafka_partition
            """;

    private static final String NEXT = """
            select
              kafka_offset, event_id, type, time, recorded_at, imported, actor, payload
            from journal
            where topic = $1
              and kafka_partition = $2
              and kafka_offset > $3
              and kafka_offset <= $4
            order by kafka_offset
            limit $5
            """;

    private static final String HOW_MANY = """
            select count(*)
            from journal
            join unnest($2::integer[], $3::bigint[], $4::bigint[]) as place (kafka_partition, after, until)
              on place.kafka_partition = journal.kafka_partition
            where topic = $1
              and kafka_offset > place.after
              and kafka_offset <= place.until
            """;

    private static final String DROP_REPEATS = """
            delete from journal repeated
            using (
              select topic, kafka_partition, event_id, min(kafka_offset) as first_offset
              from journal
              group by topic, kafka_partition, event_id
              having count(*) > 1) first
            where repeated.topic = first.topic
              and repeated.kafka_partition = first.kafka_partition
              and repeated.event_id = first.event_id
              and repeated.kafka_offset > first.first_offset
            """;

    private static final String TAKE_OVER_LATER = """
            insert into journal
            select live.*
            from public.journal live
            join unnest($1::integer[], $2::bigint[]) as read (kafka_partition, next_offset)
              on read.kafka_partition = live.kafka_partition
            where live.kafka_offset >= read.next_offset
            on conflict do nothing
            """;

    private static final String HOLD = """
            lock table public.journal in share row exclusive mode
            """;

    private static final String LAST_DECISION = """
            select coalesce(max(id), 0) as last
            from decision
            """;

    private final EventJson json;

    public JournalStore(EventJson json) {
        this.json = json;
    }

    /** Up to where the journal goes, as the transaction sees it. */
    public Uni<Mark> mark(Mutiny.Session session) {
        return mark(Sql.on(session));
    }

    /** The same. */
    public Uni<Mark> mark(Sql sql) {
        return sql.select(ENDS, Topics.CASE_EVENTS, EventTopics.PARTITIONS).chain(rows -> {
            var offsets = new TreeMap<Integer, Long>();
            rows.forEach(row -> {
                if (row.getLong("last_offset") != null) {
                    offsets.put(row.getInteger("kafka_partition"), row.getLong("last_offset"));
                }
            });
            return sql.first(LAST_DECISION).map(row -> Mark.of(offsets, row.getLong("last")));
        });
    }

    /**
     * Appends the events in one statement, in the transaction of the session.
     *
     * @param beside Adds what is written in the same statement.
     */
    public Uni<Void> append(Mutiny.Session session, List<ReceivedEvent> events, Consumer<Writes> beside) {
        var writes = new Writes().insertMissing(JOURNAL, events);
        beside.accept(writes);
        return writes.run(Sql.on(session));
    }

    /** Holds back whoever counts events until the transaction ends: that begins in the journal. */
    public Uni<Void> hold(Mutiny.Session session) {
        return Sql.on(session).update(HOLD).replaceWithVoid();
    }

    /** The next events of a partition behind a place, up to an end. */
    public Uni<List<ReceivedEvent>> next(Mutiny.Session session, int partition, long after, long end, int limit) {
        return Sql.on(session)
                .select(NEXT, Topics.CASE_EVENTS, partition, after, end, limit)
                .map(rows -> rows.stream().map(row -> event(row, partition)).toList());
    }

    /** How many events lie behind the places of the partitions, up to these ends. */
    public Uni<Long> howMany(Mutiny.Session session, Map<Integer, Long> places, Map<Integer, Long> ends) {
        var partitions = List.copyOf(ends.keySet());
        return Sql.on(session)
                .first(
                        HOW_MANY,
                        Topics.CASE_EVENTS,
                        partitions.toArray(Integer[]::new),
                        partitions.stream()
                                .map(p -> places.getOrDefault(p, -1L))
                                .toArray(Long[]::new),
                        partitions.stream().map(ends::get).toArray(Long[]::new))
                .map(row -> row.getLong("count"));
    }

    /** Drops what a topic held twice. */
    public Uni<Void> dropRepeats(Mutiny.Session session) {
        return Sql.on(session).update(DROP_REPEATS).replaceWithVoid();
    }

    /** Adds what came to the live journal behind these places to the one that the transaction finds first. */
    public Uni<Void> takeOverLater(Mutiny.Session session, Map<Integer, Long> places) {
        return places.isEmpty()
                ? Uni.createFrom().voidItem()
                : Sql.on(session)
                        .update(
                                TAKE_OVER_LATER,
                                places.keySet().toArray(Integer[]::new),
                                places.values().toArray(Long[]::new))
                        .replaceWithVoid();
    }

    private ReceivedEvent event(Row row, int partition) {
        String type = row.getString("type");
        String payload = row.getString("payload");
        try {
            return new ReceivedEvent(
                    row.getUUID("event_id"),
                    type,
                    json.read(payload, EventCatalogue.classOf(type).orElseThrow()),
                    Rows.instant(row, "time"),
                    Rows.instant(row, "recorded_at"),
                    row.getBoolean("imported"),
                    row.getString("actor"),
                    "",
                    Topics.CASE_EVENTS,
                    partition,
                    row.getLong("kafka_offset"),
                    payload);
        } catch (IOException e) {
            throw new UncheckedIOException("event " + row.getUUID("event_id") + " of the journal cannot be read", e);
        }
    }
}
