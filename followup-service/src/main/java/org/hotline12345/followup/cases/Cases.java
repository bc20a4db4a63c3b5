package org.hotline12345.followup.cases;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Changes;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.Settled;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.deadline.model.Deadline;

/**
 * The follow-up of cases in the database, and the only one who writes it. Events, timers and whatever writes more than the case lock
 * a batch of cases in the order of their ids, read it and write what became of it with one statement, and a second where rows of the
 * first change once more. Commands of people read without a lock, those that come at the same time together, and are written against
 * the version that they read: whoever writes a case, or what is read with it, counts its version up.
 */
@ApplicationScoped
public class Cases {
    /** What a case is asked for by. */
    public enum By {
        CASE("case_file", "case_id"),
        /** The current or last work order of the case. */
        WORK_ORDER("case_file", "work_order_id"),
        /** The same to urge the unit that has it. */
        URGED_ORDER("case_file", "work_order_id", "notice_number('URGE', $2)"),
        /** The same to open supervision. */
        SUPERVISED_ORDER("case_file", "work_order_id", "notice_number('SUPERVISION', $2)"),
        /** A callback, an ended one too; it is read with what was answered to it. */
        CALLBACK("callback", "id"),
        /** A supervision, a closed one too. */
        SUPERVISION("supervision", "id"),
        /** A deadline, one that ended too. */
        DEADLINE("deadline", "id");

        private final String table;
        private final String column;
        private final String number;

        By(String table, String column) {
            this(table, column, "null::bigint");
        }

        /** @param number how what is opened is numbered */
        By(String table, String column, String number) {
            this.table = table;
            this.column = column;
            this.number = number;
        }

        private boolean isNumbered() {
            return this == URGED_ORDER || this == SUPERVISED_ORDER;
        }

        private String read() {
            return READ.formatted(
                    this == CALLBACK ? CaseRows.ANSWER_COLUMNS : "null as answer_id",
                    "select %1$s as asked, case_id, %2$s as number from %3$s where %1$s = any($1::uuid[])"
                            .formatted(column, number, table),
                    this == CALLBACK ? "union select unnest($1::uuid[])" : "",
                    this == SUPERVISION ? OR_CLOSED : "",
                    this == CALLBACK ? ANSWERS : "");
        }

        Problem missing(UUID asked) {
            return table.equals("case_file") ? Command.missing(asked) : Problem.notFound();
        }
    }

    private static final String LOCK = """
            select case_id
            from case_file
            where %s
            order by case_id
            for update
            """;

    private static final String LOCK_CASES = LOCK.formatted("case_id = any($1::uuid[])");

    private static final String LOCK_OF_CALLBACK =
            LOCK.formatted("case_id = (select case_id from callback where id = $1)");

    // Each row is one thing: the office, a case, or something that hangs on one; they have nothing to do with each
    // other.
    private static final String READ = """
            with wanted as materialized (
              %%2$s),
            found as materialized (
              select wanted.asked, wanted.number, %s
              from wanted
              join case_file c on c.case_id = wanted.case_id)
            select %s, found.*, %s, %s, %s, %%1$s
            from office_state
            full join found on false
            full join (
              select *
              from deadline
              where case_id in (select case_id from wanted)
                and ended_at is null) as d on false
            full join (
              select *
              from callback
              where id in (select callback_id from found %%3$s)) as b on false
            full join (
              select *
              from supervision
              where case_id in (select case_id from found where open_supervisions > 0)
                and state <> 'CLOSED'
              %%4$s) as s on false
            %%5$s
            """.formatted(
                    CaseRows.FILE_COLUMNS,
                    OfficeQueries.REVISIONS,
                    CaseRows.DEADLINE_COLUMNS,
                    CaseRows.CALLBACK_COLUMNS,
                    CaseRows.SUPERVISION_COLUMNS);

    private static final String OR_CLOSED = """
            union all
              select *
              from supervision
              where id = any($1::uuid[])
                and state = 'CLOSED'""";

    private static final String ANSWERS = """
            full join (
              select *
              from callback_answer
              where callback_id = any($1::uuid[])) as a on false""";

    private static final String POSTPONE = """
            update deadline
            set next_at = $3
            where case_id = any($1)
              and next_at <= $2
            """;

    private static final String POSTPONE_FIRST_URGE = """
            update unit_urge
            set deliver_at = $2,
                late_since = coalesce(late_since, deliver_at)
            where id = (
              select id
              from unit_urge
              where deliver_at <= $1
                and delivered_at is null
                and revoked_at is null
              order by deliver_at
              limit 1
              for update skip locked)
            """;

