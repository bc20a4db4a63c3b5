package org.hotline12345.assessment.rectification;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.figures.summary.WorkingDays;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Decision;
import org.hotline12345.assessment.rectification.model.RectificationState;
import org.hotline12345.assessment.rectification.model.StepKind;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.RectificationOrdered;
import org.hotline12345.events.RectificationVerified;

/** Orders to put something right by a date (限期整改): order, report, verification, opening again. */
@ApplicationScoped
public class Rectifications {
    private static final ProblemType REPORTED_IT = new ProblemType("verifier-reported-it", 403);

    private static final String COLUMNS = """
            select
              rectification_id,
              finding_id,
              unit,
              text,
              state,
              due_at,
              ordered_by,
              ordered_at,
              reported_by,
              reported_at,
              reopened,
              version
            from rectification
            """;

    private static final String ONE = COLUMNS + """
            where rectification_id = $1
            """;

    private static final String LIST = COLUMNS + """
            where ($1::text[] is null or unit = any($1::text[]))
              and ($2::text is null or state = $2)
              and ($3::boolean is null or (state = 'ORDERED' and due_at < $4) = $3)
              and ($5::timestamptz is null or (ordered_at, rectification_id) < ($5::timestamptz, $6::uuid))
            order by ordered_at desc, rectification_id desc
            limit $7
            """;

    private static final String ORDER = """
            insert into rectification (
              rectification_id,
              finding_id,
              unit,
              text,
              state,
              due_at,
              ordered_by,
              ordered_at)
            values ($1, $2, $3, $4, 'ORDERED', $5, $6, $7)
            on conflict (finding_id) where finding_id is not null do nothing
            """;

    private static final String UNIT_OF_FINDING = """
            select unit
            from sample_finding
            where finding_id = $1
            """;

    private static final String DUE = """
            select min(later.day)
            from working_day today
            join working_day later
              on later.ordinal = today.ordinal + $2
            where today.day = $1
            """;

    private static final String REPORT = """
            update rectification
            set state = 'REPORTED',
                reported_by = $2,
                reported_at = $3,
                version = version + 1
            where rectification_id = $1
            """;

    private static final String FULFIL = """
            update rectification
            set state = 'FULFILLED',
                version = version + 1
            where rectification_id = $1
            """;

    private static final String ORDER_AGAIN = """
            update rectification
            set state = 'ORDERED',
                due_at = $2,
                reopened = reopened + $3,
                version = version + 1
            where rectification_id = $1
            """;

