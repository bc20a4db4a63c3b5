package org.hotline12345.dispatch.workorder;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.model.WorkOrderStates;
import org.hotline12345.dispatch.workorder.WorkOrderView.CaseText;
import org.hotline12345.events.WorkOrderState;

/** Reading of work orders: lists, one order whole, the orders of cases. */
@ApplicationScoped
public class WorkOrderQueries {
    /** One index scan per state, merged: the cost follows the page, not the unit's history. */
    private static final String OF_UNIT =
            """
            select %2$s
            from (
              select found.*
              from unnest($5::text[]) as wanted (state)
              cross join lateral (
                select *
                from work_order
                where unit = $4
                  and state = wanted.state
                  and ($1::timestamptz is null or (dispatched_at, id) > ($1, $2::uuid))
                  and ($6::text is null or assignee = $6)
                  and dispatched_at >= coalesce($9::timestamptz, '-infinity')
                  and dispatched_at < coalesce($10::timestamptz, 'infinity')
                  and ($8::text is null
                    or strpos(lower(case_number), lower($8)) > 0
                    or strpos(lower(title), lower($8)) > 0)
                  and %1$s
                order by dispatched_at, id
                limit $3
              ) as found
              order by dispatched_at, id
              limit $3
            ) as o
            order by o.dispatched_at, o.id
            """.formatted(HiddenCases.seen("work_order.case_id", "$7"), WorkOrderSummary.COLUMNS);

    private static final String BESIDE_THE_LEAD =
            """
            select %s
            from work_order o
            where %%s
              and o.state = any ($5::text[])
              and ($1::timestamptz is null or (o.dispatched_at, o.id) > ($1, $2::uuid))
              and ($6::text is null or o.assignee = $6)
              and o.dispatched_at >= coalesce($9::timestamptz, '-infinity')
              and o.dispatched_at < coalesce($10::timestamptz, 'infinity')
              and ($8::text is null
                or strpos(lower(o.case_number), lower($8)) > 0
                or strpos(lower(o.title), lower($8)) > 0)
              and %s
            order by o.dispatched_at, o.id
            limit $3
            """.formatted(WorkOrderSummary.COLUMNS, HiddenCases.seen("o.case_id", "$7"));
    private static final String OF_CO_UNIT =
            BESIDE_THE_LEAD.formatted("o.co_units @> array[$4::text] and o.co_units <> '{}'");
    private static final String HANDED_DOWN_TO = BESIDE_THE_LEAD.formatted("o.handling_unit = $4");

    private static final String OF_CASES = """
            select %s
            from work_order o
            where o.case_id = any ($1::uuid[])
              and %s
            order by o.case_id, o.dispatched_at, o.id
            """.formatted(WorkOrderSummary.COLUMNS, HiddenCases.seen("o.case_id", "$2"));

    private static final String WITHOUT = """
            select asked.case_id,
              case
                when c.case_id is null then 'NOT_KNOWN_YET'
                when c.ended is not null then 'ENDED'
                else 'IN_TRIAGE'
              end as why
            from unnest($1::uuid[]) as asked (case_id)
            left join registered_case c on c.case_id = asked.case_id and %s
            -- not what was dispatched since the orders were read
            where c.case_id is null
              or not exists (
                select from work_order o where o.case_id = c.case_id)
            """.formatted(HiddenCases.seen("asked.case_id", "$2"));

