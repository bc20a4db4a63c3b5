package org.hotline12345.dispatch.cases;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedEntry;
import org.hotline12345.chassis.feed.Op;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.cases.CaseTables.Candidate;
import org.hotline12345.dispatch.cases.CaseTables.NewTriageEntry;
import org.hotline12345.dispatch.cases.model.CaseChanges;
import org.hotline12345.dispatch.cases.model.CaseSet;
import org.hotline12345.dispatch.cases.model.DispatchCase;
import org.hotline12345.dispatch.cases.model.DispatchCase.Registration;
import org.hotline12345.dispatch.cases.model.Office;
import org.hotline12345.dispatch.cases.model.TriageEntry;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderStates;
import org.hotline12345.dispatch.masterdata.book.RoutingBookQueries;
import org.hotline12345.dispatch.vocabulary.RiskVocabulary;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.course.CaseCourse;

/**
 * The cases in the database: locked, decided on, saved. Commands, events and whatever else changes a case come through here, so
 * what happens to one case happens one after the other, and its events leave in that order.
 */
@ApplicationScoped
public class Cases {
    private static final String LOCK = """
            select case_id, case_number, title, type, urgency, channel, anonymity, accused, category, area, corrections,
              upstream is not null as from_above, risk_flags <> '[]' as risky, imported and live_at is null as silent, ended,
              course
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
            order by case_id
            """;
    private static final String ORDERS = """
            select %s
            from work_order
            where case_id = any ($1::uuid[])
            order by dispatched_at, id
            for no key update
            """.formatted(CaseTables.ORDERS.columns());
    private static final String READ_ORDERS = """
            select %s
            from work_order o
            where o.id = any ($1::uuid[])
            """.formatted(orderColumns());
    private static final String SEE_ALERT = """
            update risk_alert
            set seen_at = $2,
                seen_by = $3,
                note = $4
            where id = $1
              and seen_at is null
            """;
    private static final String TRIAGE = """
            select t.case_id, t.round, t.cause, t.previous_id, t.sent_at, q.id as question_id, q.asked_at
            from triage_entry t
            left join triage_question q
              on q.case_id = t.case_id and q.answered_at is null and q.asked_at >= t.sent_at
            where t.case_id = any ($1::uuid[])
              and t.decided_at is null
            """;

    private final RoutingBookQueries books;
    private final RiskVocabulary riskWords;
    private final Transactions transactions;
    private final Outbox outbox;
    private final ChangeFeed feed;
    private final CaseTables tables;
    private final Clock clock;
    private final CommandGroup<OrderInHand> together;

    public Cases(
            RoutingBookQueries books,
            RiskVocabulary riskWords,
            Transactions transactions,
            Outbox outbox,
            ChangeFeed feed,
            ObjectMapper json,
            Clock clock,
            Vertx vertx,
            @ReactiveDataSource(CommandGroup.POOL) Pool pool) {
        this.books = books;
        this.riskWords = riskWords;
        this.transactions = transactions;
        this.outbox = outbox;
        this.feed = feed;
        this.tables = new CaseTables(json);
        this.clock = clock;
        this.together = new CommandGroup<>(vertx, pool, new CommandGroup.Aggregates<>() {
            @Override
            public Uni<Map<UUID, OrderInHand>> read(Sql sql, Collection<UUID> ids) {
                return Cases.read(sql, ids);
            }

            @Override
            public void write(OrderInHand inHand, Writes writes) {
                Cases.this.write(inHand, writes);
            }
        });
    }

    /** Locks these cases, as far as they are known, and those handled with them; decides, and saves. */
    public <R> Uni<R> change(Mutiny.Session session, Collection<UUID> caseIds, Function<CaseSet, Uni<R>> work) {
        return lock(session, caseIds, caseIds)
                .chain(set -> work.apply(set).call(() -> save(session, set, transactions.atClose(session))));
    }

