package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartWorkTest {
    private final StartWork start = new StartWork("the copy", Duration.ofMillis(20), Duration.ofMillis(5));
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void a_database_that_is_not_there_yet_is_asked_again() {
        String got = start.wait(start.retried(() -> tries.incrementAndGet() < 4
                ? Uni.createFrom().failure(new IOException("connection refused"))
                : Uni.createFrom().item("units")));
        assertThat(got).isEqualTo("units");
        assertThat(tries).hasValue(4);
    }

    @Test
    void slow_work_is_waited_for_and_not_begun_again() {
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(() -> slow.complete("units"));
        String got = start.wait(start.retried(() -> {
            tries.incrementAndGet();
            return Uni.createFrom().completionStage(slow);
        }));
        assertThat(got).isEqualTo("units");
        assertThat(tries).hasValue(1);
    }

    @Test
    void a_fault_of_the_work_itself_ends_the_start() {
        assertThatThrownBy(() -> start.wait(start.retried(() -> {
                    tries.incrementAndGet();
                    return Uni.createFrom().failure(new IllegalStateException("no such policy"));
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no such policy");
        assertThat(tries).hasValue(1);
    }

    @Test
    void what_fails_once_more_is_left_to_the_next_run() {
        Void done = StartWork.again("the copy", () -> {
                    tries.incrementAndGet();
                    return Uni.createFrom().failure(new IllegalStateException("no such policy"));
                })
                .await()
                .atMost(Duration.ofSeconds(5));
        assertThat(done).isNull();
        assertThat(tries).hasValue(1);
    }
}