    private static final String WHOLE = """
            select %s,
              c.title as case_title, c.text as case_text, c.address, c.anonymity as case_anonymity, c.contactable,
              case when coalesce(c.respondent_unit, c.respondent_name) is not null then
                jsonb_build_object('unit', c.respondent_unit, 'name', c.respondent_name) end::text as respondent,
              c.upstream::text as upstream, c.external_id,
              c.urges, c.risk_flags::text as risk_flags, c.registered_at,
              %s as hidden_from,
              (
                select jsonb_agg(jsonb_build_object('kind', n.kind, 'text', n.text, 'at', n.at) order by n.at)
                from case_note n
                where %s
              )::text as notes,
              (
                select jsonb_agg(jsonb_build_object(
                  'deadlineId', d.deadline_id, 'kind', d.kind, 'dueAt', d.due_at, 'state', d.state,
                  'provisional', d.provisional, 'extensionsLeft', d.extensions_left,
                  'extensionDaysLeft', d.extension_days_left, 'returnUntil', d.return_until, 'doneAt', d.done_at,
                  'explanation', d.explanation) order by d.due_at)
                from deadline_mirror d
                where d.work_order_id = o.id
              )::text as deadlines,
              (
                select jsonb_agg(jsonb_build_object(
                  'instructionId', i.id, 'text', i.text, 'due', i.due, 'givenBy', i.given_by,
                  'onBehalfOf', i.on_behalf_of, 'givenAt', i.given_at,
                  'readBy', (
                    select coalesce(jsonb_agg(
                      jsonb_build_object('subject', m.subject, 'readAt', m.read_at) order by m.read_at), '[]')
                    from instruction_reading m
                    where m.instruction_id = i.id))
                  order by i.given_at)
                from instruction i
                where i.work_order_id = o.id
              )::text as instructions,
              (
                select jsonb_agg(jsonb_build_object(
                  'subject', m.subject, 'onBehalfOf', m.on_behalf_of, 'readAt', m.read_at) order by m.read_at)
                from leader_mark m
                where m.work_order_id = o.id
              )::text as leader_marks,
              (
                select jsonb_agg(jsonb_build_object(
                  'fromUnit', h.from_unit, 'toUnit', h.to_unit, 'note', h.note, 'handedBy', h.handed_by,
                  'handedAt', h.handed_at) order by h.handed_at)
                from hand_down h
                where h.work_order_id = o.id
              )::text as hand_downs,
              (
                select jsonb_agg(jsonb_build_object(
                  'returnRequestId', r.id, 'reasonCode', r.reason_code, 'reason', r.reason, 'suggestedUnit', r.suggested_unit, 'state', r.state,
                  'toUnit', r.to_unit, 'note', r.note, 'requestedAt', r.requested_at, 'decidedAt', r.decided_at)
                  order by r.requested_at)
                from return_request r
                where r.work_order_id = o.id
              )::text as return_requests,
              (
                select jsonb_agg(jsonb_build_object(
                  'extensionRequestId', e.id, 'workingDays', e.working_days, 'reason', e.reason, 'state', e.state,
                  'grantedDays', e.granted_days, 'note', e.note, 'requestedAt', e.requested_at,
                  'decidedAt', e.decided_at) order by e.requested_at)
                from extension_request e
                where e.work_order_id = o.id
              )::text as extension_requests,
              (
                select jsonb_agg(jsonb_build_object(
                  'coHandlingId', h.id, 'coUnit', h.co_unit, 'question', h.question, 'text', h.text,
                  'requestedAt', h.requested_at, 'answeredAt', h.answered_at, 'dueAt', hd.due_at,
                  'deadlineState', hd.state) order by h.requested_at)
                from co_handling h
                left join deadline_mirror hd on hd.deadline_id = h.id
                where h.work_order_id = o.id
              )::text as co_handling,
              (
                select jsonb_agg(jsonb_build_object(
                  'replyId', a.id, 'disposition', a.disposition, 'text', a.text, 'basis', a.basis,
                  'contactedAt', a.contacted_at, 'reviewDate', a.review_date, 'state', a.state, 'author', a.author,
                  'reviewer', a.reviewer, 'reviewerFor', a.reviewer_for, 'signer', a.signer, 'signerFor', a.signer_for,
                  'comment', a.comment, 'submittedAt', a.submitted_at,
                  'issuedAt', a.issued_at, 'corrects', a.corrects, 'correctionReason', a.correction_reason,
                  'supersededAt', a.superseded_at, 'takenBackAt', a.taken_back_at, 'quality', q.verdict) order by a.submitted_at)
                from reply a
                left join reply_quality q on q.reply_id = a.id
                where a.work_order_id = o.id
              )::text as replies,
              (
                select jsonb_agg(jsonb_build_object(
                  'caseId', m.case_id, 'caseNumber', mc.case_number, 'title', mc.title, 'text', mc.text,
                  'mergedAt', m.merged_at) order by m.merged_at)
                from merge_member m
                join registered_case mc on mc.case_id = m.case_id
                where m.lead_case_id = o.case_id and m.outcome is null
                  and (o.state not in ('RETURNED', 'RECALLED') or m.merged_at <= o.ended_at)
              )::text as merged_cases,
              (
                select jsonb_build_object(
                  'toUnit', r.to_unit, 'reason', r.reason, 'recalledBy', r.recalled_by, 'recalledAt', r.recalled_at)
                from order_recall r
                where r.work_order_id = o.id
              )::text as recall,
              (
                select jsonb_agg(jsonb_build_object(
                  'attachmentId', f.attachment_id, 'of', f.came_with, 'ofId', f.of_id, 'caseId', f.case_id,
                  'name', f.name, 'type', f.type, 'size', f.size, 'sha256', f.sha256) order by f.at, f.attachment_id)
                from (
                  select n.attachment_id, case when n.supplement_id is null then 'CASE' else 'SUPPLEMENT' end as came_with,
                    coalesce(n.supplement_id, n.case_id) as of_id, n.case_id, n.name, n.type, n.size, n.sha256,
                    n.came_at as at
                  from case_attachment n
                  where %s
                  union all
                  select n.attachment_id, n.of_kind, n.of_id, n.case_id, n.name, n.type, n.size, n.sha256, n.bound_at
                  from reply a
                  join attachment n on n.of_id = a.id
                  where a.work_order_id = o.id
                  union all
                  select n.attachment_id, n.of_kind, a.id, n.case_id, n.name, n.type, n.size, n.sha256, a.submitted_at
                  from reply a
                  join reply_file_again g on g.reply_id = a.id
                  join attachment n on n.attachment_id = g.attachment_id
                  where a.work_order_id = o.id) f
              )::text as attachments,
              case when $2 then %s end as merge_candidates
            from work_order o
            join registered_case c on c.case_id = o.case_id
            where o.id = $1
            """.formatted(
                    WorkOrderSummary.COLUMNS,
                    HiddenCases.accused("o.case_id"),
                    saidToTheUnit("n.at"),
                    saidToTheUnit("n.came_at"),
                    MergeCandidate.column("o.case_id", "$3"));

