package org.hotline12345.followup.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Changes;
import org.hotline12345.followup.cases.model.Settled;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.deadline.model.Deadline;

/**
 * The follow-up of cases in the database, and the only one who writes it. A batch of cases is locked in the order of their ids
 * and read; what became of them is written with one statement, and a second where rows of the first change once more. The events
 * path, the timer and the commands share it.
 */
@ApplicationScoped
public class CaseFiles {
    private static final String LOCK = """
        select %s
        from case_file
        where case_id = any($1)
        order by case_id
        for update
        """.formatted(CaseTables.FILES.columns());

    private static final String OPEN_DEADLINES = """
            select id, case_id, work_order_id, round, kind, clock, unit, started_at, due_at, state, provisional,
              calendar_revision, policy_id, policy_version, extensions, extension_days, given_back_days, pauses,
              return_until, moved_from, moved_because, moved_because_en, set_at, yellow_at, red_at, ladder,
              yellow_fired_at, red_fired_at, ladder_fired, timed, held
            from deadline
            where case_id = any($1)
              and ended_at is null
            order by case_id, kind desc
            """;

    private static final String CALLBACKS = """
        select %s
        from callback
        where id = any($1)
        """.formatted(CaseTables.NEW_CALLBACKS.columns());

    private static final String OPEN_SUPERVISIONS = """
        select %s
        from supervision
        where case_id = any($1)
          and state <> 'CLOSED'
        order by opened_at, id
        """.formatted(CaseTables.SUPERVISIONS.columns());

    private final Outbox outbox;
    private final Table<Deadline> deadlines;
    private final CaseRows rows;

    public CaseFiles(EventJson json, Outbox outbox) {
        this.outbox = outbox;
        this.deadlines = CaseTables.deadlines(json.mapper());
        this.rows = new CaseRows(json.mapper());
    }

    /** Locks these cases and reads them with what is open; a case not known is missing in the answer. */
    public Uni<Map<UUID, CaseFile>> lock(Mutiny.Session session, Collection<UUID> caseIds) {
        return lock(session, caseIds, Set.of());
    }

