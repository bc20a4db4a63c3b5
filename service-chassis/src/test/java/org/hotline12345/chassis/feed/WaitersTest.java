package org.hotline12345.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final Waiters waiters = new Waiters(vertx);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<FeedPage> await(String... readers) {
        return waiters.await(
                        Set.of(readers), 7, 100, LONG, () -> Uni.createFrom().item(FeedPage.of(List.of(), 7)))
                .subscribeAsCompletionStage();
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
}
