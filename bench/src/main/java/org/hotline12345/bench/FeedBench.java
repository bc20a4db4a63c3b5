package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hotline12345.bench.model.Durations;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Progress;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.token.Identity;

/**
 * All units of a city follow their feeds at once by long poll. First nothing happens: what does waiting cost? Then changes are
 * written to the feeds in database transactions that stay open for up to a fifth of a second, so that later ones overtake
 * them: does every unit get each of its changes exactly once and in order, and how soon after the commit? The writers are
 * plain database connections: they do not wake the service, which is the slowest way a change can take.
 */
final class FeedBench {
    private static final int WAIT_SECONDS = 10;
    private static final int WARM_SECONDS = 60;
    private static final int WRITERS = 8;
    private static final int CHANGES_OF_A_TRANSACTION = 10;
    private static final double TARGET_MILLIS = 1_000;

    private static final String WRITE = """
            insert into feed_pending (reader, subject, version, op)
            values (?, ?, 0, 'PUT')
            """;

    private final BenchStack bench;
    private final int seconds;
    private final int units;
    private final Progress say;

    FeedBench(BenchStack bench, int seconds, int units, Progress say) {
        this.bench = bench;
        this.seconds = seconds;
        this.units = units;
        this.say = say;
    }

    /** A unit's own system: asks, waits, notes what it is told, asks again from there. */
    private static final class Unit {
        final String code;
        final HotlineClient.As caller;
        long next;
        int got;

        Unit(String code, HotlineClient client, long read) {
            this.code = code;
            this.next = read;
            this.caller = client.as(Identity.of("handler-" + code, "unit-handler", code));
        }
    }

    private final Map<UUID, String> written = new ConcurrentHashMap<>();
    private final Map<UUID, Long> committed = new ConcurrentHashMap<>();
    /** Both are touched by the client's one thread only. */
    private final Set<Long> positions = new HashSet<>();

    private final Set<UUID> received = new HashSet<>();
    private final Durations delays = new Durations();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger twice = new AtomicInteger();
    private final AtomicInteger outOfOrder = new AtomicInteger();
    private final AtomicInteger astray = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean over;
    /** Every writer invents its own subjects, and every run on a folder others than the one before. */
    private long seeds = Instant.now().getEpochSecond();

    List<Figure> run() {
        List<Figure> figures = new ArrayList<>();
        Stack stack = bench.stack();
        RawLimit limit = RawLimit.usual(bench, say).measure();
        try (HotlineClient client = bench.client(units)) {
            List<Unit> all = new ArrayList<>();
            long read = stack.number(Part.DISPATCH, LifecycleBench.FEED_READ);
            for (int i = 0; i < units; i++) {
                all.add(new Unit("F%04d".formatted(i), client, read));
            }
            var stopped = new CountDownLatch(units);
            all.forEach(unit -> poll(unit, stopped));
            awaitPolls(units);
            say.say("bench.feed.idle");
            int pollsBefore = polls.get();
            long transactions = stack.transactions(Part.DISPATCH);
            long idleFrom = System.nanoTime();
            Pause.millis(WAIT_SECONDS * 1_000L);
            double idleSeconds = (System.nanoTime() - idleFrom) / 1e9;
            double idlePolls = (polls.get() - pollsBefore) / idleSeconds;
            double idleTransactions = (stack.transactions(Part.DISPATCH) - transactions) / idleSeconds;
            // what is written here is counted for gaps and repeats, but not for how long it took
            say.say("bench.warm");
            write(stack, WarmUp.atMost(WARM_SECONDS));
            drain();
            forgetDelays();
            int writtenBefore = written.size();
            say.say("bench.measure");
            Spending before = Spending.of(stack);
            long from = System.nanoTime();
            write(stack, seconds);
            double writing = (System.nanoTime() - from) / 1e9;
            drain();
            List<Figure> cost = Spending.of(stack).since(before, written.size() - writtenBefore, "change");
            over = true;
            int missing = written.size() - delivered.get();
            figures.add(Figure.atMost("feed.missing", missing, "changes", null, 0));
            figures.add(Figure.atMost("feed.twice", twice.get(), "changes", null, 0));
            figures.add(Figure.atMost("feed.out-of-order", outOfOrder.get() + astray.get(), "changes", null, 0));
            figures.add(
                    Figure.atMost("feed.commit-to-unit.p95", delays.percentileMillis(95), "ms", null, TARGET_MILLIS));
            figures.add(Figure.plain("feed.commit-to-unit.p50", delays.percentileMillis(50), "ms"));
            figures.add(Figure.plain("feed.changes", (written.size() - writtenBefore) / writing, "/s"));
            figures.add(Figure.plain("feed.units", units, "units"));
            figures.add(Figure.plain("feed.idle.polls", idlePolls, "/s"));
            figures.add(Figure.plain("feed.idle.database-transactions", idleTransactions, "/s"));
            figures.addAll(cost);
            join(stopped);
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a unit's poll failed", failure.get());
        }
        figures.addAll(limit.measure().figures());
        return figures;
    }