    private static final String TAKE_CLOCKLESS = """
            delete from duty_without_clock
            where case_id in (
              select case_id
              from duty_without_clock
              order by case_id
              limit $1
              for update skip locked)
            returning case_id
            """;

    private static final String HIDDEN = """
            select exists (
              select
              from %%s asked
              where asked.%%s = $1
                and not %s) as hidden
            """.formatted(HiddenCases.notHidden("asked.case_id", "$2"));

    private final Outbox outbox;
    private final OfficeQueries book;
    private final Pool pool;
    private final Clock clock;
    private final Map<By, String> reads = new EnumMap<>(By.class);
    private final Map<By, CommandGroup<CaseInHand>> together = new EnumMap<>(By.class);

    public Cases(
            Outbox outbox,
            OfficeQueries book,
            Vertx vertx,
            @ReactiveDataSource(CommandGroup.POOL) Pool pool,
            Clock clock) {
        this.outbox = outbox;
        this.book = book;
        this.pool = pool;
        this.clock = clock;
        for (By by : By.values()) {
            reads.put(by, by.read());
            together.put(by, new CommandGroup<>(vertx, pool, new CommandGroup.Aggregates<>() {
                @Override
                public Uni<Map<UUID, CaseInHand>> read(Sql sql, Collection<UUID> ids) {
                    return Cases.this.read(sql, by, ids);
                }

                @Override
                public void write(CaseInHand hand, Writes writes) {
                    Cases.this.write(hand, writes);
                }
            }));
        }
    }

    /** Commands on single cases, those that come at the same time together. What decides finds out whether there is such a case. */
    public CommandGroup<CaseInHand> together(By by) {
        return together.get(by);
    }

