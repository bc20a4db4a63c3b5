package org.hotline12345.dispatch.triage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
    /** Before followup has said it: behind those that are due. */
    private static final Instant NOT_SAID = Instant.parse("9999-01-01T00:00:00Z");

    private static final String OPEN = """
            with open as (
              select t.*, %s as clock, (
                  select jsonb_build_object('question', q.question, 'askedBy', q.asked_by, 'askedAt', q.asked_at,
                    'learnt', q.learnt, 'answer', q.answer, 'answeredBy', q.answered_by, 'answeredAt', q.answered_at)
                  from triage_question q
                  where q.case_id = t.case_id
                    and q.asked_at >= t.sent_at
                    and q.answered_at is not null
                  order by q.answered_at desc
                  limit 1) as asked_back
              from triage_entry t
              where t.decided_at is null
                and (cardinality($1::uuid[]) = 0 or t.case_id = any ($1::uuid[]))
                and ($7 or not exists (
                  select
                  from triage_question q
                  where q.case_id = t.case_id
                    and q.asked_at >= t.sent_at
                    and q.answered_at is null))),
            waiting as (
              select *, coalesce((clock ->> 'dueAt')::timestamptz, $8::timestamptz) as due_at
              from open)
            select t.due_at, t.clock::text as clock, t.asked_back::text as asked_back, t.case_id, c.case_number, c.type, c.urgency, c.channel, c.title, c.text, c.category, c.area, c.address,
              c.respondent_unit, c.risk_flags::text as risk_flags, t.reason, t.candidates::text as candidates,
              t.model_version, t.round, t.cause, t.priority, t.sent_at, c.registered_at, c.imported,
              %s as merge_candidates
            from waiting t
            join registered_case c on c.case_id = t.case_id
            where %s
              and ($2::int is null
                or (-t.priority, t.due_at, t.sent_at, t.case_id) > (-$2, $3::timestamptz, $9::timestamptz, $4::uuid))
            order by -t.priority, t.due_at, t.sent_at, t.case_id
            limit $5
            """.formatted(
                    OfficeClock.column("t.case_id", "TRIAGE"),
                    MergeCandidate.column("t.case_id", "$6"),
                    HiddenCases.seen("t.case_id", "$6"));

    private static final List<String> OF_DISPATCHERS = List.of("decision", "question");
    private static final List<String> OF_IMPORTERS = List.of("decision");

    private final Pool pool;
    private final Caller caller;
    private final RecordReader<Item> items;

    TriageQueries(Pool pool, Caller caller, ObjectMapper json) {
        this.pool = pool;
        this.caller = caller;
        this.items = RecordReader.of(Item.class, json)
                .with(
                        "allowed",
                        row -> caller.has(Roles.DISPATCHER)
                                ? OF_DISPATCHERS
                                : caller.has(Roles.IMPORTER) && row.getBoolean("imported") ? OF_IMPORTERS : List.of());
    }

    /**
     * Those with a risk first, then emergencies, of each the first due; only of these cases, unless none is named.
     *
     * @param askedBack with those that wait for an agent
     */
    Uni<Page<Item>> open(List<UUID> caseIds, boolean askedBack, PageRequest page) {
        var after = page.cursor();
        return Sql.on(pool)
                .select(
                        OPEN,
                        caseIds.toArray(UUID[]::new),
                        after == null ? null : (int) after.number(0),
                        after == null ? null : after.time(1),
                        after == null ? null : after.uuid(3),
                        page.limit() + 1,
                        caller.unitAndAbove(),
                        askedBack,
                        NOT_SAID,
                        after == null ? null : after.time(2))
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(
                                row.getInteger("priority"),
                                Rows.instant(row, "due_at"),
                                Rows.instant(row, "sent_at"),
                                row.getUUID("case_id")),
                        items));
    }
}
