package org.hotline12345.assessment.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.model.Mark;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.event.EventTopics;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.Topics;

/** What stands in the journal, and up to where. */
@ApplicationScoped
public class JournalQueries {
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

    private static final String OF_CASE = """
            select event_id, type, payload
            from journal
            where case_id = $1
            order by kafka_offset
            """;

    private static final String PARKED = """
            select kafka_partition as partition, kafka_offset as "offset"
            from parked_event
            where topic = $1
            """;

    private static final String LAST_DECISION = """
            select coalesce(max(id), 0) as last
            from decision
            """;

    private final EventJson json;

    public JournalQueries(EventJson json) {
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
            return sql.list(Mark.Place.class, PARKED, Topics.CASE_EVENTS)
                    .chain(parked ->
                            sql.first(LAST_DECISION).map(row -> Mark.of(offsets, row.getLong("last"), parked)));
        });
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

    /** The events of a case, in their order; what was written twice is told once. */
    public Uni<List<CaseEvent>> ofCase(Mutiny.Session session, UUID caseId) {
        return Sql.on(session)
                .select(OF_CASE, caseId)
                .map(rows -> rows.stream()
                        .map(row -> (CaseEvent)
                                read(row.getString("type"), row.getString("payload"), row.getUUID("event_id")))
                        .distinct()
                        .toList());
    }

    private HotlineEvent read(String type, String payload, UUID id) {
        try {
            return json.read(payload, EventCatalogue.classOf(type).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException("event " + id + " of the journal cannot be read", e);
        }
    }

    private ReceivedEvent event(Row row, int partition) {
        String type = row.getString("type");
        String payload = row.getString("payload");
        UUID id = row.getUUID("event_id");
        return new ReceivedEvent(
                id,
                type,
                read(type, payload, id),
                Rows.instant(row, "time"),
                Rows.instant(row, "recorded_at"),
                row.getBoolean("imported"),
                row.getString("actor"),
                "",
                Topics.CASE_EVENTS,
                partition,
                row.getLong("kafka_offset"),
                payload);
    }
}