    /** The same for the order that is asked for by its own id, or by that of something that belongs to it; 404 if there is none. */
    public <R> Uni<R> changeOrder(Mutiny.Session session, Part part, UUID id, Function<LockedOrder, Uni<R>> work) {
        return Sql.on(session)
                .first(part.order, id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(row -> {
                    UUID caseId = row.getUUID("case_id");
                    var all = new ArrayList<>(List.of((UUID[]) row.getValue("answered")));
                    all.add(caseId);
                    return change(session, all, set -> {
                        var of = set.get(caseId);
                        var inHand = new OrderInHand(of.order(row.getUUID("id")), set.accused(of), set.changes());
                        return work.apply(new LockedOrder(session, set, inHand))
                                .invoke(() -> inHand.write(transactions.atClose(session)));
                    });
                });
    }

    /** Reads orders for commands that are decided and written together. */
    private static Uni<Map<UUID, OrderInHand>> read(Sql sql, Collection<UUID> ids) {
        return sql.select(READ_ORDERS, (Object) ids.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .map(Cases::inHand)
                        .collect(Collectors.toMap(inHand -> inHand.order().id(), Function.identity())));
    }

    /** Commands that change single orders, those that come at the same time together. */
    public CommandGroup<OrderInHand> together() {
        return together;
    }

    /** The columns of an order {@code o}, for {@link #inHand(Row)}. */
    public static String orderColumns() {
        return CaseTables.ORDERS.columns("o") + ", " + HiddenCases.accused("o.case_id") + " as hidden_from";
    }

    /** The order of a row with {@link #orderColumns()}, to be decided on. */
    public static OrderInHand inHand(Row row) {
        return new OrderInHand(CaseTables.order(row), List.of((String[]) row.getValue("hidden_from")));
    }

    /** Somebody has seen to a risk alert; false if a colleague was first, or there is none. */
    public Uni<Boolean> seeAlert(Mutiny.Session session, UUID alertId, String by, Instant at, String note) {
        return Sql.on(session).update(SEE_ALERT, alertId, at, by, note).map(seen -> seen == 1);
    }

    /** Adds what became of an order to the writes of its group. */
    public void write(OrderInHand inHand, Writes writes) {
        writeOrders(inHand.changes(), writes);
        inHand.write(writes);
        tell(inHand.changes(), writes);
    }

    /**
     * The cases that there are, and those handled with them, with all their orders, locked.
     *
     * @param changing those of which more may change than the course: the others are locked without their orders
     */
    Uni<CaseSet> lock(Mutiny.Session session, Collection<UUID> caseIds, Collection<UUID> changing) {
        var sql = Sql.on(session);
        Map<UUID, DispatchCase> cases = new LinkedHashMap<>();
        // the cases are asked for right behind the book, which says mostly that it has not changed
        return Uni.combine()
                .all()
                .unis(books.current(sql), lock(sql, sorted(caseIds), cases))
                .with((book, locked) -> new Office(book, riskWords.inForce(), clock.instant(), UuidV7::next))
                .call(() -> withOrders(sql, sorted(changing), cases))
                .map(office -> new CaseSet(cases, office));
    }

    private static List<UUID> sorted(Collection<UUID> ids) {
        return ids.stream().distinct().sorted().toList();
    }

    private static Uni<Void> lock(Sql sql, Collection<UUID> caseIds, Map<UUID, DispatchCase> cases) {
        if (caseIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.select(LOCK, (Object) caseIds.toArray(UUID[]::new))
                .invoke(rows -> rows.forEach(row -> cases.put(
                        row.getUUID("case_id"),
                        new DispatchCase(
                                CaseTables.FACTS.apply(row),
                                new Registration(
                                        row.getString("category"),
                                        row.getString("area"),
                                        row.getBoolean("from_above"),
                                        row.getInteger("corrections")),
                                row.getBoolean("risky"),
                                row.getBoolean("silent"),
                                row.getString("ended"),
                                row.getString("course") == null
                                        ? CaseCourse.UNHEARD
                                        : CaseCourse.decode(row.getString("course"))))))
                .replaceWithVoid();
    }

    /** Who is handled with these is locked too, until nobody is missing; a membership changes under the lock of its cases only. */
    private static Uni<Set<UUID>> withMerged(Sql sql, Collection<UUID> caseIds, Map<UUID, DispatchCase> cases) {
        return sql.select(MERGES, (Object) caseIds.toArray(UUID[]::new)).chain(rows -> {
            Set<UUID> all = new LinkedHashSet<>(caseIds);
            rows.forEach(row -> {
                all.add(row.getUUID("case_id"));
                all.add(row.getUUID("lead_case_id"));
            });
            if (all.size() > caseIds.size()) {
                return lock(
                                sql,
                                sorted(all.stream()
                                        .filter(id -> !cases.containsKey(id))
                                        .toList()),
                                cases)
                        .chain(() -> withMerged(sql, all, cases));
            }
            rows.forEach(row -> cases.get(row.getUUID("case_id")).isMemberOf(cases.get(row.getUUID("lead_case_id"))));
            return Uni.createFrom().item(all);
        });
    }

    private static Uni<Void> withOrders(Sql sql, Collection<UUID> caseIds, Map<UUID, DispatchCase> cases) {
        var known = caseIds.stream().filter(cases::containsKey).toList();
        return known.isEmpty()
                ? Uni.createFrom().voidItem()
                : withMerged(sql, known, cases).chain(all -> withOrders(sql, all.toArray(UUID[]::new), cases));
    }

    private static Uni<Void> withOrders(Sql sql, UUID[] ids, Map<UUID, DispatchCase> cases) {
        return sql.select(ORDERS, (Object) ids)
                .invoke(rows ->
                        rows.forEach(row -> cases.get(row.getUUID("case_id")).add(CaseTables.order(row))))
                .chain(() -> sql.select(TRIAGE, (Object) ids))
                .invoke(rows -> rows.forEach(row -> cases.get(row.getUUID("case_id"))
                        .waits(new TriageEntry.Waiting(
                                row.getInteger("round"),
                                DispatchCause.valueOf(row.getString("cause")),
                                row.getUUID("previous_id"),
                                Rows.instant(row, "sent_at"),
                                row.getUUID("question_id"),
                                Rows.instant(row, "asked_at")))))
                .replaceWithVoid();
    }

    /** Saves what became of the cases by these writes: those of new cases at once, for the others build upon them. */
    Uni<Void> save(Mutiny.Session session, CaseSet set, Writes writes) {
        var changes = set.changes();
        return register(session, changes).chain(() -> correct(session, changes)).invoke(() -> {
            writeOrders(changes, writes);
            writeCases(set, writes);
            tell(changes, transactions.atClose(session));
        });
    }

    private Uni<Void> register(Mutiny.Session session, CaseChanges changes) {
        var fresh = changes.newCases();
        return new Writes()
                .insert(tables.newCases, fresh)
                .insertMissing(
                        CaseTables.CANDIDATES,
                        fresh.stream()
                                .map(CaseChanges.NewCase::registered)
                                .filter(registered -> registered.outcome() == IntakeOutcome.TO_DISPATCH)
                                .flatMap(registered -> registered.possibleDuplicates().stream()
                                        .map(other -> new Candidate(registered.caseId(), other)))
                                .toList())
                .run(Sql.on(session));
    }

    /** Before the rest, which adds to it: two changes of a row are not one statement. */
    private Uni<Void> correct(Mutiny.Session session, CaseChanges changes) {
        if (changes.corrections().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var correction : changes.corrections()) {
            done = done.chain(() -> new Writes()
                    .update(CaseTables.CORRECTED, List.of(correction))
                    .update(CaseTables.CORRECTED_ORDERS, List.of(correction))
                    .run(Sql.on(session)));
        }
        return done.chain(() -> new Writes()
                .update(tables.proposals, changes.proposals())
                .update(CaseTables.KEPT_ORDERS, changes.keptOrders())
                .run(Sql.on(session)));
    }

    private static void writeOrders(CaseChanges changes, Writes writes) {
        var orders = changes.orders();
        writes.updateGuarded(
                        CaseTables.ORDERS,
                        orders.stream()
                                .filter(order -> !order.isNew() && order.isChanged())
                                .toList())
                .insert(
                        CaseTables.ORDERS,
                        orders.stream().filter(WorkOrder::isNew).toList());
    }

    private void writeCases(CaseSet set, Writes writes) {
        var changes = set.changes();
        writes.update(tables.cases, changes.cases())
                .insert(CaseTables.NOTES, changes.notes())
                .insert(tables.alerts, changes.risks())
                .update(CaseTables.TRIAGE_LINES, changes.triage())
                .insert(
                        tables.triage,
                        changes.intoTriage().stream()
                                .map(entry -> new NewTriageEntry(
                                        entry, set.get(entry.caseId()).priority()))
                                .toList())
                .update(CaseTables.MERGES_ENDED, changes.mergesEnded())
                .insert(CaseTables.MERGES, changes.newMerges())
                .insert(CaseTables.RECALLS, changes.recalls());
    }

    private void tell(CaseChanges changes, Writes writes) {
        outbox.add(writes, drafts(changes));
        feed.append(writes, entries(changes.orders()));
    }

    private static List<EventDraft> drafts(CaseChanges changes) {
        return changes.events().stream()
                .map(event -> new EventDraft(event.event(), event.at(), event.imported(), event.actor()))
                .toList();
    }

    /** What the feeds of the units say about the orders. */
    private static List<FeedEntry> entries(Collection<WorkOrder> orders) {
        var entries = new ArrayList<FeedEntry>();
        for (var order : orders) {
            Op op = WorkOrderStates.AT_UNITS.contains(order.state()) ? Op.PUT : Op.REMOVE;
            Stream.concat(Stream.of(order.unit()), order.readers().stream())
                    .map(reader -> new FeedEntry(reader, order.id(), order.version(), op))
                    .forEach(entries::add);
            if (order.leftUnit() != null) {
                entries.add(new FeedEntry(order.leftUnit(), order.id(), order.version(), Op.REMOVE));
            }
        }
        return entries;
    }

    /** An order, or what belongs to one. With a reply the cases are locked that were answered by it. */
    public enum Part {
        ORDER("$1"),
        EXTENSION_REQUEST("(select work_order_id from extension_request where id = $1)"),
        RETURN_REQUEST("(select work_order_id from return_request where id = $1)"),
        CO_HANDLING("(select work_order_id from co_handling where id = $1)"),
        INSTRUCTION("(select work_order_id from instruction where id = $1)"),
        REPLY("(select work_order_id from reply where id = $1)");

        private final String order;

        Part(String id) {
            this.order = """
                    select o.id, o.case_id,
                      array(
                        select m.case_id
                        from merge_member m
                        where m.lead_case_id = o.case_id and m.outcome = 'ANSWERED' and %s) as answered
                    from work_order o
                    where o.id = %s
                    """.formatted(name().equals("REPLY"), id);
        }
    }
}
