package org.hotline12345.dispatch.triage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.triage.TriageResource.Item;
import org.hotline12345.dispatch.workorder.MergeCandidate;

/** The cases a dispatcher must decide. */
@ApplicationScoped
class TriageQueries {
    private static final String OPEN =
            """
            select t.case_id, c.case_number, c.type, c.urgency, c.channel, c.title, c.text, c.category, c.area, c.address,
              c.respondent_unit, c.risk_flags::text as risk_flags, t.reason, t.candidates::text as candidates,
              t.model_version, t.round, t.cause, t.priority, t.sent_at, c.registered_at, c.imported,
              %s as merge_candidates
            from triage_entry t
            join registered_case c on c.case_id = t.case_id
            where t.decided_at is null
              and (cardinality($1::uuid[]) = 0 or t.case_id = any ($1::uuid[]))
              and %s
              and ($2::int is null or (-t.priority, t.sent_at, t.case_id) > (-$2, $3::timestamptz, $4::uuid))
            order by -t.priority, t.sent_at, t.case_id
            limit $5
            """.formatted(MergeCandidate.column("t.case_id", "$6"), HiddenCases.seen("t.case_id", "$6"));

    private final Pool pool;
    private final Caller caller;
    private final RecordReader<Item> items;

    TriageQueries(Pool pool, Caller caller, ObjectMapper json) {
        this.pool = pool;
        this.caller = caller;
        this.items = RecordReader.of(Item.class, json)
                .with(
                        "allowed",
                        row -> caller.has(Roles.DISPATCHER) || caller.has(Roles.IMPORTER) && row.getBoolean("imported")
                                ? List.of("decision")
                                : List.of());
    }

    /** Those with a risk first, then emergencies, then the longest waiting; only of these cases, unless none is named. */
    Uni<Page<Item>> open(List<UUID> caseIds, PageRequest page) {
        var after = page.cursor();
        return Sql.on(pool)
                .select(
                        OPEN,
                        caseIds.toArray(UUID[]::new),
                        after == null ? null : (int) after.number(0),
                        after == null ? null : after.time(1),
                        after == null ? null : after.uuid(2),
                        page.limit() + 1,
                        caller.unitAndAbove())
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(
                                row.getInteger("priority"), Rows.instant(row, "sent_at"), row.getUUID("case_id")),
                        items));
    }
}
