package org.hotline12345.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.testing.TestServers;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * All units of a city wait at once while transactions that take their time write to their feeds. A small city in the normal
 * build; {@code -Dtest=FeedScaleTest -Dhotline.measure=2000} for a large one, on a quiet machine.
 */
@QuarkusTest
@WithTestResource(TestServers.class)
class FeedScaleTest {
    private static final Logger LOG = Logger.getLogger(FeedScaleTest.class);
    private static final int UNITS = Integer.getInteger("hotline.measure", 250);
    private static final int CHANGES_OF_A_UNIT = 12;
    private static final int WRITERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChangeFeed feed;
    private final FeedCompaction compaction;
    private final Transactions transactions;
    private final Vertx vertx;
    private final Pool pool;

    FeedScaleTest(ChangeFeed feed, FeedCompaction compaction, Transactions transactions, Vertx vertx, Pool pool) {
        this.feed = feed;
        this.compaction = compaction;
        this.transactions = transactions;
        this.vertx = vertx;
        this.pool = pool;
    }

    /** One unit's system: asks, waits, notes what it is told, asks again from there. */
    private final class Reader {
        final String unit;
        final List<Long> positions = new ArrayList<>();
        final Set<UUID> subjects = new HashSet<>();
        final List<Long> delays = new ArrayList<>();
        final CompletableFuture<Void> complete = new CompletableFuture<>();
        final Map<UUID, Long> committed;
        long next;

        Reader(String unit, Map<UUID, Long> committed) {
            this.unit = unit;
            this.committed = committed;
        }

        void ask() {
            feed.readOrWait(unit, next, 5, Duration.ofSeconds(10))
                    .subscribe()
                    .with(this::told, complete::completeExceptionally);
        }

        private void told(FeedPage page) {
            long now = System.nanoTime();
            for (FeedItem item : page.items()) {
                positions.add(item.position());
                subjects.add(item.subject());
                Long since = committed.get(item.subject());
                if (since != null) {
                    delays.add(now - since);
                }
            }
            next = page.next();
            if (positions.size() >= CHANGES_OF_A_UNIT) {
                complete.complete(null);
            } else {
                ask();
            }
        }
    }

