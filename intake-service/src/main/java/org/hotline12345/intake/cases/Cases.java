package org.hotline12345.intake.cases;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.attachment.Attachments;
import org.hotline12345.chassis.attachment.KeptFile.Origin;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.intake.cases.CaseQueries.CaseInHand;
import org.hotline12345.intake.cases.model.CaseFile;
import org.hotline12345.intake.cases.model.CaseStanding;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.timeline.Timeline;

/**
 * The cases in the database: read or locked, decided on, saved. Commands and the stream change a case through here, and each counts
 * its changes up; the version that callers see is counted by commands only.
 */
@ApplicationScoped
public class Cases {
    private static final Table<CaseFile> FILES = new Table<CaseFile>("case_state")
            .uuid("case_id", CaseFile::caseId)
            .key()
            .version("changes", CaseFile::changes)
            .number("version", CaseFile::version)
            .number("urges", CaseFile::urges)
            .flag("live", CaseFile::live)
            .time("last_event_at", CaseFile::lastEventAt)
            .part(
                    CaseFile::standing,
                    standing -> standing.name("status", CaseStanding::status)
                            .name("stream_status", CaseStanding::stream)
                            .name("pending", CaseStanding::pending)
                            .time("reply_due_at", CaseStanding::replyDueAt))
            .part(
                    file -> file.standing().course(),
                    course -> course.text("course", CaseCourse::encode)
                            .text("lead_unit", CaseCourse::leadUnit)
                            .uuid("work_order_id", CaseCourse::workOrderId)
                            .text("handling_unit", CaseCourse::handlingUnit)
                            .uuid("handling_order", it -> it.handlingUnit() == null ? null : it.workOrderId())
                            .number("round", CaseCourse::round)
                            .uuid("merged_into", CaseCourse::mergedInto));

    /** The status of a case c as it was registered. */
    private static final String FIRST_STATUS = "case c.outcome when 'TO_DISPATCH' then 'REGISTERED' else c.outcome end";

    /** Its course. */
    private static final String FIRST_COURSE =
            "case c.outcome when 'TO_DISPATCH' then 'REGISTERED' else 'ENDED end=' || c.outcome end";

    /** The status of a case c, whose row s may be missing yet. */
    public static final String STATUS = "coalesce(s.status, " + FIRST_STATUS + ")";

    /** The course of a case c, whose row s may be missing yet. */
    public static final String COURSE = "coalesce(s.course, " + FIRST_COURSE + ")";

    /** Makes the rows of cases that have none yet: registration leaves it to the first who needs one. */
    private static final String BEGIN = """
            insert into case_state (case_id, course, status, stream_status, imported, live, registered_at, last_event_at)
            select
              c.case_id, first.course, first.status, first.status, c.imported, not c.imported, c.registered_at,
              c.registered_at
            from hotline_case c
            cross join lateral (
              select
                %s as status,
                %s as course) first
            where c.case_id = any($1::uuid[])
              and not exists (
                select
                from case_state s
                where s.case_id = c.case_id)
            order by c.case_id
            on conflict do nothing
            """.formatted(FIRST_STATUS, FIRST_COURSE);

    /** What a file is made of beside {@code case_id} and {@code imported}, of hotline_case c and case_state s. */
    static final String COLUMNS = """
            coalesce(s.live, not c.imported) as live, coalesce(s.version, 0) as version,
              coalesce(s.changes, -1) as changes, coalesce(s.urges, 0) as urges, s.pending,
              %s as course,
              s.reply_due_at as current_due_at, coalesce(s.last_event_at, c.registered_at) as last_event_at""".formatted(COURSE);

    private static final String LOCK = """
            select c.case_id, c.imported, %s
            from case_state s
            join hotline_case c on c.case_id = s.case_id
            where s.case_id = any($1::uuid[])
            order by s.case_id
            for update of s
            """.formatted(COLUMNS);

    private final Transactions transactions;
    private final Timeline timeline;
    private final Outbox outbox;
    private final CommandGroup<CaseInHand> together;

