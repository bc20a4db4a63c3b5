package org.hotline12345.dispatch.caselife;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.PossibleDuplicate;
import org.hotline12345.events.WorkOrderState;

/** Reads and writes the cases of a batch: a few queries, one statement per table. */
@ApplicationScoped
class CaseStore {
    private static final String LOCK = """
            select case_id, case_number, title, type, urgency, channel, anonymity, respondent_unit,
              imported and live_at is null as silent, ended
            from registered_case
            where case_id = any ($1::uuid[])
            order by case_id
            for no key update
            """;
    private static final String MERGES = """
            select case_id, lead_case_id
            from merge_member
            where outcome is null
              and (case_id = any ($1::uuid[]) or lead_case_id = any ($1::uuid[]))
            """;
    private static final String ORDERS = """
            select id, case_id, round, cause, unit, co_units, state, category, area, decided_by, reason, previous_id,
              dispatched_at, version, handling_unit
            from work_order
            where case_id = any ($1::uuid[])
            order by dispatched_at, id
            for no key update
            """;
    private static final String TRIAGE = """
            select case_id
            from triage_entry
            where case_id = any ($1::uuid[])
              and decided_at is null
            """;
    private static final String INSERT_CASES = """
            insert into registered_case (
              case_id, case_number, channel, line_code, type, urgency, title, text, category, area, address, citizen_ref,
              anonymity, contactable, respondent_unit, respondent_name, upstream, external_id, registered_at, imported,
              ended, ended_at, risk_flags)
            select case_id, case_number, channel, line_code, type, urgency, title, text, category, area, address,
              citizen_ref, anonymity, contactable, respondent_unit, respondent_name, upstream::jsonb, external_id,
              registered_at, imported, ended, ended_at, risk_flags::jsonb
            from unnest(
              $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
              $10::text[], $11::text[], $12::uuid[], $13::text[], $14::boolean[], $15::text[], $16::text[], $17::text[],
              $18::text[], $19::timestamptz[], $20::boolean[], $21::text[], $22::timestamptz[], $23::text[])
              as new (
                case_id, case_number, channel, line_code, type, urgency, title, text, category, area, address,
                citizen_ref, anonymity, contactable, respondent_unit, respondent_name, upstream, external_id,
                registered_at, imported, ended, ended_at, risk_flags)
            """;
    private static final String INSERT_ORDERS = """
            insert into work_order (
              id, case_id, round, cause, unit, co_units, state, category, area, decided_by, reason, previous_id,
              dispatched_at, last_event_at, ended_at, version, case_number, title, type, urgency, channel, anonymity,
              respondent_unit, imported, confidence, model_version)
            select id, case_id, round, cause, unit, coalesce(string_to_array(nullif(co_units, ''), ';'), '{}'), state,
              category, area, decided_by, reason, previous_id, dispatched_at, dispatched_at, ended_at, 0, case_number,
              title, type, urgency, channel, anonymity, respondent_unit, imported, confidence, model_version
            from unnest(
              $1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
              $10::text[], $11::text[], $12::uuid[], $13::timestamptz[], $14::timestamptz[], $15::text[], $16::text[],
              $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::boolean[], $23::float8[], $24::text[])
              as new (
                id, case_id, round, cause, unit, co_units, state, category, area, decided_by, reason, previous_id,
                dispatched_at, ended_at, case_number, title, type, urgency, channel, anonymity, respondent_unit,
                imported, confidence, model_version)
            """;
    private static final String UPDATE_ORDERS = """
            update work_order o
            set state = new.state,
                version = new.version,
                ended_at = coalesce(new.ended_at, o.ended_at),
                last_event_at = greatest(o.last_event_at, new.ended_at),
                imported = new.imported
            from unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::boolean[])
              as new (id, state, version, ended_at, imported)
            where o.id = new.id
            """;
    private static final String INSERT_NOTES = """
            insert into case_note (id, case_id, kind, text, at)
            select id, case_id, kind, text, at
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
              as new (id, case_id, kind, text, at)
            """;
    private static final String URGES = """
            update registered_case c
            set urges = greatest(c.urges, new.urges)
            from unnest($1::uuid[], $2::int[]) as new (case_id, urges)
            where c.case_id = new.case_id
            """;
    private static final String INSERT_ALERTS = """
            insert into risk_alert (id, case_id, source, flags, raised_at)
            select id, case_id, source, flags::jsonb, at
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
              as new (id, case_id, source, flags, at)
            """;