    @Test
    void every_unit_is_told_every_change_once_although_transactions_commit_late() {
        String prefix = "scale-" + UUID.randomUUID() + "-";
        Map<UUID, Long> committed = new ConcurrentHashMap<>();
        List<Reader> readers = IntStream.range(0, UNITS)
                .mapToObj(i -> new Reader(prefix + i, committed))
                .toList();
        readers.forEach(Reader::ask);
        await().atMost(PATIENCE).until(() -> feed.waiting() >= UNITS);
        var changes = new ArrayList<FeedEntry>();
        for (int i = 0; i < UNITS * CHANGES_OF_A_UNIT; i++) {
            changes.add(new FeedEntry(prefix + i % UNITS, UuidV7.next(), 0, Op.PUT));
        }
        java.util.Collections.shuffle(changes);
        long start = System.nanoTime();
        int share = changes.size() / WRITERS + 1;
        var writers = IntStream.range(0, WRITERS)
                .mapToObj(w -> CompletableFuture.runAsync(() -> write(
                        changes.subList(Math.min(w * share, changes.size()), Math.min((w + 1) * share, changes.size())),
                        committed)))
                .toList();

        writers.forEach(CompletableFuture::join);
        CompletableFuture.allOf(readers.stream().map(r -> r.complete).toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();

        double seconds = (System.nanoTime() - start) / 1e9;
        var given = new HashSet<Long>();
        for (Reader reader : readers) {
            assertThat(reader.positions).isSorted().doesNotHaveDuplicates().hasSize(CHANGES_OF_A_UNIT);
            assertThat(reader.subjects)
                    .containsExactlyInAnyOrderElementsOf(changes.stream()
                            .filter(c -> c.reader().equals(reader.unit))
                            .map(FeedEntry::subject)
                            .toList());
            reader.positions.forEach(position ->
                    assertThat(given.add(position)).as("position given once").isTrue());
        }
        long[] delays = readers.stream()
                .flatMap(r -> r.delays.stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        LOG.infof(
                "%d units, %d changes in %.2f s (%.0f/s); commit to reader: median %.1f ms, 95 %% %.1f ms",
                UNITS,
                changes.size(),
                seconds,
                changes.size() / seconds,
                delays[delays.length / 2] / 1e6,
                delays[delays.length * 95 / 100] / 1e6);
    }

    /** In transactions of a few changes that stay open for a while, so that later ones overtake them. */
    private void write(List<FeedEntry> changes, Map<UUID, Long> committed) {
        for (int i = 0; i < changes.size(); i += 10) {
            var some = changes.subList(i, Math.min(i + 10, changes.size()));
            boolean late = i % 50 == 0;
            transactions
                    .inTransaction(session -> late
                            ? LateChanges.write(
                                    session,
                                    vertx,
                                    some,
                                    Duration.ofMillis(
                                            ThreadLocalRandom.current().nextInt(5, 60)))
                            : feed.append(session, some))
                    .await()
                    .indefinitely();
            long now = System.nanoTime();
            some.forEach(change -> committed.put(change.subject(), now));
        }
    }

    @Test
    void who_waits_costs_neither_threads_nor_queries() {
        String prefix = "idle-" + UUID.randomUUID() + "-";
        // the first time the position is not known to be the last
        for (int i = 0; i < UNITS; i++) {
            append(prefix + i, UuidV7.next());
        }
        await().atMost(PATIENCE)
                .until(() -> feed.read(prefix + (UNITS - 1), 0, 1)
                                .await()
                                .indefinitely()
                                .items()
                                .size()
                        == 1);
        long[] after = IntStream.range(0, UNITS)
                .mapToLong(
                        i -> feed.read(prefix + i, 0, 10).await().indefinitely().next())
                .toArray();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long reads = feed.reads();

        var pages = new ArrayList<CompletableFuture<FeedPage>>();
        for (int round = 0; round < 3; round++) {
            pages.clear();
            for (int i = 0; i < UNITS; i++) {
                pages.add(feed.readOrWait(prefix + i, after[i], 10, Duration.ofMillis(700))
                        .subscribeAsCompletionStage());
            }
            assertThat(feed.waiting()).isGreaterThanOrEqualTo(UNITS);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 20);
            pages.forEach(page -> assertThat(page.join().items()).isEmpty());
        }

        assertThat(feed.reads()).isEqualTo(reads);
        assertThat(Arrays.stream(after).min().orElseThrow()).isPositive();
    }

    @Test
    void superseded_changes_go_and_every_position_still_leads_to_the_newest() {
        String reader = "compact-" + UUID.randomUUID();
        UUID kept = UuidV7.next();
        UUID gone = UuidV7.next();
        append(reader, kept);
        append(reader, gone);
        append(reader, kept);
        append(reader, kept);
        append("other-" + reader, kept);
        await().atMost(PATIENCE)
                .until(() ->
                        feed.read(reader, 0, 10).await().indefinitely().items().size() == 4);
        var before = feed.read(reader, 0, 10).await().indefinitely();
        // as if it had been long ago
        Sql.on(pool)
                .update(
                        "update feed_entry set numbered_at = now() - interval '40 days' where reader like $1",
                        "%" + reader)
                .await()
                .indefinitely();

        compaction.compact().await().indefinitely();
        compaction.compact().await().indefinitely();

        var now = feed.read(reader, 0, 10).await().indefinitely();
        assertThat(now.items())
                .containsExactly(before.items().get(1), before.items().get(3));
        for (FeedItem old : before.items()) {
            var rest = feed.read(reader, old.position(), 10).await().indefinitely();
            assertThat(rest.items())
                    .containsExactlyElementsOf(now.items().stream()
                            .filter(item -> item.position() > old.position())
                            .toList());
            assertThat(rest.next()).isEqualTo(before.items().get(3).position());
        }
        assertThat(feed.read("other-" + reader, 0, 10).await().indefinitely().items())
                .hasSize(1);
    }

    private void append(String reader, UUID subject) {
        transactions
                .inTransaction(session -> feed.append(session, List.of(new FeedEntry(reader, subject, 0, Op.PUT))))
                .await()
                .indefinitely();
    }
}
