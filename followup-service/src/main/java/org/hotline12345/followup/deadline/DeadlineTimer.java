package org.hotline12345.followup.deadline;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.followup.cases.CaseFiles;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.WaitingUrge;
import org.jboss.logging.Logger;

/**
 * Marks deadlines, urges units and delivers the notices that waited for the morning, when their moment has come. Any number of
 * instances share the work: each claims what is due with its cases, skipping what another holds, and goes on until nothing is
 * left that is free. A tick with nothing due reads the first entry of two partial indexes; what is due before the next one gets a tick
 * of its own at its moment.
 */
@ApplicationScoped
public class DeadlineTimer {
    private static final Logger LOG = Logger.getLogger(DeadlineTimer.class);
    private static final int BATCH = 500;
    private static final Duration POSTPONED = Duration.ofMinutes(5);
    /** What comes due so soon is not left to the next tick. */
    private static final Duration SOON = Duration.ofSeconds(1);

    // No parameter stands in it: a comparison with an unknown moment could be planned as a scan of the table.
    static final String NEXT = """
            select
              (select next_at
                from deadline
                where next_at is not null
                order by next_at
                limit 1) as deadline_at,
              (select deliver_at
                from unit_urge
                where delivered_at is null
                  and revoked_at is null
                order by deliver_at
                limit 1) as urge_at
            """;

    // Deadline and case are both locked: a deadline that another instance has just marked is looked at again and
    // dropped.
    static final String CLAIM = """
            select d.case_id
            from deadline d
            join case_file c on c.case_id = d.case_id
            where d.next_at <= $1
            order by d.next_at
            limit $2
            for update of d, c skip locked
            """;

    static final String CLAIM_URGES = """
            select u.id, u.case_id, u.work_order_id, u.unit, u.origin, u.level, u.note, u.urged_by, u.deliver_at
            from unit_urge u
            join case_file c on c.case_id = u.case_id
            where u.deliver_at <= $1
              and u.delivered_at is null
              and u.revoked_at is null
            order by u.deliver_at
            limit $2
            for update of u, c skip locked
            """;

    private static final String POSTPONE = """
            update deadline
            set next_at = $3
            where case_id = any($1)
              and next_at <= $2
            """;

    /**
     * When there is something to do next.
     *
     * @param urge The next notice that waits. May be null.
     * @param deadline The next deadline to be marked. May be null.
     */
    private record Next(Instant urge, Instant deadline) {
        static Next of(Row row) {
            return new Next(Rows.instant(row, "urge_at"), Rows.instant(row, "deadline_at"));
        }

        /** The first moment after that one, at most as far away as that. */
        Optional<Instant> soonAfter(Instant now, Duration most) {
            return Stream.of(urge, deadline)
                    .filter(at -> at != null && at.isAfter(now) && at.isBefore(now.plus(most)))
                    .min(Comparator.naturalOrder());
        }
    }

    /** What a batch does in its transaction; answers how many rows it claimed. */
    @FunctionalInterface
    private interface Batch {
        Uni<Integer> run(Mutiny.Session session, Instant now);
    }

    private final Transactions transactions;
    private final Pool pool;
    private final Vertx vertx;
    private final CaseFiles files;
    private final OfficeBook book;
    private final Clock clock;

    public DeadlineTimer(
            Transactions transactions, Pool pool, Vertx vertx, CaseFiles files, OfficeBook book, Clock clock) {
        this.transactions = transactions;
        this.pool = pool;
        this.vertx = vertx;
        this.files = files;
        this.book = book;
        this.clock = clock;
    }

    @Scheduled(
            every = "${hotline.followup.tick}",
            identity = "deadline-timer",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        Instant now = clock.instant();
        return patiently(next().invoke(next -> next.soonAfter(now, SOON).ifPresent(at -> wakeAt(now, at)))
                .chain(next -> due(now, next)));
    }