    /** Locks these cases and reads them with what is open; a case not known is missing in the answer. */
    public Uni<Map<UUID, CaseFile>> lock(Mutiny.Session session, Collection<UUID> caseIds) {
        Sql sql = Sql.on(session);
        UUID[] ids = caseIds.stream().distinct().sorted().toArray(UUID[]::new);
        return sql.select(LOCK_CASES, (Object) ids)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Map.of())
                        : sql.select(reads.get(By.CASE), (Object) ids)
                                .map(CaseRows::files)
                                .map(files -> files.stream()
                                        .collect(Collectors.toMap(
                                                CaseRows.Found::asked,
                                                CaseRows.Found::file,
                                                (one, same) -> one,
                                                LinkedHashMap::new))));
    }

    /** Locks the case of a callback, decides, and saves it: for what writes more than that in its transaction. */
    public <R> Uni<R> changeOfCallback(Mutiny.Session session, UUID callbackId, Function<CaseInHand, Uni<R>> work) {
        Sql sql = Sql.on(session);
        return sql.select(LOCK_OF_CALLBACK, callbackId)
                .chain(() -> read(sql, By.CALLBACK, List.of(callbackId)))
                .map(found -> found.get(callbackId))
                .chain(hand -> Uni.createFrom()
                        .deferred(() -> work.apply(hand))
                        .call(() -> hand.isFound()
                                ? save(session, hand)
                                : Uni.createFrom().voidItem()));
    }

    /** Whether the case that is asked for so is hidden from one of these units. */
    Uni<Boolean> isHidden(By by, UUID id, List<String> units) {
        return Sql.on(pool)
                .first(HIDDEN.formatted(by.table, by.column), id, units)
                .map(row -> row.getBoolean("hidden"));
    }

    /** A case as it stands, only to be looked at. */
    public Uni<CaseInHand> look(By by, UUID id) {
        return read(Sql.on(pool), by, List.of(id)).map(found -> found.get(id));
    }

    private Uni<Map<UUID, CaseInHand>> read(Sql sql, By by, Collection<UUID> ids) {
        UUID[] asked = ids.toArray(UUID[]::new);
        var rows = by.isNumbered()
                ? sql.select(reads.get(by), asked, clock.instant())
                : sql.select(reads.get(by), (Object) asked);
        return rows.chain(read -> book.of(sql, office(read)).map(office -> hands(by, ids, read, office)));
    }

    private static Row office(List<Row> read) {
        return read.stream()
                .filter(row -> row.getLong("calendar_revision") != null)
                .findFirst()
                .orElseThrow();
    }

    private Map<UUID, CaseInHand> hands(By by, Collection<UUID> ids, List<Row> read, Office office) {
        var hands = new HashMap<UUID, CaseInHand>();
        ids.forEach(id -> hands.put(id, new CaseInHand(by, id, null, null, office)));
        CaseRows.files(read)
                .forEach(found -> hands.put(
                        found.asked(), new CaseInHand(by, found.asked(), found.file(), found.number(), office)));
        return hands;
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

    /** What is due of these cases now is looked at later: nobody knows what to make of it. */
    public Uni<Void> postpone(Mutiny.Session session, List<UUID> caseIds, Instant now, Instant until) {
        return Sql.on(session).update(POSTPONE, caseIds, now, until).replaceWithVoid();
    }

    /** The notice that has waited longest waits until then; answers whether there is one. */
    public Uni<Integer> postponeFirstUrge(Mutiny.Session session, Instant now, Instant until) {
        return Sql.on(session).update(POSTPONE_FIRST_URGE, now, until);
    }

    /** Some of the cases in which an upgrade found a duty without a deadline; nobody else is given them. */
    Uni<List<UUID>> takeClockless(Mutiny.Session session, int most) {
        return Sql.on(session)
                .select(TAKE_CLOCKLESS, most)
                .map(rows -> rows.stream().map(row -> row.getUUID("case_id")).toList());
    }

    /** Writes what became of the cases, and the events that follow to the outbox. */
    public Uni<Void> save(Mutiny.Session session, Collection<CaseFile> files) {
        Sql sql = Sql.on(session);
        var writes = new Writes();
        save(files, writes);
        var afterwards = new Writes();
        changeOnceMore(files, afterwards);
        return writes.run(sql).chain(() -> afterwards.run(sql)).chain(() -> outbox.add(session, drafts(files)));
    }

    private Uni<Void> save(Mutiny.Session session, CaseInHand hand) {
        var others = new Writes();
        hand.write(others);
        return save(session, List.of(hand.file())).chain(() -> others.run(Sql.on(session)));
    }

    /** Writes what became of a case that nobody has locked: nothing if it was changed since it was read. */
    private void write(CaseInHand hand, Writes writes) {
        if (hand.isFound() && hand.file().isTouched()) {
            var files = List.of(hand.file());
            writes.updateGuarded(CaseTables.FILES, only(files, CaseFile::isChanged))
                    .updateGuarded(CaseTables.VERSIONS, only(files, file -> !file.isChanged()));
            saveParts(files, writes);
            // what a command changes once more was not written by itself
            changeOnceMore(files, writes);
            outbox.add(writes, drafts(files));
        }
        hand.write(writes);
    }

    private void save(Collection<CaseFile> files, Writes writes) {
        writes.insert(CaseTables.FILES, only(files, CaseFile::isNew))
                .update(CaseTables.FILES, only(files, file -> !file.isNew() && file.isChanged()))
                .update(CaseTables.VERSIONS, only(files, file -> !file.isChanged() && file.isTouched()));
        saveParts(files, writes);
    }

    private void saveParts(Collection<CaseFile> files, Writes writes) {
        List<Callback> callbacks = of(files, CaseFile::callbacks);
        List<Supervision> supervisions = of(files, CaseFile::supervisions);
        List<Deadline> all = of(files, CaseFile::deadlines);
        writes.updateGuarded(
                        CaseTables.CALLBACKS,
                        only(callbacks, one -> one.isChanged() && one.state() != CallbackState.CANCELLED))
                // what moved or ended first, for a work order has one open deadline of a kind
                .update(CaseTables.DEADLINES, only(all, one -> !one.isNew() && one.isChanged()))
                .update(CaseTables.CARRIED_OVER, only(all, Deadline::isCarriedOver))
                .insert(CaseTables.DEADLINES, only(all, Deadline::isNew))
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
                .insert(CaseTables.EXPLANATIONS, changes(files, Changes::explanations))
                // one answer of an instrument to a callback stands
                .update(CaseTables.CORRECTED_ANSWERS, changes(files, Changes::correctedAnswers))
                .insert(CaseTables.ANSWERS, changes(files, Changes::answers))
                .insert(CaseTables.MESSAGES, changes(files, Changes::messages));
    }

    /** What changes rows that were written a moment ago: a statement does not see what it writes itself. */
    private static void changeOnceMore(Collection<CaseFile> files, Writes writes) {
        writes.update(CaseTables.POLICY_NOTES, changes(files, Changes::policyNotes))
                .update(CaseTables.REVOKED_URGES, changes(files, Changes::revokedUrges))
                .update(CaseTables.DELIVERED_URGES, changes(files, Changes::deliveredUrges))
                .update(CaseTables.INFORMED, ofEachOrder(changes(files, Changes::told)));
    }

    /** One for each work order: a statement changes a row once. */
    private static List<Changes.InformingNews> ofEachOrder(List<Changes.InformingNews> told) {
        var all = new LinkedHashMap<UUID, Changes.InformingNews>();
        told.forEach(news -> all.merge(news.workOrderId(), news, Changes.InformingNews::and));
        return List.copyOf(all.values());
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
}