    /** What the citizen added counts as words of the case: each kind once, with all its words. */
    private static final String ADD_RISKS = """
            update registered_case c
            set risk_flags = (
              select jsonb_agg(jsonb_build_object('kind', kind, 'words', words) order by kind)
              from (
                select flag ->> 'kind' as kind, jsonb_agg(distinct word) as words
                from jsonb_array_elements(c.risk_flags || new.flags) as flag
                cross join lateral jsonb_array_elements(flag -> 'words') as word
                group by flag ->> 'kind'
              ) as all_of_them)
            from (
              select case_id, jsonb_agg(flag) as flags
              from unnest($1::uuid[], $2::text[]) as added (case_id, flags)
              cross join lateral jsonb_array_elements(added.flags::jsonb) as flag
              group by case_id
            ) as new
            where c.case_id = new.case_id
            """;

    /** A case that waits already goes to the top of the queue. */
    private static final String RAISE = """
            update triage_entry
            set priority = priority + 2
            where case_id = any ($1::uuid[])
              and decided_at is null
              and priority < 2
            """;

    private static final String END_CASES = """
            update registered_case c
            set ended = new.ended,
                ended_at = new.at
            from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as new (case_id, ended, at)
            where c.case_id = new.case_id
            """;
    private static final String LIVE = """
            update registered_case c
            set live_at = new.at
            from unnest($1::uuid[], $2::timestamptz[]) as new (case_id, at)
            where c.case_id = new.case_id
            """;
    private static final String LEAVE_TRIAGE = """
            update triage_entry t
            set decided_at = new.at,
                decided_by = 'system',
                outcome = 'ENDED'
            from unnest($1::uuid[], $2::timestamptz[]) as new (case_id, at)
            where t.case_id = new.case_id
              and t.decided_at is null
            """;
    private static final String END_MERGES = """
            update merge_member m
            set outcome = new.outcome,
                ended_at = new.at
            from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as new (case_id, outcome, at)
            where m.case_id = new.case_id
              and m.outcome is null
            """;

    private static final String NEW_MERGES = """
            insert into merge_member (id, case_id, lead_case_id, work_order_id, merged_by, merged_at)
            select id, case_id, lead_case_id, work_order_id, 'system', at
            from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[])
              as new (id, case_id, lead_case_id, work_order_id, at)
            """;
    private static final String INSERT_CANDIDATES = """
            insert into merge_candidate (case_id, other_case_id, similarity, same_citizen)
            select case_id, other_case_id, similarity, same_citizen
            from unnest($1::uuid[], $2::uuid[], $3::double precision[], $4::boolean[])
              as new (case_id, other_case_id, similarity, same_citizen)
            on conflict do nothing
            """;

    private final ObjectMapper json;

    CaseStore(ObjectMapper json) {
        this.json = json;
    }