    private static final String STEP = """
            insert into rectification_step (rectification_id, kind, text, due_at, done_by, done_at, decision_id)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    private static final String STEPS = """
            select kind, text, due_at, done_by, done_at
            from rectification_step
            where rectification_id = $1
            order by id
            """;

    private final Pool pool;
    private final Transactions transactions;
    private final WorkingDays workingDays;
    private final OfficeCopy office;
    private final Decisions decisions;
    private final Outbox outbox;
    private final Clock clock;

    Rectifications(
            Pool pool,
            Transactions transactions,
            WorkingDays workingDays,
            OfficeCopy office,
            Decisions decisions,
            Outbox outbox,
            Clock clock) {
        this.pool = pool;
        this.transactions = transactions;
        this.workingDays = workingDays;
        this.office = office;
        this.decisions = decisions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A step. */
    public record Step(StepKind kind, String text, Instant dueAt, String by, Instant at) {}

    /** An order. */
    public record Rectification(
            UUID id,
            UUID findingId,
            String unit,
            String text,
            RectificationState state,
            Instant dueAt,
            String orderedBy,
            Instant orderedAt,
            String reportedBy,
            Instant reportedAt,
            int reopened,
            int version) {}

    /** An order with its steps. */
    public record Detail(Rectification rectification, List<Step> steps) {}

    /**
     * Which orders are wanted; null for no restriction.
     *
     * @param units Of these units.
     * @param overdue Whether the unit should have reported by now.
     */
    public record Wanted(Collection<String> units, RectificationState state, Boolean overdue) {}

    /** Completes when the calendar that deadlines are counted by is the present one; before the transaction of an order. */
    public Uni<Void> ready() {
        return workingDays.upToDate();
    }

    /** Gives an order, in the transaction of the session; of a finding one at most. */
    public Uni<Detail> order(Mutiny.Session session, UUID finding, String unit, String text, int days, String by) {
        var sql = Sql.on(session);
        UUID id = UuidV7.next();
        Instant now = clock.instant();
        Uni<String> concerned = finding == null
                ? Uni.createFrom().item(unit)
                : sql.first(UNIT_OF_FINDING, finding).map(row -> {
                    if (row == null) {
                        throw Problem.invalid("findingId", "violation.rectification.finding");
                    }
                    return row.getString(0);
                });
        return concerned
                .invoke(of -> {
                    if (of == null
                            || unit != null && !of.equals(unit)
                            || finding == null && office.unit(of).isEmpty()) {
                        throw Problem.invalid("unit", "violation.rectification.unit");
                    }
                })
                .chain(of -> due(sql, now, days)
                        .chain(due -> sql.update(ORDER, id, finding, of, text, due, by, now)
                                .invoke(ordered -> {
                                    if (ordered == 0) {
                                        throw Problem.of(ProblemType.ALREADY_EXISTS);
                                    }
                                })
                                .chain(() -> step(session, id, of, StepKind.ORDERED, text, due, by, now))
                                .chain(() -> tell(session, new RectificationOrdered(id, of, text, due, now), by, now))))
                .chain(() -> detail(sql, id));
    }

    /** The unit says what it did. */
    public Uni<Detail> report(UUID id, String text, Collection<String> units, String by, String ifMatch) {
        return changing(id, RectificationState.ORDERED, ifMatch, (session, order) -> {
            if (!units.contains(order.unit())) {
                throw Problem.notFound();
            }
            var sql = Sql.on(session);
            Instant now = clock.instant();
            return sql.update(REPORT, id, by, now)
                    .chain(() -> step(session, id, order.unit(), StepKind.REPORTED, text, null, by, now));
        });
    }

    /**
     * Somebody looks whether it is so: not who reported it, nor anybody of the unit.
     *
     * @param days Working days for another try if it is not.
     * @param units The caller's own unit and those below it.
     */
    public Uni<Detail> verify(
            UUID id, boolean fulfilled, String comment, int days, Collection<String> units, String by, String ifMatch) {
        return changing(id, RectificationState.REPORTED, ifMatch, (session, order) -> {
            if (by.equals(order.reportedBy()) || units.contains(order.unit())) {
                throw Problem.of(REPORTED_IT);
            }
            var sql = Sql.on(session);
            Instant now = clock.instant();
            Uni<Void> decided = fulfilled
                    ? sql.update(FULFIL, id)
                            .chain(() -> step(session, id, order.unit(), StepKind.FULFILLED, comment, null, by, now))
                    : again(session, order, StepKind.NOT_FULFILLED, comment, days, by, now);
            return decided.chain(
                    () -> tell(session, new RectificationVerified(id, order.unit(), fulfilled, now), by, now));
        });
    }

    /** What had been put right is not any more: it is ordered again. */
    public Uni<Detail> reopen(UUID id, String reason, int days, String by, String ifMatch) {
        return changing(id, RectificationState.FULFILLED, ifMatch, (session, order) -> {
            Instant now = clock.instant();
            return again(session, order, StepKind.REOPENED, reason, days, by, now)
                    .chain(() -> find(Sql.on(session), id))
                    .chain(anew -> tell(
                            session, new RectificationOrdered(id, anew.unit(), reason, anew.dueAt(), now), by, now));
        });
    }

    /** An order with its steps. */
    public Uni<Detail> detail(UUID id) {
        return detail(Sql.on(pool), id);
    }

    /** A page of orders, the latest first. */
    public Uni<Page<Rectification>> list(Wanted wanted, PageRequest page) {
        Cursor cursor = page.cursor();
        return Sql.on(pool)
                .select(
                        LIST,
                        wanted.units() == null ? null : wanted.units().toArray(String[]::new),
                        wanted.state(),
                        wanted.overdue(),
                        clock.instant(),
                        cursor == null ? null : cursor.time(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows.stream().map(Rectifications::rectification).toList(),
                        page.limit(),
                        order -> Cursor.encode(order.orderedAt(), order.id())));
    }

    private interface Change {
        Uni<Void> on(Mutiny.Session session, Rectification order);
    }

    private Uni<Detail> changing(UUID id, RectificationState state, String ifMatch, Change change) {
        return ready().chain(() -> transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return sql.first(ONE + "for update\n", id)
                    .map(Rectifications::orNotFound)
                    .invoke(order -> {
                        ETags.check(ifMatch, order.version());
                        if (order.state() != state) {
                            throw Problem.wrongState(
                                    order.state().name(), order.state().allowed());
                        }
                    })
                    .chain(order -> change.on(session, order))
                    .chain(() -> detail(sql, id));
        }));
    }

    private Uni<Void> again(
            Mutiny.Session session, Rectification order, StepKind kind, String text, int days, String by, Instant now) {
        var sql = Sql.on(session);
        return due(sql, now, days)
                .chain(due -> sql.update(ORDER_AGAIN, order.id(), due, kind == StepKind.REOPENED ? 1 : 0)
                        .chain(() -> step(session, order.id(), order.unit(), kind, text, due, by, now)));
    }

    /** The close of the n-th working day after today. */
    private static Uni<Instant> due(Sql sql, Instant now, int days) {
        LocalDate today = LocalDate.ofInstant(now, ShanghaiTime.ZONE);
        return sql.first(DUE, today, days)
                .map(row -> row.getLocalDate(0)
                        .plusDays(1)
                        .atStartOfDay(ShanghaiTime.ZONE)
                        .minusSeconds(1)
                        .toInstant());
    }

    /** A step is a decision: by its number a score says whether it counts it. */
    private Uni<Void> step(
            Mutiny.Session session,
            UUID id,
            String unit,
            StepKind kind,
            String text,
            Instant due,
            String by,
            Instant at) {
        return decisions
                .add(
                        session,
                        new Decision(Decisions.Kind.RECTIFICATION_STEP, null, null, unit, id + " " + kind, by, at))
                .chain(decision -> Sql.on(session).update(STEP, id, kind, text, due, by, at, decision))
                .replaceWithVoid();
    }

    private Uni<Void> tell(Mutiny.Session session, OfficeEvent event, String by, Instant at) {
        return outbox.add(session, EventDraft.of(event, at).by(by)).replaceWithVoid();
    }

    private static Uni<Detail> detail(Sql sql, UUID id) {
        return find(sql, id)
                .chain(order -> sql.select(STEPS, id)
                        .map(rows -> new Detail(
                                order, rows.stream().map(Rectifications::step).toList())));
    }

    private static Uni<Rectification> find(Sql sql, UUID id) {
        return sql.first(ONE, id).map(Rectifications::orNotFound);
    }

    private static Rectification orNotFound(Row row) {
        if (row == null) {
            throw Problem.notFound();
        }
        return rectification(row);
    }

    private static Step step(Row row) {
        return new Step(
                StepKind.valueOf(row.getString(0)),
                row.getString(1),
                instant(row, 2),
                row.getString(3),
                instant(row, 4));
    }

    private static Rectification rectification(Row row) {
        return new Rectification(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getString(3),
                RectificationState.valueOf(row.getString(4)),
                instant(row, 5),
                row.getString(6),
                instant(row, 7),
                row.getString(8),
                instant(row, 9),
                row.getInteger(10),
                row.getInteger(11));
    }

    static Instant instant(Row row, int column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
