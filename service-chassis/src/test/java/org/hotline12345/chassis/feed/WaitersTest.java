package org.hotline12345.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final Waiters waiters = new Waiters(vertx);
    private final AtomicInteger reads = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<FeedPage> await(String... readers) {
        return await(7, 100, Set.of(readers));
    }

    private CompletableFuture<FeedPage> await(long after, int limit, Set<String> readers) {
        return waiters.await(readers, after, limit, LONG, () -> {
                    reads.incrementAndGet();
                    return Uni.createFrom().item(FeedPage.of(List.of(), after));
                })
                .subscribeAsCompletionStage();
    }

    /** Changes of a reader with these positions. */
    private void handOut(String reader, long first, long last) {
        var items = LongStream.rangeClosed(first, last)
                .mapToObj(position -> new FeedItem(position, new UUID(0, position), 1, Op.PUT))
                .toList();
        waiters.known(Map.of(reader, items));
        waiters.offer(Map.of(reader, items));
    }

    private static List<Long> positions(CompletableFuture<FeedPage> answer) {
        return answer.orTimeout(5, TimeUnit.SECONDS).join().items().stream()
                .map(FeedItem::position)
                .toList();
    }

    @Test
    void a_process_that_stops_answers_everybody_who_waits() {
        var waiting = Stream.of(await("W1"), await("W1"), await("W1", "W2")).toList();

        waiters.release();

        assertThat(waiting)
                .allSatisfy(
                        answer -> assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(FeedPage.of(List.of(), 7)));
        assertThat(waiters.count()).isZero();
    }

    @Test
    void nobody_waits_long_at_a_process_that_stops() {
        waiters.release();

        assertThat(await("W1")).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(FeedPage.of(List.of(), 7));
    }

    @Test
    void what_was_handed_out_while_a_reader_was_on_its_way_is_told_from_memory() {
        waiters.startAt(7);
        handOut("W1", 8, 10);
        handOut("W2", 11, 11);
        handOut("W1", 12, 12);

        assertThat(positions(await(7, 100, Set.of("W1")))).containsExactly(8L, 9L, 10L, 12L);
        assertThat(positions(await(9, 100, Set.of("W1")))).containsExactly(10L, 12L);
        assertThat(positions(await(7, 2, Set.of("W1")))).containsExactly(8L, 9L);
        assertThat(reads).hasValue(0);

        var waiting = await(12, 100, Set.of("W1"));
        assertThat(waiting).isNotDone();
        handOut("W1", 13, 13);
        assertThat(positions(waiting)).containsExactly(13L);
        assertThat(reads).hasValue(0);
    }

    @Test
    void what_is_older_than_what_is_kept_or_than_the_process_is_read() {
        waiters.startAt(7);
        await(6, 100, Set.of("W1"));
        assertThat(reads).hasValue(1);

        handOut("W1", 8, 107);
        await(42, 100, Set.of("W1"));
        assertThat(reads).hasValue(2);
        assertThat(positions(await(43, 100, Set.of("W1"))))
                .hasSize(64)
                .startsWith(44L)
                .endsWith(107L);
        assertThat(reads).hasValue(2);
    }

    /** They are told one after another: what one of them is told may be known before what stands before it of another. */
    @Test
    void of_several_readers_only_that_there_is_nothing_is_known() {
        waiters.startAt(7);
        handOut("W1", 8, 8);

        await(7, 100, Set.of("W1", "W2"));
        assertThat(reads).hasValue(1);
        assertThat(await(8, 100, Set.of("W1", "W2"))).isNotDone();
        assertThat(reads).hasValue(1);
    }
}