    public Cases(
            Vertx vertx,
            @ReactiveDataSource(CommandGroup.POOL) Pool pool,
            Transactions transactions,
            CaseQueries queries,
            Timeline timeline,
            Outbox outbox) {
        this.transactions = transactions;
        this.timeline = timeline;
        this.outbox = outbox;
        this.together = new CommandGroup<>(vertx, pool, new CommandGroup.Aggregates<>() {
            @Override
            public Uni<Map<UUID, CaseInHand>> read(Sql sql, Collection<UUID> ids) {
                return queries.read(sql, ids)
                        .chain(found ->
                                found.stream().allMatch(inHand -> inHand.file().isBegun())
                                        ? Uni.createFrom().item(found)
                                        : begin(sql, ids).chain(() -> queries.read(sql, ids)))
                        .map(found -> found.stream()
                                .collect(
                                        Collectors.toMap(inHand -> inHand.file().caseId(), Function.identity())));
            }

            @Override
            public void write(CaseInHand inHand, Writes writes) {
                save(List.of(inHand.file()), writes);
            }
        });
    }

    /** Commands on single cases, those that come at the same time together. */
    CommandGroup<CaseInHand> together() {
        return together;
    }

    /** Makes the rows of cases that have none yet. */
    private static Uni<Void> begin(Sql sql, Collection<UUID> ids) {
        return sql.update(BEGIN, (Object) ids.toArray(UUID[]::new)).replaceWithVoid();
    }

    /** The cases that there are, locked in the order of their ids. */
    public Uni<Map<UUID, CaseFile>> lock(Mutiny.Session session, Collection<UUID> ids) {
        var sql = Sql.on(session);
        return begin(sql, ids)
                .chain(() -> sql.select(LOCK, (Object) ids.toArray(UUID[]::new)))
                .map(rows -> rows.stream().map(Cases::file).collect(Collectors.toMap(CaseFile::caseId, file -> file)));
    }

    /** Locks the case, decides on it, and saves what became of it at the end of the transaction; 404 if there is none. */
    public Uni<Void> change(Mutiny.Session session, UUID caseId, Consumer<CaseFile> decision) {
        return lock(session, List.of(caseId))
                .map(found -> found.get(caseId))
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .invoke(decision)
                .invoke(file -> save(List.of(file), transactions.atClose(session)))
                .replaceWithVoid();
    }

    /** The same for one that was locked by this session, at the end of its transaction. */
    public void save(Mutiny.Session session, CaseFile file) {
        save(List.of(file), transactions.atClose(session));
    }

    /** Writes what became of the files, if it has been changed by nobody else since it was read, and what was told. */
    public void save(Collection<CaseFile> files, Writes writes) {
        writes.updateGuarded(FILES, files.stream().filter(CaseFile::isChanged).toList());
        var told = files.stream().flatMap(file -> file.told().stream()).toList();
        told.forEach(each -> bind(each.event(), writes));
        timeline.add(writes, told.stream().map(CaseFile.Told::entry).toList());
        outbox.add(
                writes,
                told.stream()
                        .map(each -> new EventDraft(
                                each.event(),
                                each.entry().at(),
                                each.imported(),
                                each.entry().actor()))
                        .toList());
    }

    private static void bind(CaseEvent event, Writes writes) {
        if (event instanceof CaseSupplemented e) {
            Attachments.bind(
                    writes, e.attachments(), Origin.SUPPLEMENT, e.supplementId(), e.caseId(), e.supplementedAt());
        }
    }

    /** The file of a row with {@link #COLUMNS}. */
    static CaseFile file(Row row) {
        String pending = row.getString("pending");
        return new CaseFile(
                row.getUUID("case_id"),
                new CaseFile.Counters(row.getInteger("version"), row.getInteger("changes")),
                new CaseStanding(
                        CaseCourse.decode(row.getString("course")),
                        pending == null ? null : CaseStatus.valueOf(pending),
                        Rows.instant(row, "current_due_at")),
                Rows.instant(row, "last_event_at"),
                row.getInteger("urges"),
                row.getBoolean("imported"),
                row.getBoolean("live"));
    }
}
