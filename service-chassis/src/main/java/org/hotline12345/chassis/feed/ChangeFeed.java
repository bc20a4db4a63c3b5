package org.hotline12345.chassis.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.jboss.logging.Logger;

/**
 * Ordered feeds of changes. Ids commit out of order, so commands insert entries without a number; the sequencer, one at a
 * time by an advisory lock, numbers those that are committed. Readers see numbered entries only: what commits late gets a
 * late number and is never skipped. Each run of the sequencer reads the new entries once and hands them to the requests that
 * wait in this process; a waiting request costs neither a thread nor queries, nor does one that asks again with the position
 * it was given while nothing has changed.
 *
 * <p>A change that a newer one of the same subject has replaced in the same feed for long enough is dropped. Positions stay
 * what they are: a reader with an old position is told the newer change, and misses only what it need not know any more.
 */
@ApplicationScoped
public class ChangeFeed {
    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);
    private static final int BATCH = 5_000;
    private static final int MAX_LIMIT = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Table<FeedEntry> PENDING = new Table<FeedEntry>("feed_pending")
            .text("reader", FeedEntry::reader)
            .uuid("subject", FeedEntry::subject)
            .number("version", FeedEntry::version)
            .name("op", FeedEntry::op);

    /**
     * Positions are drawn under a lock that is held until the commit can be seen, so they are seen in their order. The lock is taken
     * before the first row is looked at; what another took meanwhile is gone then. Rows are named by their place for the same
     * reason as those of the outbox: statistics mostly say that there are none.
     */
    private static final String NUMBER = """
            with locked as materialized (
              select pg_advisory_xact_lock(hashtext('change-feed'))),
            taken as (
              delete from feed_pending
              where ctid = any(array(
                select ctid
                from feed_pending
                where (select count(*) from locked) = 1
                order by id
                limit $1))
              returning id, reader, subject, version, op),
            numbered as (
              insert into feed_entry (position, reader, subject, version, op)
              select nextval('feed_position'), reader, subject, version, op
              from (
                select *
                from taken
                order by id) as ordered
              returning position, reader, subject, version, op)
            select position, reader, subject, version, op
            from numbered
            order by position
            """;

    /**
     * Numbers entries in the statement that changes their subjects. The lock is the last one that it takes, so it joins no
     * circle of those who wait. What is pending is numbered before: an older change of the same subject may be among it. Whoever
     * wrote that change counted the subject's version up and had committed before the version was read that this statement
     * guards, so the statement sees it. Whatever is read waits for the lock, for nothing else makes the database take it.
     */
    private static final String NUMBER_AT_ONCE = """
            feed_locked as materialized (
              select pg_advisory_xact_lock(hashtext('change-feed'))
              from (select {done} as done offset 0) as before
              where done >= 0),
            feed_taken as (
              delete from feed_pending
              where ctid = any(array(
                select ctid
                from feed_pending
                where (select count(*) from feed_locked) = 1
                order by id))
              returning id, reader, subject, version, op),
            feed_numbered as (
              insert into feed_entry (position, reader, subject, version, op)
              select nextval('feed_position'), reader, subject, version, op
              from (
                select *
                from (
                  select 0 as mine, id as nth, reader, subject, version, op
                  from feed_taken
                  union all
                  select 1, nth_row, reader, subject, version, op
                  from {rows}) as entry
                where (select count(*) from feed_locked) = 1
                order by mine, nth) as ordered
              returning position)
            """;

    private static final String READ = """
            select position, subject, version, op
            from feed_entry
            where reader = $1
              and position > $2
            order by position
            limit $3
            """;

    private static final String READ_NEW = """
            select position, reader, subject, version, op
            from feed_entry
            where position > $1
            order by position
            limit $2
            """;

    private static final String STATE = """
            select exists (select 1 from feed_pending) as pending,
              coalesce((select max(position) from feed_entry), 0) as last
            """;

    /** Every change is looked at once as the newer one: what it replaces goes. */
    private static final String COMPACT = """
            with newer as (
              select position, reader, subject
              from feed_entry
              where position > (select position from feed_compaction)
                and numbered_at < $1
              order by position
              limit $2),
            gone as (
              delete from feed_entry e
              using newer n
              where e.subject = n.subject
                and e.reader = n.reader
                and e.position < n.position
              returning e.position),
            moved as (
              update feed_compaction
              set position = greatest(position, (select max(position) from newer)))
            select (select count(*) from newer) as looked_at, (select count(*) from gone) as dropped
            """;

    private final Pool pool;
    private final Vertx vertx;
    private final Transactions transactions;
    private final FeedSettings settings;
    private final Map<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger waiters = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final AtomicBoolean look = new AtomicBoolean();
    private final Runnable wakeUp = this::sequence;
    private final Writes.Ending<FeedEntry> numbered =
            new Writes.Ending<>(PENDING, NUMBER_AT_ONCE, "select max(position) from feed_numbered", this::numbered);
    private final Clock clock;
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final AtomicLong reads = new AtomicLong();
    private volatile long start;
    private volatile long seen;
    private volatile long begun = System.nanoTime();
    private volatile long timer = -1;
    private volatile long compaction = -1;

    public ChangeFeed(Pool pool, Vertx vertx, Transactions transactions, FeedSettings settings, Clock clock) {
        this.pool = pool;
        this.vertx = vertx;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Adds entries in this order; they are written at the end of the session's transaction. */
    public Uni<Void> append(Mutiny.Session session, List<FeedEntry> entries) {
        return Uni.createFrom().voidItem().invoke(() -> append(transactions.atClose(session), entries));
    }

    /**
     * Adds entries in this order to what is written. Where that is a transaction by itself they are numbered in it; the subjects
     * are rows that it guards, or new ones.
     */
    public void append(Writes writes, List<FeedEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        if (writes.areOfTheirOwn()) {
            writes.end(numbered, entries);
        } else {
            writes.insert(PENDING, entries).afterCommit(wakeUp);
        }
    }

    /**
     * The reader's changes after a position; 0 is the beginning.
     *
     * @param limit at most 1,000
     */
    public Uni<FeedPage> read(String reader, long after, int limit) {
        int most = Math.max(1, Math.min(limit, MAX_LIMIT));
        reads.incrementAndGet();
        return Sql.on(pool)
                .select(READ, reader, after, most)
                .map(rows -> page(rows.stream().map(ChangeFeed::item).toList(), after));
    }

    /** As {@link #read}, but when there is nothing it waits, at most 60 seconds, for the next change. */
    public Uni<FeedPage> readOrWait(String reader, long after, int limit, Duration wait) {
        if (wait == null || wait.isZero() || wait.isNegative()) {
            return read(reader, after, limit);
        }
        Duration longest = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        return Uni.createFrom().<FeedPage>emitter(emitter -> {
            if (waiters.get() >= settings.maxWaiters()) {
                emitter.fail(Problem.of(ProblemType.OVERLOADED).header("Retry-After", "2"));
                return;
            }
            var waiter = new Waiter(reader, after, Math.max(1, Math.min(limit, MAX_LIMIT)), emitter);
            // registered before it reads: what is numbered meanwhile is handed to it
            register(waiter);
            emitter.onTermination(() -> unregister(waiter));
            if (nothingAfter(reader, after)) {
                waiter.hasRead(page(List.of(), after), longest);
                return;
            }
            read(reader, after, limit)
                    .subscribe()
                    .with(page -> waiter.hasRead(page, longest), failure -> waiter.fail(failure));
        });
    }

    /** Whether this process knows that there is nothing yet; what it does not know yet it hands out in its next run. */
    private boolean nothingAfter(String reader, long after) {
        return after >= last.getOrDefault(reader, start);
    }

    /** How many times changes were read for a single request. */
    long reads() {
        return reads.get();
    }

    /** How many requests wait. */
    public int waiting() {
        return waiters.get();
    }

    void start(@Observes StartupEvent event) {
        // before anybody waits: what is numbered from now on is handed out
        seen = Sql.on(pool)
                .first("select coalesce(max(position), 0) as position from feed_entry")
                .await()
                .atMost(Duration.ofMinutes(3))
                .getLong("position");
        start = seen;
        compaction = vertx.setPeriodic(
                settings.compactEvery().toMillis(),
                ignored -> compact()
                        .subscribe()
                        .with(
                                dropped -> LOG.debugf("Dropped %d superseded changes", dropped),
                                failure -> LOG.debug("Superseded changes stay until the next time", failure)));
        timer = vertx.setPeriodic(settings.poll().toMillis(), ignored -> {
            look.set(true);
            sequence();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
        vertx.cancelTimer(compaction);
    }

    /** Drops changes that were replaced long enough ago; answers how many. */
    Uni<Long> compact() {
        var before = ShanghaiTime.of(clock.instant().minus(settings.keepSuperseded()));
        return pool.withTransaction(connection -> Sql.on(connection)
                        .first("select pg_try_advisory_xact_lock(hashtext('change-feed-compaction')) as mine")
                        .chain(row -> row.getBoolean("mine")
                                ? Sql.on(connection).first(COMPACT, before, BATCH)
                                : Uni.createFrom().nullItem()))
                .chain(row -> {
                    if (row == null) {
                        return Uni.createFrom().item(0L);
                    }
                    long dropped = row.getLong("dropped");
                    return row.getLong("looked_at") < BATCH
                            ? Uni.createFrom().item(dropped)
                            : compact().map(more -> dropped + more);
                });
    }

    /** Numbers what is committed and hands it out; runs one at a time, and once more if it was called meanwhile. */
    private void sequence() {
        again.set(true);
        if (running.compareAndSet(false, true)) {
            long rest = settings.pace().toMillis() - (System.nanoTime() - begun) / 1_000_000;
            if (rest > 0) {
                // commits close together are numbered in one run
                vertx.setTimer(rest, timer -> start());
            } else {
                start();
            }
        }
    }

    /** Hands out what has the positions up to this one; where that is not what comes next, all that is new is read. */
    private void numbered(List<FeedEntry> entries, long last) {
        long first = last - entries.size() + 1;
        if (!running.compareAndSet(false, true)) {
            look.set(true);
            sequence();
            return;
        }
        if (first != seen + 1) {
            look.set(true);
            start();
            return;
        }
        var byReader = new LinkedHashMap<String, List<FeedItem>>();
        for (int i = 0; i < entries.size(); i++) {
            FeedEntry entry = entries.get(i);
            byReader.computeIfAbsent(entry.reader(), reader -> new ArrayList<>())
                    .add(new FeedItem(first + i, entry.subject(), entry.version(), entry.op()));
        }
        handOut(byReader, last);
        finished(false);
    }

    private void start() {
        begun = System.nanoTime();
        again.set(false);
        run(look.getAndSet(false)).subscribe().with(this::finished, failure -> {
            LOG.debug("The feed's sequencer failed, the next run goes on", failure);
            finished(false);
        });
    }

    private void finished(boolean more) {
        running.set(false);
        // asked only now: who comes before finds it running and relies on this
        if (more || again.get()) {
            sequence();
        }
    }

    /** One statement where a commit of this process says that there is something; else it is looked first. */
    private Uni<Boolean> run(boolean lookFirst) {
        return lookFirst
                ? Sql.on(pool)
                        .first(STATE)
                        .chain(row -> row.getBoolean("pending")
                                ? number()
                                : (row.getLong("last") > seen
                                                ? readNew()
                                                : Uni.createFrom().voidItem())
                                        .replaceWith(false))
                : number();
    }

    private Uni<Boolean> number() {
        return Sql.on(pool).select(NUMBER, BATCH).chain(rows -> {
            boolean more = rows.size() == BATCH;
            if (rows.isEmpty()) {
                return Uni.createFrom().item(more);
            }
            if (rows.get(0).getLong("position") == seen + 1) {
                handOut(rows);
                return Uni.createFrom().item(more);
            }
            // another instance has numbered some before
            return readNew().replaceWith(more);
        });
    }

    private Uni<Void> readNew() {
        return Sql.on(pool).select(READ_NEW, seen, BATCH).chain(rows -> {
            handOut(rows);
            return rows.size() == BATCH ? readNew() : Uni.createFrom().voidItem();
        });
    }

    private void handOut(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var byReader = new HashMap<String, List<FeedItem>>();
        for (Row row : rows) {
            byReader.computeIfAbsent(row.getString("reader"), ignored -> new ArrayList<>())
                    .add(item(row));
        }
        handOut(byReader, rows.get(rows.size() - 1).getLong("position"));
    }

    private void handOut(Map<String, List<FeedItem>> byReader, long last) {
        // known before it is handed out: who registers in between either reads it or is handed it
        byReader.forEach((reader, items) ->
                this.last.put(reader, items.get(items.size() - 1).position()));
        seen = last;
        byReader.forEach(
                (reader, items) -> waiting.getOrDefault(reader, Set.of()).forEach(waiter -> waiter.offer(items)));
    }

    private void register(Waiter waiter) {
        waiters.incrementAndGet();
        waiting.compute(waiter.reader, (reader, present) -> {
            Set<Waiter> set = present == null ? ConcurrentHashMap.newKeySet() : present;
            set.add(waiter);
            return set;
        });
    }

    private void unregister(Waiter waiter) {
        waiting.computeIfPresent(waiter.reader, (reader, present) -> {
            if (present.remove(waiter)) {
                waiters.decrementAndGet();
            }
            return present.isEmpty() ? null : present;
        });
        waiter.cancelTimer();
    }

    private static FeedItem item(Row row) {
        return new FeedItem(
                row.getLong("position"),
                row.getUUID("subject"),
                row.getInteger("version"),
                Op.valueOf(row.getString("op")));
    }

    private static FeedPage page(List<FeedItem> items, long after) {
        return new FeedPage(
                items, items.isEmpty() ? after : items.get(items.size() - 1).position());
    }

    /** A request that waits. */
    private final class Waiter {
        private final String reader;
        private final long after;
        private final int limit;
        private final UniEmitter<? super FeedPage> emitter;
        private final Context context = Vertx.currentContext();
        private final List<FeedItem> offered = new ArrayList<>();
        private boolean armed;
        private boolean done;
        private long deadline = -1;

        Waiter(String reader, long after, int limit, UniEmitter<? super FeedPage> emitter) {
            this.reader = reader;
            this.after = after;
            this.limit = limit;
            this.emitter = emitter;
        }

        synchronized void offer(List<FeedItem> items) {
            for (FeedItem item : items) {
                if (item.position() > after && offered.size() < limit) {
                    offered.add(item);
                }
            }
            if (armed && !offered.isEmpty()) {
                answer(page(offered, after));
            }
        }

        synchronized void hasRead(FeedPage page, Duration wait) {
            if (!page.items().isEmpty() || !offered.isEmpty()) {
                answer(page.items().isEmpty() ? page(offered, after) : page);
                return;
            }
            armed = true;
            deadline = vertx.setTimer(wait.toMillis(), ignored -> timeOut());
        }

        private synchronized void timeOut() {
            answer(page(List.of(), after));
        }

        void fail(Throwable failure) {
            unregister(this);
            emitter.fail(failure);
        }

        synchronized void cancelTimer() {
            if (deadline >= 0) {
                vertx.cancelTimer(deadline);
                deadline = -1;
            }
        }

        private void answer(FeedPage page) {
            if (done) {
                return;
            }
            done = true;
            unregister(this);
            if (context == null) {
                emitter.complete(page);
            } else {
                context.runOnContext(ignored -> emitter.complete(page));
            }
        }
    }
}
