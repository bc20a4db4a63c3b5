package org.hotline12345.assessment.journal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.model.Mark;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventTopics;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.Topics;

/**
 * Keeps every case event as it came, by (topic, partition, offset). The read model can be rebuilt from it alone; the same
 * event written again changes nothing.
 */
@ApplicationScoped
public class Journal {
    private static final String APPEND = """
            insert into journal (
              topic,
              kafka_partition,
              kafka_offset,
              event_id,
              case_id,
              type,
              time,
              recorded_at,
              imported,
              actor,
              payload)
            select *
            from unnest(
              $1::text[],
              $2::integer[],
              $3::bigint[],
              $4::uuid[],
              $5::uuid[],
              $6::text[],
              $7::timestamptz[],
              $8::timestamptz[],
              $9::boolean[],
              $10::text[],
              $11::text[])
            on conflict do nothing
            """;

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

    private static final String LAST_DECISION = """
            select coalesce(max(id), 0)
            from decision
            """;

    /** Up to where the journal goes, as the transaction sees it. */
    public Uni<Mark> mark(Sql sql) {
        return sql.select(ENDS, Topics.CASE_EVENTS, EventTopics.PARTITIONS).chain(rows -> {
            var offsets = new TreeMap<Integer, Long>();
            rows.forEach(row -> {
                if (row.getLong(1) != null) {
                    offsets.put(row.getInteger(0), row.getLong(1));
                }
            });
            return sql.first(LAST_DECISION).map(row -> Mark.of(offsets, row.getLong(0)));
        });
    }

    /** Appends the events in one statement, in the transaction of the session. */
    public Uni<Void> append(Mutiny.Session session, List<ReceivedEvent> events) {
        int size = events.size();
        var topics = new String[size];
        var partitions = new Integer[size];
        var offsets = new Long[size];
        var ids = new UUID[size];
        var cases = new UUID[size];
        var types = new String[size];
        var times = new OffsetDateTime[size];
        var recorded = new OffsetDateTime[size];
        var imported = new Boolean[size];
        var actors = new String[size];
        var payloads = new String[size];
        for (int i = 0; i < size; i++) {
            ReceivedEvent event = events.get(i);
            topics[i] = event.topic();
            partitions[i] = event.partition();
            offsets[i] = event.offset();
            ids[i] = event.id();
            cases[i] = event.as(CaseEvent.class).caseId();
            types[i] = event.type();
            times[i] = ShanghaiTime.of(event.time());
            recorded[i] = ShanghaiTime.of(event.recordedTime() == null ? event.time() : event.recordedTime());
            imported[i] = event.imported();
            actors[i] = event.actor();
            payloads[i] = event.json();
        }
        return Sql.on(session)
                .update(
                        APPEND,
                        topics,
                        partitions,
                        offsets,
                        ids,
                        cases,
                        types,
                        times,
                        recorded,
                        imported,
                        actors,
                        payloads)
                .replaceWithVoid();
    }
}
