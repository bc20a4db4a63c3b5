package org.hotline12345.chassis.feed;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.jboss.logging.Logger;

/**
 * Ordered feeds of changes. Ids commit out of order, so commands insert entries without a number; the sequencer, one at a
 * time by an advisory lock, numbers those that are committed. Readers see numbered entries only: what commits late gets a
 * late number and is never skipped. Each run of the sequencer reads the new entries once and hands them to the requests that
 * wait in this process; a waiting request costs neither a thread nor queries, nor does one that asks again with the position
 * it was given while nothing has changed.
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
     * Positions are drawn under a lock that is held until the commit can be seen, so they are seen in their order. A change that
     * was overtaken by a newer one of its subject tells the newer one once more. Rows are named by their place for the same
     * reason as those of the outbox: statistics mostly say that there are none.
     */
    private static final String NUMBER = """
            select position, reader, subject, version, op
            from number_feed($1)
            """;

    /**
     * Numbers entries in the statement that changes their subjects. The lock is the last one that it takes, so it joins no
     * circle of those who wait. What is pending of the same subjects is older, for this statement guards the version it
     * counts up: readers are told the newer change only. Whatever is read waits for the lock, for nothing else makes the database
     * take it.
     */
    private static final String NUMBER_AT_ONCE = """
            feed_locked as materialized (
              select pg_advisory_xact_lock(hashtext('change-feed'))
              from (select {done} as done offset 0) as before
              where done >= 0),
            feed_replaced as (
              delete from feed_pending
              where ctid = any(array(
                select pending.ctid
                from feed_pending pending
                join (
                  select reader, subject
                  from {rows}) as entry on entry.reader = pending.reader and entry.subject = pending.subject
                where (select count(*) from feed_locked) = 1))),
            feed_numbered as (
              insert into feed_entry (position, reader, subject, version, op)
              select nextval('feed_position'), reader, subject, version, op
              from (
                select *
                from {rows}
                where (select count(*) from feed_locked) = 1
                order by nth_row) as ordered
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

    /** Of each reader no more than are wanted of all, by its own index entries; the first of them all in their order. */
    private static final String READ_OF_MANY = """
            select found.position, found.subject, found.version, found.op
            from unnest($1::text[]) as wanted (reader)
            cross join lateral (
              select position, subject, version, op
              from feed_entry
              where reader = wanted.reader
                and position > $2
              order by position
              limit $3) as found
            order by found.position
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

    private final Pool pool;
    private final Vertx vertx;
    private final Transactions transactions;
    private final FeedSettings settings;
    private final Waiters waiters;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final AtomicBoolean look = new AtomicBoolean();
    private final Runnable wakeUp = this::sequence;
    private final Writes.Ending<FeedEntry> numbered =
            new Writes.Ending<>(PENDING, NUMBER_AT_ONCE, "select max(position) from feed_numbered", this::numbered);
    private final AtomicLong reads = new AtomicLong();
    private volatile long seen;
    private volatile long begun = System.nanoTime();
    private volatile long timer = -1;

    public ChangeFeed(Pool pool, Vertx vertx, Transactions transactions, FeedSettings settings) {
        this.pool = pool;
        this.vertx = vertx;
        this.transactions = transactions;
        this.settings = settings;
        this.waiters = new Waiters(vertx);
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
     * The reader's changes after a position; 0 is the beginning. 400 for one that was not given yet: whoever asks so has it
     * from another installation, or from this one before its database was put back, and would miss what comes.
     *
     * @param limit at most 1,000
     */
    public Uni<FeedPage> read(String reader, long after, int limit) {
        int most = Math.max(1, Math.min(limit, MAX_LIMIT));
        reads.incrementAndGet();
        return requireGiven(after)
                .chain(() -> Sql.on(pool).select(READ, reader, after, most))
                .map(rows -> FeedPage.of(rows.stream().map(ChangeFeed::item).toList(), after));
    }

    /** The same of several readers in one order, so that one position holds for all of them. */
    public Uni<FeedPage> read(Collection<String> readers, long after, int limit) {
        int most = Math.max(1, Math.min(limit, MAX_LIMIT));
        reads.incrementAndGet();
        return requireGiven(after)
                .chain(() -> Sql.on(pool).select(READ_OF_MANY, readers.toArray(String[]::new), after, most))
                .map(rows -> FeedPage.of(rows.stream().map(ChangeFeed::item).toList(), after));
    }

    private Uni<Void> requireGiven(long after) {
        if (after >= 0 && after <= seen) {
            return Uni.createFrom().voidItem();
        }
        return Sql.on(pool)
                .first("select last_value as last from feed_position")
                .invoke(row -> {
                    long last = row.getLong("last");
                    if (after < 0 || after > last) {
                        throw Problem.invalid("after", "violation.futurePosition", last);
                    }
                })
                .replaceWithVoid();
    }

    /** What is asked for of the reader's changes. */
    public Uni<FeedPage> read(String reader, FeedRequest asked) {
        return readOrWait(reader, asked.after, asked.most(), asked.longest());
    }

    /** The same of several readers in one order. */
    public Uni<FeedPage> read(Collection<String> readers, FeedRequest asked) {
        return readOrWait(readers, asked.after, asked.most(), asked.longest());
    }

    /** As {@link #read(String, long, int)}, but when there is nothing it waits, at most 60 seconds, for the next change. */
    public Uni<FeedPage> readOrWait(String reader, long after, int limit, Duration wait) {
        return readOrWait(Set.of(reader), after, limit, wait, () -> read(reader, after, limit));
    }

    /** The same of several readers. */
    public Uni<FeedPage> readOrWait(Collection<String> readers, long after, int limit, Duration wait) {
        return readOrWait(Set.copyOf(readers), after, limit, wait, () -> read(readers, after, limit));
    }

    private Uni<FeedPage> readOrWait(
            Set<String> readers, long after, int limit, Duration wait, Supplier<Uni<FeedPage>> read) {
        if (wait == null || wait.isZero() || wait.isNegative()) {
            return read.get();
        }
        Duration longest = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        return waiters.count() >= settings.maxWaiters()
                ? Uni.createFrom().failure(Problem.of(ProblemType.OVERLOADED).header("Retry-After", "2"))
                : requireGiven(after)
                        .chain(() ->
                                waiters.await(readers, after, Math.max(1, Math.min(limit, MAX_LIMIT)), longest, read));
    }

    /** How many times changes were read for a single request. */
    long reads() {
        return reads.get();
    }

    /** How many requests wait. */
    public int waiting() {
        return waiters.count();
    }

    void start(@Observes StartupEvent event) {
        // before anybody waits: what is numbered from now on is handed out
        seen = StartWork.finish("the position of the feed", this::last);
        waiters.startAt(seen);
        timer = vertx.setPeriodic(settings.poll().toMillis(), ignored -> {
            look.set(true);
            sequence();
        });
    }

    private Uni<Long> last() {
        return Sql.on(pool)
                .first("select coalesce(max(position), 0) as position from feed_entry")
                .map(row -> row.getLong("position"));
    }

    /** This process stops: who waits asks again, and another instance. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        waiters.release();
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
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
        waiters.known(byReader);
        seen = last;
        waiters.offer(byReader);
    }

    private static FeedItem item(Row row) {
        return new FeedItem(
                row.getLong("position"),
                row.getUUID("subject"),
                row.getInteger("version"),
                Op.valueOf(row.getString("op")));
    }
}
