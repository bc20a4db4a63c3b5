package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final String BAD = "bad";

    private final Vertx vertx = Vertx.vertx();
    private final List<Written> written = new CopyOnWriteArrayList<>();
    private final GroupCommit<String, String> group =
            new GroupCommit<>(vertx, new GroupCommit.Limits(8, 2, 4), this::write);

    /** A transaction under way: it ends when the test says so. */
    private record Written(List<String> items, CompletableFuture<List<String>> end) {
        void commit() {
            end.complete(items.stream().map(item -> item + "!").toList());
        }

        void commitOrRefuse() {
            if (items.contains(BAD)) {
                end.completeExceptionally(new IllegalStateException("refused"));
            } else {
                commit();
            }
        }
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void the_first_does_not_wait_and_the_others_go_together_after_it() {
        var first = add("a");
        awaitWritten(1);
        var others = addAll("b", "c", "d");

        assertThat(written).hasSize(1);
        assertThat(first).isNotDone();
        written.get(0).commit();

        awaitWritten(2);
        assertThat(first.join()).isEqualTo("a!");
        assertThat(written.get(1).items()).containsExactly("b", "c", "d");
        assertThat(others).noneMatch(CompletableFuture::isDone);
        written.get(1).commit();
        assertThat(others.stream().map(CompletableFuture::join)).containsExactly("b!", "c!", "d!");
    }

    @Test
    void groups_and_the_number_of_groups_are_bounded() {
        add("first");
        awaitWritten(1);
        IntStream.range(0, 30).forEach(i -> add("item" + i));
        awaitWritten(2);

        assertThat(written).hasSize(2);
        assertThat(written.get(1).items()).hasSizeBetween(4, 8);
        written.get(0).commit();
        awaitWritten(3);
        assertThat(written.get(2).items()).hasSize(8);
        for (int i = 1; i < 5; i++) {
            awaitWritten(i + 1);
            written.get(i).commit();
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            written.forEach(Written::commit);
            assertThat(written.stream().mapToInt(w -> w.items().size()).sum()).isEqualTo(31);
        });
    }

    @Test
    void one_bad_item_fails_alone() {
        add("first");
        awaitWritten(1);
        var good = new ArrayList<>(addAll("a"));
        var bad = add(BAD);
        good.add(add("b"));
        written.get(0).commit();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            written.forEach(Written::commitOrRefuse);
            return bad.isDone() && good.stream().allMatch(CompletableFuture::isDone);
        });

        assertThat(good.stream().map(CompletableFuture::join)).containsExactly("a!", "b!");
        assertThat(bad).isCompletedExceptionally();
        assertThat(written.stream()
                        .filter(w -> w.items().contains(BAD))
                        .map(w -> w.items().size()))
                .endsWith(1);
    }

    @Test
    void a_database_that_is_gone_fails_all_at_once() {
        add("first");
        awaitWritten(1);
        var all = addAll("a", "b", "c");
        written.get(0).commit();
        awaitWritten(2);

        written.get(1).end().completeExceptionally(new VertxException("Connection was closed"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> all.stream().allMatch(CompletableFuture::isCompletedExceptionally));
        assertThat(written).hasSize(2);
        var next = add("next");
        awaitWritten(3);
        written.get(2).commit();
        assertThat(next.join()).isEqualTo("next!");
    }

    private Uni<List<String>> write(List<String> items) {
        var one = new Written(items, new CompletableFuture<>());
        written.add(one);
        return Uni.createFrom().completionStage(one.end());
    }

    private CompletableFuture<String> add(String item) {
        return group.add(item).subscribeAsCompletionStage();
    }

    private List<CompletableFuture<String>> addAll(String... items) {
        return List.of(items).stream().map(this::add).toList();
    }

    private void awaitWritten(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> written.size() >= count);
    }
}
