package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.events.CaseRegistered;
import org.jboss.logging.Logger;

/**
 * What citizens said, read from the journal when it is needed. It is kept nowhere else in this service: groups of cases hold
 * numbers and the words that several citizens share.
 */
@ApplicationScoped
class CaseTexts {
    private static final String WAITING = """
            select
              waiting.case_id, waiting.topic, waiting.kafka_partition, waiting.kafka_offset, journal.payload,
              journal.imported, case_fact.category, case_fact.area
            from (
              select *
              from case_to_group
              order by waiting_since, case_id
              limit $1) waiting
            left join journal
              on journal.topic = waiting.topic
              and journal.kafka_partition = waiting.kafka_partition
              and journal.kafka_offset = waiting.kafka_offset
            left join case_fact
              on case_fact.case_id = waiting.case_id
            """;

    private static final String MEMBERS = """
            select
              member.case_id, member.topic, member.kafka_partition, member.kafka_offset, journal.payload,
              journal.imported, case_fact.category, case_fact.area
            from (
              select *
              from case_group_member
              where group_id = $1
              order by at desc, case_id
              limit $2) member
            left join journal
              on journal.topic = member.topic
              and journal.kafka_partition = member.kafka_partition
              and journal.kafka_offset = member.kafka_offset
            left join case_fact
              on case_fact.case_id = member.case_id
            """;

    private static final String THESE = """
            select
              member.case_id, member.topic, member.kafka_partition, member.kafka_offset, journal.payload,
              journal.imported, case_fact.category, case_fact.area
            from case_group_member member
            left join journal
              on journal.topic = member.topic
              and journal.kafka_partition = member.kafka_partition
              and journal.kafka_offset = member.kafka_offset
            left join case_fact
              on case_fact.case_id = member.case_id
            where member.case_id = any($1::uuid[])
            order by member.at, member.case_id
            """;

    private static final Logger LOG = Logger.getLogger(CaseTexts.class);

    private final EventJson json;

    CaseTexts(EventJson json) {
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

    /** Cases that are not placed yet, those that wait longest first. */
    Uni<List<Told>> waiting(Sql sql, int limit) {
        return sql.select(WAITING, limit).map(this::told);
    }

    /** The latest cases of a group. */
    Uni<List<Told>> ofGroup(Sql sql, UUID group, int limit) {
        return sql.select(MEMBERS, group, limit).map(this::readable);
    }

    /** These cases, as far as they were placed. */
    Uni<List<Told>> these(Sql sql, Collection<UUID> cases) {
        return sql.select(THESE, (Object) cases.toArray(UUID[]::new)).map(this::readable);
    }

    private List<Told> readable(List<Row> rows) {
        return told(rows).stream().filter(told -> told.event() != null).toList();
    }

    private List<Told> told(List<Row> rows) {
        return rows.stream().map(this::told).toList();
    }

    private Told told(Row row) {
        CaseRegistered event = read(row.getString("payload"));
        String category = row.getString("category");
        String area = row.getString("area");
        return new Told(
                row.getUUID("case_id"),
                row.getString("topic"),
                row.getInteger("kafka_partition"),
                row.getLong("kafka_offset"),
                event,
                Boolean.TRUE.equals(row.getBoolean("imported")),
                category == null && event != null ? event.category() : category,
                area == null && event != null ? event.area() : area);
    }

    private CaseRegistered read(String payload) {
        try {
            return payload == null ? null : json.read(payload, CaseRegistered.class);
        } catch (IOException e) {
            // one that cannot be read must not keep all others from being placed
            LOG.warnf("A registration of the journal cannot be read: %s", e.getMessage());
            return null;
        }
    }
}