    /** The cases with their orders, locked; those merged with them too. */
    Uni<Map<UUID, CaseFile>> load(Mutiny.Session session, Collection<UUID> caseIds) {
        Map<UUID, CaseFile> files = new HashMap<>();
        if (caseIds.isEmpty()) {
            return Uni.createFrom().item(files);
        }
        var sql = Sql.on(session);
        return lock(sql, caseIds, files)
                .chain(() -> sql.select(MERGES, (Object) caseIds.toArray(UUID[]::new)))
                .chain(rows -> {
                    var more = new ArrayList<UUID>();
                    rows.forEach(row -> {
                        add(files, more, row.getUUID("case_id"));
                        add(files, more, row.getUUID("lead_case_id"));
                    });
                    return (more.isEmpty() ? Uni.createFrom().voidItem() : lock(sql, more, files))
                            .invoke(() -> rows.forEach(row -> {
                                CaseFile member = files.get(row.getUUID("case_id"));
                                CaseFile lead = files.get(row.getUUID("lead_case_id"));
                                member.leadCase = lead.caseId;
                                lead.members.add(member.caseId);
                            }));
                })
                .chain(() -> sql.select(ORDERS, (Object) files.keySet().toArray(UUID[]::new)))
                .invoke(rows -> rows.forEach(row -> {
                    CaseFile file = files.get(row.getUUID("case_id"));
                    var order = new CaseFile.Order(
                            row.getUUID("id"),
                            file,
                            new Assignment(
                                    row.getString("unit"),
                                    List.of((String[]) row.getValue("co_units")),
                                    row.getString("category"),
                                    row.getString("area"),
                                    DecidedBy.valueOf(row.getString("decided_by")),
                                    row.getString("reason"),
                                    row.getInteger("round"),
                                    DispatchCause.valueOf(row.getString("cause")),
                                    row.getUUID("previous_id")),
                            row.getOffsetDateTime("dispatched_at").toInstant(),
                            WorkOrderState.valueOf(row.getString("state")),
                            row.getInteger("version"),
                            false);
                    order.handlingUnit = row.getString("handling_unit");
                    file.orders.add(order);
                }))
                .chain(() -> sql.select(TRIAGE, (Object) files.keySet().toArray(UUID[]::new)))
                .invoke(rows -> rows.forEach(row -> files.get(row.getUUID("case_id")).inTriage = true))
                .replaceWith(files);
    }

    private static void add(Map<UUID, CaseFile> files, List<UUID> more, UUID id) {
        if (!files.containsKey(id) && !more.contains(id)) {
            more.add(id);
        }
    }

    private static Uni<Void> lock(Sql sql, Collection<UUID> caseIds, Map<UUID, CaseFile> files) {
        return sql.select(LOCK, (Object) caseIds.toArray(UUID[]::new))
                .invoke(rows -> rows.forEach(row -> files.put(
                        row.getUUID("case_id"),
                        new CaseFile(
                                row.getUUID("case_id"),
                                row.getString("case_number"),
                                row.getString("title"),
                                row.getString("type"),
                                row.getString("urgency"),
                                row.getString("channel"),
                                row.getString("anonymity"),
                                row.getString("respondent_unit"),
                                row.getBoolean("silent"),
                                row.getString("ended")))))
                .replaceWithVoid();
    }

