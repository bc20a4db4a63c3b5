package org.hotline12345.chassis.event.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingRecordsTest {
    private static final String TOPIC = "topic";
    private static final int MOST = 10;

    private final Vertx vertx = Vertx.vertx();
    private final List<Applying> batches = new CopyOnWriteArrayList<>();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final WaitingRecords waiting = new WaitingRecords(vertx, MOST, records -> {
        var applying = new Applying(records.stream().map(ConsumerRecord::offset).toList(), new CompletableFuture<>());
        batches.add(applying);
        return Uni.createFrom().completionStage(applying.end());
    });

    /** A batch that is applied until the test says that it is. */
    private record Applying(List<Long> offsets, CompletableFuture<Void> end) {}

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void what_is_delivered_while_a_batch_is_applied_is_the_next_batch() {
        assertThat(deliver(0, 2)).isDone();
        awaitBatches(1);
        assertThat(deliver(2, 3)).isDone();
        assertThat(deliver(3, 6)).isDone();

        assertThat(batches).hasSize(1);
        assertThat(acknowledged).isEmpty();
        batches.get(0).end().complete(null);

        awaitBatches(2);
        assertThat(acknowledged).containsExactly("0-2");
        assertThat(batches.get(0).offsets()).containsExactly(0L, 1L);
        assertThat(batches.get(1).offsets()).containsExactly(2L, 3L, 4L, 5L);
        batches.get(1).end().complete(null);
        Awaitility.await().untilAsserted(() -> assertThat(acknowledged).containsExactly("0-2", "2-3", "3-6"));
    }

    @Test
    void no_more_is_taken_than_can_wait_and_no_more_applied_together_than_may_be() {
        deliver(0, 1);
        awaitBatches(1);
        assertThat(deliver(1, 7)).isDone();
        var full = deliver(7, 12);
        assertThat(full).isNotDone();

        batches.get(0).end().complete(null);
        awaitBatches(2);
        assertThat(batches.get(1).offsets()).hasSize(6).startsWith(1L);
        assertThat(full).isNotDone();

        batches.get(1).end().complete(null);
        awaitBatches(3);
        assertThat(batches.get(2).offsets()).hasSize(5).startsWith(7L);
        assertThat(full).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void one_delivery_that_is_larger_than_that_is_applied_alone() {
        deliver(0, 1);
        awaitBatches(1);
        deliver(1, 2);
        deliver(2, 40);
        batches.get(0).end().complete(null);
        awaitBatches(2);
        batches.get(1).end().complete(null);
        awaitBatches(3);

        assertThat(batches.get(1).offsets()).containsExactly(1L);
        assertThat(batches.get(2).offsets()).hasSize(38);
    }

    /** Consumption that has stopped: its batch is never done. */
    @Test
    void behind_a_batch_that_never_ends_nothing_is_applied_or_acknowledged() {
        deliver(0, 1);
        awaitBatches(1);
        deliver(1, 12);
        assertThat(deliver(12, 13)).isNotDone();
        assertThat(batches).hasSize(1);
        assertThat(acknowledged).isEmpty();
    }

    private CompletableFuture<Void> deliver(long from, long to) {
        var partition = new TopicPartition(TOPIC, 0);
        var records = LongStream.range(from, to)
                .mapToObj(offset -> new ConsumerRecord<>(TOPIC, 0, offset, "key", new byte[0]))
                .toList();
        return waiting.take(
                        new ConsumerRecords<>(Map.of(partition, records), Map.of()),
                        () -> acknowledged.add(from + "-" + to))
                .subscribeAsCompletionStage();
    }

    private void awaitBatches(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> batches.size() >= count);
    }
}