    /** As the feed of each unit has it: what is open or answered is there for those who lead, co-handle or handle it. */
    private static final String SEEN_BY = """
            select o.id, o.unit, o.version
            from work_order o
            where o.id = any ($1::uuid[])
              and o.state = any ($4::text[])
              and (o.unit = any ($2::text[]) or o.handling_unit = any ($2) or o.co_units && $2)
              and %s
            """.formatted(HiddenCases.seen("o.case_id", "$3"));

    private static final String REPLIES = """
            select o.case_id, o.unit, o.handling_unit, o.co_units, %s as hidden_from,
              array(select a.id from reply a where a.work_order_id = o.id) as replies
            from work_order o
            where o.id = $1
            """.formatted(HiddenCases.accused("o.case_id"));

    private static final String LOG_READING = """
            insert into reading_log (work_order_id, case_id, subject, unit, at, attachment_id)
            values ($1, $2, $3, $4, $5, $6)
            """;

    private final Pool pool;
    private final Scope scope;
    private final Caller caller;
    private final AllowedActions actions;
    private final Clock clock;
    private final RecordReader<WorkOrderSummary> orders;
    private final RecordReader<WorkOrderView> views;

    public WorkOrderQueries(
            Pool pool, Scope scope, Caller caller, AllowedActions actions, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.scope = scope;
        this.caller = caller;
        this.actions = actions;
        this.clock = clock;
        this.orders = WorkOrderSummary.reader(actions);
        this.views = RecordReader.of(WorkOrderView.class, json)
                .with("order", orders)
                .with(
                        "citizenCase",
                        RecordReader.of(CaseText.class, json)
                                .column("title", "case_title")
                                .column("text", "case_text")
                                .column("anonymity", "case_anonymity"));
    }

    /**
     * The condition that what the citizen said in case {@code n.case_id} was said to the unit of order {@code o}: of its case, or of one that was merged into it meanwhile.
     * What the citizen says after it gave the case away is said to the unit that has the case then.
     *
     * @param at the column of when it was said
     */
    private static String saidToTheUnit(String at) {
        return """
                (n.case_id = o.case_id
                    or n.case_id in (
                      select m.case_id
                      from merge_member m
                      where m.lead_case_id = o.case_id
                        and m.outcome is null
                        and (o.ended_at is null or m.merged_at <= o.ended_at)))
                  and (o.state not in ('RETURNED', 'RECALLED', 'MERGED', 'WITHDRAWN')
                    or o.ended_at is null
                    or %s <= o.ended_at)
                """.formatted(at);
    }

    /**
     * Orders that the unit leads, co-handles or was handed down in these states (none: all), the oldest first.
     *
     * @param assignee Only those of this person; null for all.
     * @param words Only those with these words in number or title; null for all.
     */
    public Uni<Page<WorkOrderSummary>> ofUnit(
            String unit,
            List<WorkOrderState> states,
            UnitPart part,
            String assignee,
            LookedFor looked,
            PageRequest page) {
        scope.requireListReader(unit);
        var wanted = states == null || states.isEmpty() ? List.of(WorkOrderState.values()) : states;
        return actions.upToDate()
                .chain(() -> Sql.on(pool)
                        .page(
                                switch (part) {
                                    case LEAD -> OF_UNIT;
                                    case CO -> OF_CO_UNIT;
                                    case HANDED_DOWN -> HANDED_DOWN_TO;
                                },
                                "dispatched_at",
                                page,
                                orders,
                                unit,
                                wanted,
                                assignee,
                                scope.ownAndAbove(),
                                looked.words(),
                                looked.since(),
                                looked.before()));
    }