    /** The same, with callbacks of theirs that may have ended. */
    private Uni<Map<UUID, CaseFile>> lock(
            Mutiny.Session session, Collection<UUID> caseIds, Collection<UUID> callbackIds) {
        Sql sql = Sql.on(session);
        UUID[] ids = caseIds.stream().distinct().sorted().toArray(UUID[]::new);
        return sql.select(LOCK, (Object) ids).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Map.of());
            }
            List<UUID> callbacks = Stream.concat(
                            callbackIds.stream(), found.stream().map(row -> row.getUUID("callback_id")))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            List<UUID> supervised = found.stream()
                    .filter(row -> row.getInteger("open_supervisions") > 0)
                    .map(row -> row.getUUID("case_id"))
                    .toList();
            return sql.select(OPEN_DEADLINES, (Object) ids)
                    .chain(open -> hanging(sql, CALLBACKS, callbacks)
                            .chain(asked -> hanging(sql, OPEN_SUPERVISIONS, supervised)
                                    .map(orders -> restore(found, open, asked, orders))));
        });
    }

    private static Uni<List<Row>> hanging(Sql sql, String query, List<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(List.of()) : sql.select(query, (Object) ids.toArray(UUID[]::new));
    }

    /** What the units that have these cases did already, by case; of an earlier order of the same unit the acts of a law only. */
    public Uni<Map<UUID, Set<Settled>>> settled(Mutiny.Session session, Collection<UUID> caseIds) {
        return Sql.on(session)
                .select("""
                        select d.case_id, d.kind, d.clock
                        from deadline d
                        join case_file c on c.case_id = d.case_id
                        where d.case_id = any($1)
                          and d.state in ('MET', 'MISSED')
                          and (d.work_order_id = c.work_order_id or d.kind = 'STATUTORY' and d.unit = c.unit)
                        """, (Object) caseIds.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("case_id"),
                                Collectors.mapping(
                                        row -> new Settled(
                                                DeadlineKind.valueOf(row.getString("kind")), row.getString("clock")),
                                        Collectors.toSet()))));
    }

    /** Locks one case; {@code not-known-yet} (404) if intake has not told of it. */
    public Uni<CaseFile> lock(Mutiny.Session session, UUID caseId) {
        return lock(session, List.of(caseId)).map(files -> known(files, caseId));
    }

    /** Locks the case of a callback and reads it with the callback. */
    public Uni<CaseFile> lock(Mutiny.Session session, UUID caseId, UUID callbackId) {
        return lock(session, List.of(caseId), List.of(callbackId)).map(files -> known(files, caseId));
    }

    private static CaseFile known(Map<UUID, CaseFile> files, UUID caseId) {
        CaseFile file = files.get(caseId);
        if (file == null) {
            throw Problem.notKnownYet();
        }
        return file;
    }

    /** Locks the case whose current or last work order this is; {@code not-known-yet} (404) if there is none. */
    public Uni<CaseFile> lockByWorkOrder(Mutiny.Session session, UUID workOrderId) {
        return Sql.on(session)
                .first("select case_id from case_file where work_order_id = $1", workOrderId)
                .chain(row -> {
                    if (row == null) {
                        throw Problem.notKnownYet();
                    }
                    return lock(session, row.getUUID("case_id"));
                });
    }

    /** Writes what became of the cases, and the events that follow to the outbox. */
    public Uni<Void> save(Mutiny.Session session, Collection<CaseFile> files) {
        Sql sql = Sql.on(session);
        var writes = new Writes();
        save(files, writes);
        return writes.run(sql).chain(() -> afterwards(files).run(sql)).chain(() -> outbox.add(session, drafts(files)));
    }

    private void save(Collection<CaseFile> files, Writes writes) {
        List<Callback> callbacks = of(files, CaseFile::callbacks);
        List<Supervision> supervisions = of(files, CaseFile::supervisions);
        List<Deadline> all = of(files, CaseFile::deadlines);
        writes.updateGuarded(
                        CaseTables.CALLBACKS,
                        only(callbacks, one -> one.isChanged() && one.state() != CallbackState.CANCELLED))
                .insert(CaseTables.FILES, only(files, CaseFile::isNew))
                .update(CaseTables.FILES, only(files, file -> !file.isNew() && file.isChanged()))
                // what moved or ended first, for a work order has one open deadline of a kind
                .update(deadlines, only(all, one -> !one.isNew() && one.isChanged()))
                .update(CaseTables.CARRIED_OVER, only(all, Deadline::isCarriedOver))
                .insert(deadlines, only(all, Deadline::isNew))
                .insert(CaseTables.NEW_CALLBACKS, only(callbacks, Callback::isNew))
                .update(
                        CaseTables.CANCELLED_CALLBACKS,
                        only(callbacks, one -> one.isChanged() && one.state() == CallbackState.CANCELLED))
                .insert(CaseTables.URGES, changes(files, Changes::urges))
                .insert(CaseTables.SUPERVISIONS, only(supervisions, Supervision::isNew))
                .update(CaseTables.SUPERVISIONS, only(supervisions, Supervision::isChanged))
                .insert(CaseTables.STEPS, changes(files, Changes::steps))
                .insert(CaseTables.NOTICES, changes(files, Changes::notices))
                .insert(CaseTables.DUTIES, changes(files, Changes::duties))
                .update(CaseTables.MOVED_DUTIES, changes(files, Changes::movedDuties))
                .insert(CaseTables.EXPLANATIONS, changes(files, Changes::explanations));
    }

    /** What changes rows that were written a moment ago: a statement does not see what it writes itself. */
    private static Writes afterwards(Collection<CaseFile> files) {
        return new Writes()
                .update(CaseTables.POLICY_NOTES, changes(files, Changes::policyNotes))
                .update(CaseTables.REVOKED_URGES, changes(files, Changes::revokedUrges))
                .update(CaseTables.DELIVERED_URGES, changes(files, Changes::deliveredUrges))
                .update(CaseTables.INFORMED, latest(changes(files, Changes::told)));
    }

    /** One for each work order: a statement changes a row once. */
    private static List<Changes.InformingNews> latest(List<Changes.InformingNews> told) {
        var latest = new LinkedHashMap<UUID, Changes.InformingNews>();
        told.forEach(news -> latest.put(news.workOrderId(), news));
        return List.copyOf(latest.values());
    }

    private static List<EventDraft> drafts(Collection<CaseFile> files) {
        var drafts = new ArrayList<EventDraft>();
        for (CaseFile file : files) {
            for (Changes.Derived derived : file.changes().events()) {
                drafts.add(new EventDraft(
                        derived.event(),
                        derived.cause().time(),
                        derived.cause().imported(),
                        derived.cause().actor()));
            }
        }
        return drafts;
    }

    private static <T> List<T> of(Collection<CaseFile> files, Function<CaseFile, List<T>> part) {
        return files.stream().flatMap(file -> part.apply(file).stream()).toList();
    }

    private static <T> List<T> only(Collection<T> rows, Predicate<T> wanted) {
        return rows.stream().filter(wanted).toList();
    }

    private static <T> List<T> changes(Collection<CaseFile> files, Function<Changes, List<T>> part) {
        return of(files, file -> part.apply(file.changes()));
    }

    private Map<UUID, CaseFile> restore(List<Row> found, List<Row> open, List<Row> callbacks, List<Row> supervisions) {
        Map<UUID, List<Deadline>> deadlinesOf = byCase(open, rows::deadline);
        Map<UUID, List<Callback>> callbacksOf = byCase(callbacks, CaseRows::callback);
        Map<UUID, List<Supervision>> supervisionsOf = byCase(supervisions, CaseRows::supervision);
        var files = new LinkedHashMap<UUID, CaseFile>();
        for (Row row : found) {
            UUID caseId = row.getUUID("case_id");
            files.put(
                    caseId,
                    CaseFile.restore(
                            CaseRows.facts(row),
                            CaseRows.progress(row),
                            new CaseFile.Open(
                                    deadlinesOf.getOrDefault(caseId, List.of()),
                                    callbacksOf.getOrDefault(caseId, List.of()),
                                    supervisionsOf.getOrDefault(caseId, List.of()))));
        }
        return files;
    }

    private static <T> Map<UUID, List<T>> byCase(List<Row> rows, Function<Row, T> made) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.getUUID("case_id"), Collectors.mapping(made, Collectors.toList())));
    }
}
