package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.CaseEventListener;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CorrectedFact;
import org.jboss.logging.Logger;

/**
 * What citizens said, read from the journal when it is needed. It is kept nowhere else in this service: groups of cases hold
 * numbers and the words that several citizens share. Of a registered case that is to be placed among others the place in the journal
 * is noted, with the batch that counts it; placing comes later, so that counting does not wait for it.
 */
@ApplicationScoped
class CaseTextStore implements CaseEventListener {
    private static final Table<ReceivedEvent> WAITING = new Table<ReceivedEvent>("case_to_group")
            .uuid("case_id", event -> event.as(CaseRegistered.class).caseId())
            .text("topic", ReceivedEvent::topic)
            .number("kafka_partition", ReceivedEvent::partition)
            .bigNumber("kafka_offset", ReceivedEvent::offset);

    private static final String TEXTS = """
            select
              told.case_id, told.topic, told.kafka_partition, told.kafka_offset, journal.payload,
              journal.imported, case_fact.category, case_fact.area
            from (
              select *
              from %s) told
            left join journal
              on journal.topic = told.topic
              and journal.kafka_partition = told.kafka_partition
              and journal.kafka_offset = told.kafka_offset
              -- names its partition
              and journal.case_id = told.case_id
            left join case_fact
              on case_fact.case_id = told.case_id
            """;

    private static final String NEXT = TEXTS.formatted("""
            case_to_group
              order by waiting_since, case_id
              limit $1""");

    private static final String MEMBERS = TEXTS.formatted("""
            case_group_member
              where group_id = $1
              order by at desc, case_id
              limit $2""");

    private static final String THESE = TEXTS.formatted("""
            case_group_member
              where case_id = any($1::uuid[])
              order by at, case_id""");

    private static final String PLACED = """
            delete from case_to_group
            where case_id = any($1::uuid[])
            """;

    /** A case that was placed by what was wrong is placed again; where people put it, it stays. */
    private static final String AGAIN = """
            insert into case_to_group (case_id, topic, kafka_partition, kafka_offset, again)
            select case_id, topic, kafka_partition, kafka_offset, true
            from case_group_member
            where case_id = any($1::uuid[])
              and placed_by is null
            on conflict do nothing
            """;

    private static final Logger LOG = Logger.getLogger(CaseTextStore.class);
    private static final int MOST_WARNINGS = 1_000;

    private final EventJson json;
    private final Set<UUID> unreadable = ConcurrentHashMap.newKeySet();

    CaseTextStore(EventJson json) {
        this.json = json;
    }

    /**
     * A case with what was said.
     *
     * @param event Its registration; null if the journal does not hold it.
     * @param category Category as the facts have it. May be null.
     * @param area Area as the facts have it. May be null.
     */
    record Told(
            UUID caseId,
            String topic,
            int partition,
            long offset,
            CaseRegistered event,
            boolean imported,
            String category,
            String area) {}

    @Override
    public void note(Writes writes, List<ReceivedEvent> events) {
        writes.insertMissing(
                WAITING,
                events.stream()
                        .filter(event -> event.event() instanceof CaseRegistered)
                        .toList());
        var corrected = events.stream()
                .filter(event -> event.event() instanceof CaseCorrected e
                        && (e.corrects(CorrectedFact.AREA) || e.corrects(CorrectedFact.CATEGORY)))
                .map(event -> event.as(CaseCorrected.class).caseId())
                .distinct()
                .toArray(UUID[]::new);
        if (corrected.length > 0) {
            writes.sql(AGAIN, (Object) corrected);
        }
    }

    /** Cases that are not placed yet, those that wait longest first. */
    Uni<List<Told>> waiting(Mutiny.Session session, int limit) {
        return Sql.on(session).select(NEXT, limit).map(this::told);
    }

    /** These cases wait no longer. */
    Uni<Void> placed(Mutiny.Session session, Collection<UUID> cases) {
        return Sql.on(session).update(PLACED, cases).replaceWithVoid();
    }

    /** The latest cases of a group. */
    Uni<List<Told>> ofGroup(Mutiny.Session session, UUID group, int limit) {
        return Sql.on(session).select(MEMBERS, group, limit).map(this::readable);
    }

    /** These cases, as far as they were placed. */
    Uni<List<Told>> these(Mutiny.Session session, Collection<UUID> cases) {
        return Sql.on(session).select(THESE, cases).map(this::readable);
    }

    private List<Told> readable(List<Row> rows) {
        return told(rows).stream().filter(told -> told.event() != null).toList();
    }

    private List<Told> told(List<Row> rows) {
        return rows.stream().map(this::told).toList();
    }

    private Told told(Row row) {
        UUID caseId = row.getUUID("case_id");
        CaseRegistered event = read(caseId, row.getString("payload"));
        String category = row.getString("category");
        String area = row.getString("area");
        return new Told(
                caseId,
                row.getString("topic"),
                row.getInteger("kafka_partition"),
                row.getLong("kafka_offset"),
                event,
                Boolean.TRUE.equals(row.getBoolean("imported")),
                category == null && event != null ? event.category() : category,
                area == null && event != null ? event.area() : area);
    }

    /** One that cannot be read must not keep all others from being placed; it is warned of once, and not read again. */
    private CaseRegistered read(UUID caseId, String payload) {
        if (payload == null || unreadable.contains(caseId)) {
            return null;
        }
        try {
            return json.read(payload, CaseRegistered.class);
        } catch (IOException e) {
            if (unreadable.size() < MOST_WARNINGS && unreadable.add(caseId)) {
                LOG.warnf("The registration of case %s in the journal cannot be read: %s", caseId, e.getMessage());
            }
            return null;
        }
    }
}