    /** Writes what the batch changed, except triage entries that are new. */
    Uni<Void> save(Mutiny.Session session, Batch batch) {
        var sql = Sql.on(session);
        var fresh = batch.orders.values().stream().filter(order -> order.fresh).toList();
        var changed =
                batch.orders.values().stream().filter(order -> !order.fresh).toList();
        var ended = batch.ended.entrySet().stream()
                .filter(entry -> !batch.newCases.contains(entry.getKey()))
                .toList();
        return insertCases(sql, batch)
                .chain(() -> when(
                        !changed.isEmpty(),
                        () -> sql.update(
                                UPDATE_ORDERS,
                                uuids(changed, order -> order.id),
                                texts(changed, order -> order.state.name()),
                                changed.stream().map(order -> order.version).toArray(Integer[]::new),
                                times(changed, order -> order.endedAt),
                                changed.stream().map(order -> order.of.silent).toArray(Boolean[]::new))))
                .chain(() -> when(!fresh.isEmpty(), () -> insertOrders(sql, fresh)))
                .chain(() -> when(
                        !batch.notes.isEmpty(),
                        () -> sql.update(
                                INSERT_NOTES,
                                uuids(batch.notes, Batch.Note::id),
                                uuids(batch.notes, Batch.Note::caseId),
                                texts(batch.notes, Batch.Note::kind),
                                texts(batch.notes, Batch.Note::text),
                                times(batch.notes, Batch.Note::at))))
                .chain(() -> when(
                        !batch.urges.isEmpty(),
                        () -> sql.update(
                                URGES,
                                batch.urges.keySet().toArray(UUID[]::new),
                                batch.urges.values().toArray(Integer[]::new))))
                .chain(() -> risks(sql, batch))
                .chain(() -> when(
                        !ended.isEmpty(),
                        () -> sql.update(
                                END_CASES,
                                uuids(ended, Map.Entry::getKey),
                                texts(ended, entry -> entry.getValue().how()),
                                times(ended, entry -> entry.getValue().at()))))
                .chain(() -> when(
                        !batch.live.isEmpty(),
                        () -> sql.update(
                                LIVE, batch.live.keySet().toArray(UUID[]::new), times(batch.live.values(), at -> at))))
                .chain(() -> when(
                        !batch.outOfTriage.isEmpty(),
                        () -> sql.update(
                                LEAVE_TRIAGE,
                                batch.outOfTriage.keySet().toArray(UUID[]::new),
                                times(batch.outOfTriage.values(), at -> at))))
                .chain(() -> when(
                        !batch.mergesEnded.isEmpty(),
                        () -> sql.update(
                                END_MERGES,
                                batch.mergesEnded.keySet().toArray(UUID[]::new),
                                texts(batch.mergesEnded.values(), Batch.MergeEnd::outcome),
                                times(batch.mergesEnded.values(), Batch.MergeEnd::at))))
                .chain(() -> when(
                        !batch.newMerges.isEmpty(),
                        () -> sql.update(
                                NEW_MERGES,
                                uuids(batch.newMerges.values(), merge -> UuidV7.next()),
                                uuids(batch.newMerges.values(), Batch.NewMerge::caseId),
                                uuids(batch.newMerges.values(), Batch.NewMerge::leadCaseId),
                                uuids(batch.newMerges.values(), Batch.NewMerge::workOrderId),
                                times(batch.newMerges.values(), Batch.NewMerge::at))))
                .chain(() -> insertCandidates(sql, batch));
    }

    private Uni<Void> risks(Sql sql, Batch batch) {
        var added = batch.risks.stream()
                .filter(risk -> !risk.source().equals("REGISTRATION"))
                .toList();
        return when(
                        !batch.risks.isEmpty(),
                        () -> sql.update(
                                INSERT_ALERTS,
                                uuids(batch.risks, risk -> UuidV7.next()),
                                uuids(batch.risks, Batch.Risk::caseId),
                                texts(batch.risks, Batch.Risk::source),
                                texts(batch.risks, risk -> write(risk.flags())),
                                times(batch.risks, Batch.Risk::at)))
                .chain(() -> when(
                        !added.isEmpty(),
                        () -> sql.update(
                                        ADD_RISKS,
                                        uuids(added, Batch.Risk::caseId),
                                        texts(added, risk -> write(risk.flags())))
                                .chain(() -> sql.update(RAISE, (Object) uuids(added, Batch.Risk::caseId)))));
    }

    /** A candidate of one case, as intake told it. */
    private record Alike(UUID caseId, PossibleDuplicate other) {}

    private static Uni<Void> insertCandidates(Sql sql, Batch batch) {
        var alike = batch.registered.stream()
                .map(received -> received.as(CaseRegistered.class))
                .filter(c -> c.outcome() == IntakeOutcome.TO_DISPATCH)
                .flatMap(c -> c.possibleDuplicates().stream().map(other -> new Alike(c.caseId(), other)))
                .toList();
        return when(
                !alike.isEmpty(),
                () -> sql.update(
                        INSERT_CANDIDATES,
                        uuids(alike, Alike::caseId),
                        uuids(alike, a -> a.other().caseId()),
                        alike.stream().map(a -> a.other().similarity()).toArray(Double[]::new),
                        alike.stream().map(a -> a.other().sameCitizen()).toArray(Boolean[]::new)));
    }