    /**
     * Words in number or title, looked for among what was dispatched in a span of time: no index knows words, so what is read has an end.
     *
     * @param words Null for none; then of any time.
     */
    record LookedFor(String words, Instant since, Instant before) {
        private static final Period SPAN = Period.ofYears(1);

        /** The words among what was dispatched in the year that ends with this day. */
        static LookedFor of(String words, LocalDate until) {
            return words == null
                    ? new LookedFor(null, null, null)
                    : new LookedFor(
                            words, ShanghaiTime.start(until.minus(SPAN)), ShanghaiTime.start(until.plusDays(1)));
        }
    }

    /** An order that is there for somebody, and its lead unit. */
    record Seen(UUID id, String unit, int version) {}

    /** Those of the orders that one of the units sees now, and that are not hidden. */
    Uni<Map<UUID, Seen>> seenBy(Collection<UUID> orders, Collection<String> units, List<String> hiddenFrom) {
        return orders.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Sql.on(pool)
                        .list(
                                Seen.class,
                                SEEN_BY,
                                orders.toArray(UUID[]::new),
                                units.toArray(String[]::new),
                                hiddenFrom,
                                WorkOrderStates.AT_UNITS)
                        .map(found -> found.stream().collect(Collectors.toMap(Seen::id, seen -> seen)));
    }

    private static List<String> hiddenFrom(Row row) {
        return List.of((String[]) row.getValue("hidden_from"));
    }

    /** All orders of the cases, and why the others have none. */
    public Uni<OrdersOfCases> ofCases(Collection<UUID> caseIds) {
        return Sql.on(pool)
                .select(OF_CASES, caseIds.toArray(UUID[]::new), scope.ownAndAbove())
                .chain(rows -> {
                    var items = rows.stream().map(orders).toList();
                    var others = new LinkedHashSet<>(caseIds);
                    items.forEach(order -> others.remove(order.caseId()));
                    return without(others).map(without -> new OrdersOfCases(items, null, without));
                });
    }

    private Uni<List<OrdersOfCases.CaseWithout>> without(Collection<UUID> caseIds) {
        return caseIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Sql.on(pool)
                        .list(
                                OrdersOfCases.CaseWithout.class,
                                WITHOUT,
                                caseIds.toArray(UUID[]::new),
                                scope.ownAndAbove())
                        .map(found -> found.stream()
                                .map(OrdersOfCases.CaseWithout::judged)
                                .toList());
    }

    /** One order whole, with texts in this language; the reading is logged. */
    public Uni<WorkOrderView> read(UUID id, Language language) {
        String subject = caller.subject();
        String unit = caller.unit();
        // who may not merge is not shown other citizens' cases
        boolean mayMerge = caller.has(Roles.DISPATCHER) || caller.has(Roles.SUPERVISOR);
        return actions.upToDate()
                .chain(() -> Sql.on(pool).first(WHOLE, id, mayMerge, scope.ownAndAbove()))
                .chain(row -> {
                    if (row == null) {
                        throw Problem.notFound();
                    }
                    scope.requireReader(units(row), hiddenFrom(row));
                    return Sql.on(pool)
                            .update(LOG_READING, id, row.getUUID("case_id"), subject, unit, clock.instant(), null)
                            .map(logged -> views.apply(row).in(language));
                });
    }

    /** The replies to an order that the caller may read; 404 for any other. */
    public Uni<RepliesOfOrder> replies(UUID id) {
        return Sql.on(pool).first(REPLIES, id).map(row -> {
            if (row == null) {
                throw Problem.notFound();
            }
            scope.requireReader(units(row), hiddenFrom(row));
            return new RepliesOfOrder(id, row.getUUID("case_id"), List.of((UUID[]) row.getValue("replies")));
        });
    }

    /** Replies by their ids. */
    public record RepliesOfOrder(UUID workOrderId, UUID caseId, List<UUID> replyIds) {}

    /** Writes down that the caller reads a file of the order. */
    public Uni<Void> logReading(RepliesOfOrder of, UUID attachmentId) {
        return Sql.on(pool)
                .update(
                        LOG_READING,
                        of.workOrderId(),
                        of.caseId(),
                        caller.subject(),
                        caller.unit(),
                        clock.instant(),
                        attachmentId)
                .replaceWithVoid();
    }

    /** The units that see the order. */
    private static List<String> units(Row row) {
        var units = new ArrayList<>(Arrays.asList((String[]) row.getValue("co_units")));
        units.add(row.getString("unit"));
        if (row.getString("handling_unit") != null) {
            units.add(row.getString("handling_unit"));
        }
        return units;
    }
}