    /** The close of a working day is not met by chance: many deadlines of one moment begin at that moment. */
    private void wakeAt(Instant now, Instant at) {
        // to the millisecond after it; a tick that comes too early by the clock waits for the rest
        long wait = Duration.between(now, at).toMillis() + 1;
        vertx.setTimer(wait, timer -> tick().subscribe().with(ignored -> {}));
    }

    private static Uni<Void> patiently(Uni<Integer> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("The deadline timer will try again: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    /** Does what is due at the moment; answers how many deadlines and waiting notices it looked at. */
    public Uni<Integer> tick(Instant now) {
        return next().chain(next -> due(now, next));
    }

    private Uni<Next> next() {
        return Sql.on(pool).first(NEXT).map(Next::of);
    }

    private Uni<Integer> due(Instant now, Next next) {
        return all(now, next.urge(), this::urges)
                .chain(urges -> all(now, next.deadline(), this::deadlines).map(deadlines -> urges + deadlines));
    }

    private Uni<Integer> all(Instant now, Instant first, Batch batch) {
        return first == null || first.isAfter(now) ? Uni.createFrom().item(0) : batches(now, batch, 0);
    }

    /** What another instance holds is skipped, so a batch that is not full need not be the last. */
    private Uni<Integer> batches(Instant now, Batch batch, int before) {
        return transactions
                .inTransaction(session -> batch.run(session, now))
                .chain(claimed -> claimed == 0 ? Uni.createFrom().item(before) : batches(now, batch, before + claimed));
    }

    private Uni<Integer> deadlines(Mutiny.Session session, Instant now) {
        return book.held(session)
                .chain(office -> Sql.on(session)
                        .select(CLAIM, now, BATCH)
                        .chain(rows -> rows.isEmpty()
                                ? Uni.createFrom().item(0)
                                : files.lock(session, caseIds(rows))
                                        .call(claimed -> fire(session, claimed, now, office))
                                        .chain(claimed -> files.save(session, claimed.values()))
                                        .replaceWith(rows.size())));
    }

    /** One case on which the timer cannot act holds up no other. */
    private Uni<Void> fire(Mutiny.Session session, Map<UUID, CaseFile> claimed, Instant now, Office office) {
        var failed = new ArrayList<UUID>();
        claimed.values().removeIf(file -> {
            UUID caseId = file.facts().caseId();
            try {
                file.clocks().fireTimers(now, office);
                return false;
            } catch (RuntimeException e) {
                LOG.errorf(e, "The timer cannot act on case %s and leaves it for %s", caseId, POSTPONED);
                failed.add(caseId);
                return true;
            }
        });
        return failed.isEmpty()
                ? Uni.createFrom().voidItem()
                : Sql.on(session)
                        .update(POSTPONE, failed, now, now.plus(POSTPONED))
                        .replaceWithVoid();
    }

    private Uni<Integer> urges(Mutiny.Session session, Instant now) {
        return Sql.on(session)
                .select(CLAIM_URGES, now, BATCH)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(0)
                        : files.lock(session, caseIds(rows))
                                .invoke(claimed -> rows.forEach(row -> claimed.get(row.getUUID("case_id"))
                                        .urging()
                                        .deliver(urge(row))))
                                .chain(claimed -> files.save(session, claimed.values()))
                                .replaceWith(rows.size()));
    }

    private static WaitingUrge urge(Row row) {
        return new WaitingUrge(
                row.getUUID("id"),
                row.getUUID("work_order_id"),
                row.getString("unit"),
                UrgeOrigin.valueOf(row.getString("origin")),
                UrgeLevel.valueOf(row.getString("level")),
                row.getString("note"),
                row.getString("urged_by"),
                row.getOffsetDateTime("deliver_at").toInstant());
    }

    private static List<UUID> caseIds(List<Row> rows) {
        return rows.stream().map(row -> row.getUUID("case_id")).toList();
    }
}
