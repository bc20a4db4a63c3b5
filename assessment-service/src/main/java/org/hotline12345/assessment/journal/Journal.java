package org.hotline12345.assessment.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.hotline12345.assessment.fact.CaseEventListener;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;

/**
 * Keeps every case event as it came, by (topic, partition, offset). The read model can be rebuilt from it alone; the same
 * event written again changes nothing.
 */
@ApplicationScoped
public class Journal implements CaseEventListener {
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

    @Override
    public void note(Writes writes, List<ReceivedEvent> events) {
        writes.insertMissing(JOURNAL, events);
    }

    /** Drops what a topic held twice. */
    public void dropRepeats(Writes writes) {
        writes.sql(DROP_REPEATS);
    }

    /** Adds what came to the live journal behind these places to the one that the transaction finds first. */
    public void takeOverLater(Writes writes, Map<Integer, Long> places) {
        if (!places.isEmpty()) {
            writes.sql(
                    TAKE_OVER_LATER,
                    places.keySet().toArray(Integer[]::new),
                    places.values().toArray(Long[]::new));
        }
    }
}
