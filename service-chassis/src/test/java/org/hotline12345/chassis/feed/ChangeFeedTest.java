package org.hotline12345.chassis.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServers.class)
class ChangeFeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChangeFeed feed;
    private final Transactions transactions;
    private final io.vertx.core.Vertx vertx;
    private final Pool pool;

    ChangeFeedTest(ChangeFeed feed, Transactions transactions, io.vertx.core.Vertx vertx, Pool pool) {
        this.feed = feed;
        this.transactions = transactions;
        this.vertx = vertx;
        this.pool = pool;
    }

    private void append(String reader, UUID subject, int version, Op op, Duration before) {
        transactions
                .inTransaction(session ->
                        LateChanges.write(session, vertx, List.of(new FeedEntry(reader, subject, version, op)), before))
                .await()
                .indefinitely();
    }

    /** As a command of its own transaction tells it. */
    private void atOnce(FeedEntry entry) {
        new CommandGroup<UUID>(vertx, pool, new CommandGroup.Aggregates<>() {
                    @Override
                    public Uni<Map<UUID, UUID>> read(Sql sql, Collection<UUID> ids) {
                        return Uni.createFrom().item(ids.stream().collect(Collectors.toMap(id -> id, id -> id)));
                    }

                    @Override
                    public void write(UUID id, Writes writes) {
                        feed.append(writes, List.of(entry));
                    }
                })
                .change(entry.subject(), id -> id)
                .await()
                .indefinitely();
    }

    private FeedPage read(String reader, long after) {
        return feed.read(reader, after, 1000).await().indefinitely();
    }

    @Test
    void what_commits_late_is_never_skipped() {
        String reader = "late-" + UUID.randomUUID();
        var subjects = Stream.generate(UuidV7::next).limit(120).toList();
        var writers = new ArrayList<CompletableFuture<Void>>();
        for (int part = 0; part < 6; part++) {
            var mine = subjects.subList(part * 20, part * 20 + 20);
            writers.add(CompletableFuture.runAsync(() -> mine.forEach(subject -> append(
                    reader,
                    subject,
                    1,
                    Op.PUT,
                    Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 30))))));
        }
        var seen = new LinkedHashSet<UUID>();
        var last = new long[1];
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            FeedPage page = read(reader, last[0]);
            page.items().forEach(item -> {
                assertThat(item.position()).isGreaterThan(last[0]);
                last[0] = item.position();
                seen.add(item.subject());
            });
            return seen.size() == subjects.size();
        });
        writers.forEach(CompletableFuture::join);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(subjects);
        assertThat(read(reader, last[0]).items()).isEmpty();
        assertThat(read(reader, last[0]).next()).isEqualTo(last[0]);
    }

    @Test
    void many_wait_without_threads_and_each_gets_its_own() {
        String prefix = "unit-" + UUID.randomUUID() + "-";
        int readers = 300;
        var pages = IntStream.range(0, readers)
                .mapToObj(i -> feed.readOrWait(prefix + i, 0, 10, Duration.ofSeconds(20))
                        .subscribeAsCompletionStage())
                .toList();
        await().atMost(PATIENCE).until(() -> feed.waiting() >= readers);
        var subjects = Stream.generate(UuidV7::next).limit(readers).toList();
        var entries = IntStream.range(0, readers)
                .mapToObj(i -> new FeedEntry(prefix + i, subjects.get(i), i, Op.PUT))
                .toList();
        transactions
                .inTransaction(session -> feed.append(session, entries))
                .await()
                .indefinitely();
        for (int i = 0; i < readers; i++) {
            FeedPage page = pages.get(i).join();
            assertThat(page.items())
                    .singleElement()
                    .satisfies(item -> assertThat(item.op()).isEqualTo(Op.PUT));
            assertThat(page.items().get(0).subject()).isEqualTo(subjects.get(i));
            assertThat(page.next()).isEqualTo(page.items().get(0).position());
        }
        await().atMost(PATIENCE).until(() -> feed.waiting() == 0);
    }

    @Test
    void a_wait_without_changes_ends_with_nothing() {
        String reader = "quiet-" + UUID.randomUUID();
        FeedPage page =
                feed.readOrWait(reader, 0, 10, Duration.ofMillis(300)).await().atMost(PATIENCE);
        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isZero();
    }

    @Test
    void what_left_the_view_is_told_too() {
        String reader = "moved-" + UUID.randomUUID();
        var subject = UuidV7.next();
        append(reader, subject, 1, Op.PUT, Duration.ofMillis(1));
        append(reader, subject, 2, Op.REMOVE, Duration.ofMillis(1));
        await().atMost(PATIENCE).until(() -> read(reader, 0).items().size() == 2);
        assertThat(read(reader, 0).items().stream().map(FeedItem::op)).containsExactly(Op.PUT, Op.REMOVE);
    }

    /** X5: a change that was read before a newer one of its subject, as deadlines are, was numbered after it. */
    @Test
    void in_no_feed_does_a_version_go_back() {
        String reader = "overtaken-" + UUID.randomUUID();
        var subject = UuidV7.next();
        var other = UuidV7.next();
        append(reader, subject, 2, Op.REMOVE, Duration.ofMillis(1));
        await().atMost(PATIENCE).until(() -> read(reader, 0).items().size() == 1);
        transactions
                .inTransaction(session -> feed.append(
                        session,
                        List.of(
                                new FeedEntry(reader, subject, 1, Op.PUT),
                                new FeedEntry(reader, other, 7, Op.PUT),
                                new FeedEntry(reader, other, 6, Op.REMOVE),
                                new FeedEntry(reader, subject, 3, Op.PUT))))
                .await()
                .indefinitely();
        await().atMost(PATIENCE).until(() -> read(reader, 0).items().size() == 5);
        assertThat(read(reader, 0).items().stream()
                        .map(item ->
                                (item.subject().equals(subject) ? "it " : "other ") + item.version() + " " + item.op()))
                .containsExactly("it 2 REMOVE", "it 2 REMOVE", "other 7 PUT", "other 7 PUT", "it 3 PUT");
    }

    /** X5: what is pending when a command numbers its own change is older, and its reader is told the command's only. */
    @Test
    void a_change_numbered_at_once_replaces_what_is_pending_of_its_subject() {
        String reader = "at-once-" + UUID.randomUUID();
        var subject = UuidV7.next();
        var bystander = UuidV7.next();
        transactions
                .inTransaction(session -> LateChanges.write(
                        session,
                        vertx,
                        List.of(new FeedEntry(reader, subject, 1, Op.PUT), new FeedEntry(reader, bystander, 1, Op.PUT)),
                        Duration.ofMillis(1)))
                .await()
                .indefinitely();
        atOnce(new FeedEntry(reader, subject, 2, Op.REMOVE));
        await().atMost(PATIENCE)
                .until(() -> read(reader, 0).items().stream()
                        .anyMatch(item -> item.subject().equals(bystander)));
        assertThat(read(reader, 0).items().stream()
                        .filter(item -> item.subject().equals(subject))
                        .reduce((one, next) -> next))
                .hasValueSatisfying(last -> {
                    assertThat(last.version()).isEqualTo(2);
                    assertThat(last.op()).isEqualTo(Op.REMOVE);
                });
    }

    @Test
    void a_long_poll_over_http_answers_when_something_happens() {
        var agent = TestTokens.of("agent");
        long now = given().auth()
                .oauth2(agent)
                .get("/api/v1/samples/feed?after=0&wait=0")
                .jsonPath()
                .getLong("next");
        var waiting = CompletableFuture.supplyAsync(
                () -> given().auth().oauth2(agent).get("/api/v1/samples/feed?after=" + now + "&wait=15"));
        given().auth()
                .oauth2(agent)
                .contentType("application/json")
                .body("{\"text\":\"told\"}")
                .post("/api/v1/samples")
                .then()
                .statusCode(201);
        waiting.join().then().statusCode(200).body("items[0].op", equalTo("PUT"));
    }
}
