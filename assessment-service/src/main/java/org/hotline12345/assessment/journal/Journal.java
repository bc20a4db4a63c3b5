package org.hotline12345.assessment.journal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.model.Mark;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.EventTopics;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.Topics;

/**
 * Keeps every case event as it came, by (topic, partition, offset). The read model can be rebuilt from it alone; the same
 * event written again changes nothing.
 */
@ApplicationScoped
public class Journal {
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

    private static final String LAST_DECISION = """
            select coalesce(max(id), 0) as last
            from decision
            """;

    /** Up to where the journal goes, as the transaction sees it. */
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

    /** Appends the events in one statement, in the transaction of the session. */
    public Uni<Void> append(Mutiny.Session session, List<ReceivedEvent> events) {
        return new Writes().insertMissing(JOURNAL, events).run(Sql.on(session));
    }
}