    private Uni<Void> insertCases(Sql sql, Batch batch) {
        var received = batch.registered;
        return when(!received.isEmpty(), () -> {
            var cases = received.stream().map(r -> r.as(CaseRegistered.class)).toList();
            return sql.update(
                    INSERT_CASES,
                    uuids(cases, CaseRegistered::caseId),
                    texts(cases, CaseRegistered::caseNumber),
                    texts(cases, CaseRegistered::channel),
                    texts(cases, CaseRegistered::lineCode),
                    texts(cases, c -> c.type().name()),
                    texts(cases, c -> c.urgency().name()),
                    texts(cases, CaseRegistered::title),
                    texts(cases, CaseRegistered::text),
                    texts(cases, CaseRegistered::category),
                    texts(cases, CaseRegistered::area),
                    texts(cases, CaseRegistered::address),
                    uuids(cases, CaseRegistered::citizenRef),
                    texts(cases, c -> c.anonymity().name()),
                    cases.stream().map(CaseRegistered::contactable).toArray(Boolean[]::new),
                    texts(
                            cases,
                            c -> c.respondent() == null ? null : c.respondent().unit()),
                    texts(
                            cases,
                            c -> c.respondent() == null ? null : c.respondent().name()),
                    texts(cases, c -> c.upstream() == null ? null : write(c.upstream())),
                    texts(cases, CaseRegistered::externalId),
                    times(cases, CaseRegistered::registeredAt),
                    received.stream().map(ReceivedEvent::imported).toArray(Boolean[]::new),
                    texts(
                            cases,
                            c -> end(batch, c) == null ? null : end(batch, c).how()),
                    times(
                            cases,
                            c -> end(batch, c) == null ? null : end(batch, c).at()),
                    texts(cases, c -> write(batch.riskFlags.get(c.caseId()))));
        });
    }

    private static Batch.End end(Batch batch, CaseRegistered registered) {
        return batch.ended.get(registered.caseId());
    }

    private static Uni<Integer> insertOrders(Sql sql, List<CaseFile.Order> orders) {
        return sql.update(
                INSERT_ORDERS,
                uuids(orders, o -> o.id),
                uuids(orders, o -> o.of.caseId),
                orders.stream().map(o -> o.to.round()).toArray(Integer[]::new),
                texts(orders, o -> o.to.cause().name()),
                texts(orders, o -> o.to.unit()),
                texts(orders, o -> String.join(";", o.to.coUnits())),
                texts(orders, o -> o.state.name()),
                texts(orders, o -> o.to.category()),
                texts(orders, o -> o.to.area()),
                texts(orders, o -> o.to.decidedBy().name()),
                texts(orders, o -> o.to.reason()),
                uuids(orders, o -> o.to.previousId()),
                times(orders, o -> o.dispatchedAt),
                times(orders, o -> o.endedAt),
                texts(orders, o -> o.of.caseNumber),
                texts(orders, o -> o.of.title),
                texts(orders, o -> o.of.type),
                texts(orders, o -> o.of.urgency),
                texts(orders, o -> o.of.channel),
                texts(orders, o -> o.of.anonymity),
                texts(orders, o -> o.of.respondentUnit),
                orders.stream().map(o -> o.of.silent).toArray(Boolean[]::new),
                orders.stream().map(o -> o.to.confidence()).toArray(Double[]::new),
                texts(orders, o -> o.to.modelVersion()));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write JSON", e);
        }
    }

    private static Uni<Void> when(boolean any, java.util.function.Supplier<Uni<Integer>> work) {
        return any ? work.get().replaceWithVoid() : Uni.createFrom().voidItem();
    }

    private static <T> UUID[] uuids(Collection<T> rows, Function<T, UUID> value) {
        return rows.stream().map(value).toArray(UUID[]::new);
    }

    private static <T> String[] texts(Collection<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static <T> OffsetDateTime[] times(Collection<T> rows, Function<T, Instant> value) {
        return rows.stream().map(row -> ShanghaiTime.of(value.apply(row))).toArray(OffsetDateTime[]::new);
    }
}