    private void poll(Unit unit, CountDownLatch stopped) {
        polls.incrementAndGet();
        unit.caller
                .get(
                        ServiceName.DISPATCH,
                        "/units/" + unit.code + "/work-orders/feed?after=" + unit.next + "&wait=" + WAIT_SECONDS
                                + "&limit=200")
                .whenComplete((answer, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, HotlineClient.unwrap(problem));
                    } else {
                        take(unit, answer);
                    }
                    if (over || problem != null) {
                        stopped.countDown();
                    } else {
                        poll(unit, stopped);
                    }
                });
    }

    private synchronized void forgetDelays() {
        delays.clear();
    }

    private synchronized void take(Unit unit, Answer answer) {
        long now = System.nanoTime();
        JsonNode page = answer.json();
        for (JsonNode item : page.path("items")) {
            long position = item.path("position").asLong();
            UUID subject = UUID.fromString(item.path("workOrderId").asText());
            if (position <= unit.next) {
                outOfOrder.incrementAndGet();
            }
            unit.next = position;
            unit.got++;
            String reader = written.get(subject);
            if (reader == null) {
                // a change of the stack's own, not one of the measurement
                continue;
            }
            if (!reader.equals(unit.code)) {
                astray.incrementAndGet();
            }
            if (!positions.add(position) | !received.add(subject)) {
                twice.incrementAndGet();
            } else {
                delivered.incrementAndGet();
                Long since = committed.get(subject);
                // told before the writer came to note its commit: no delay worth counting
                delays.add(since == null ? 0 : now - since);
            }
        }
        unit.next = page.path("next").asLong();
    }

    private void write(Stack stack, int forSeconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(forSeconds);
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            long seed = seeds++;
            var done = new CompletableFuture<Void>();
            Thread thread = new Thread(
                    () -> {
                        try {
                            write(stack, new SplittableRandom(seed), end);
                            done.complete(null);
                        } catch (SQLException | RuntimeException e) {
                            done.completeExceptionally(e);
                        }
                    },
                    "feed-writer-" + i);
            thread.setDaemon(true);
            thread.start();
            writers.add(done);
        }
        writers.forEach(CompletableFuture::join);
    }

    private void write(Stack stack, SplittableRandom random, long end) throws SQLException {
        try (Connection connection = stack.database(Part.DISPATCH);
                var insert = connection.prepareStatement(WRITE)) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < end) {
                List<UUID> subjects = new ArrayList<>();
                for (int i = 0; i < CHANGES_OF_A_TRANSACTION; i++) {
                    String unit = "F%04d".formatted(random.nextInt(units));
                    UUID subject = new UUID(random.nextLong(), random.nextLong());
                    written.put(subject, unit);
                    subjects.add(subject);
                    insert.setString(1, unit);
                    insert.setObject(2, subject);
                    insert.addBatch();
                }
                insert.executeBatch();
                // most commit at once, some late: their rows have the lower ids
                Pause.millis(random.nextInt(4) == 0 ? random.nextInt(200) : random.nextInt(40));
                connection.commit();
                long now = System.nanoTime();
                subjects.forEach(subject -> committed.put(subject, now));
            }
        }
    }

    private void drain() {
        Pause.until(Duration.ofSeconds(30), 50, () -> delivered.get() >= written.size() || failure.get() != null);
    }

    private void awaitPolls(int least) {
        Pause.until(Duration.ofSeconds(60), 50, () -> polls.get() >= least);
        // the first round asks the database; after it the service knows who has read what
        Pause.millis(2_000);
    }

    private static void join(CountDownLatch stopped) {
        try {
            if (!stopped.await(WAIT_SECONDS + 30L, TimeUnit.SECONDS)) {
                throw new IllegalStateException(stopped.getCount() + " units still wait");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
