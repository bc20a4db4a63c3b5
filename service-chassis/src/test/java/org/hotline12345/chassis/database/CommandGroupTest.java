package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedEntry;
import org.hotline12345.chassis.feed.Op;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The safety arguments of grouped commands, on a real database. */
@QuarkusTest
@WithTestResource(TestServers.class)
class CommandGroupTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** An aggregate: a text that grows by what commands add. */
    private static final class Note {
        private final UUID id;
        private final int version;
        private String text;
        private String added;

        Note(UUID id, int version, String text) {
            this.id = id;
            this.version = version;
            this.text = text;
        }

        /** Answers the new version. */
        int add(String word) {
            if (word.startsWith("refuse")) {
                throw Problem.wrongState("DONE", List.of());
            }
            text = text + " " + word;
            added = word;
            return version + 1;
        }
    }

    private record Applied(UUID eventId, UUID caseId, String text) {}

    private static final Table<Note> NOTES = new Table<Note>("sample_case")
            .uuid("id", note -> note.id)
            .key()
            .version("version", note -> note.version)
            .text("text", note -> note.text);

    private static final Table<Applied> APPLIED = new Table<Applied>("sample_applied")
            .uuid("event_id", Applied::eventId)
            .uuid("case_id", Applied::caseId)
            .text("text", Applied::text)
            .flag("imported", row -> false);

    private final Pool pool;
    private final Outbox outbox;
    private final ChangeFeed feed;
    private final Vertx vertx;
    private final CommandGroup<Note> notes;
    private final String reader = "notes-" + UUID.randomUUID();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Supplier<Uni<Void>> afterReading = () -> Uni.createFrom().voidItem();

    CommandGroupTest(Pool pool, Vertx vertx, Outbox outbox, ChangeFeed feed) {
        this.pool = pool;
        this.outbox = outbox;
        this.feed = feed;
        this.vertx = vertx;
        notes = group();
    }

    @BeforeEach
    void theReaderKnowsNothing() {
        assertThat(feed.read(reader, 0, 10).await().indefinitely().items()).isEmpty();
    }

    private CommandGroup<Note> group() {
        return new CommandGroup<>(vertx, pool, new CommandGroup.Aggregates<>() {
            @Override
            public Uni<Map<UUID, Note>> read(Sql sql, Collection<UUID> ids) {
                sizes.add(ids.size());
                reads.incrementAndGet();
                return sql.select("select " + NOTES.columns() + " from sample_case where id = any($1)", ids)
                        .map(rows -> {
                            var found = new HashMap<UUID, Note>();
                            rows.forEach(row -> found.put(
                                    row.getUUID("id"),
                                    new Note(row.getUUID("id"), row.getInteger("version"), row.getString("text"))));
                            return (Map<UUID, Note>) found;
                        })
                        .call(() -> afterReading.get());
            }

            @Override
            public void write(Note note, Writes writes) {
                if (note.added == null) {
                    return;
                }
                var now = Instant.now();
                writes.updateGuarded(NOTES, List.of(note))
                        .insert(APPLIED, List.of(new Applied(UuidV7.next(), note.id, note.added)));
                outbox.add(
                        writes,
                        List.of(EventDraft.of(
                                new CaseSupplemented(note.id, UuidV7.next(), "v" + (note.version + 1), now), now)));
                feed.append(writes, List.of(new FeedEntry(reader, note.id, note.version + 1, Op.PUT)));
            }
        });
    }

    private UUID note() {
        UUID id = UuidV7.next();
        var note = new Note(id, 0, "note");
        new Writes().insert(NOTES, List.of(note)).run(Sql.on(pool)).await().indefinitely();
        return id;
    }

    private CompletableFuture<Integer> add(UUID id, String word) {
        return notes.change(id, note -> note.add(word)).subscribeAsCompletionStage();
    }

    /** A command with a key, whose row clashes where it was used before. */
    private CompletableFuture<Integer> addOnce(UUID id, String word, String key) {
        return notes.change(List.of(id), found -> found.get(id).add(word), (answer, writes) -> writes.sql("""
                                insert into idempotency (subject, route, key, body_hash, status, created_at)
                                values ('s', 'r', $1, 'h', 200, now())
                                """, key))
                .subscribeAsCompletionStage();
    }

    private String text(UUID id) {
        return Sql.on(pool)
                .first("select text from sample_case where id = $1", id)
                .await()
                .indefinitely()
                .getString("text");
    }

    private long applied(UUID... ids) {
        return Sql.on(pool).first("""
                        select count(*) as number
                        from sample_applied
                        where case_id = any($1)
                          and text not like 'v%'
                        """, (Object) ids).await().indefinitely().getLong("number");
    }

    private List<String> told(UUID id) {
        return feed.read(reader, 0, 1_000).await().indefinitely().items().stream()
                .filter(item -> item.subject().equals(id))
                .map(item -> "v" + item.version())
                .toList();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Starts the commands while another is under way, so that they come into the next groups together. */
    private void whileOneIsUnderWay(Runnable commands) {
        var goOn = new CompletableFuture<Void>();
        var waits = new CompletableFuture<Void>();
        afterReading = () -> {
            waits.complete(null);
            return Uni.createFrom().completionStage(goOn);
        };
        var first = add(note(), "first");
        join(waits);
        afterReading = () -> Uni.createFrom().voidItem();
        sizes.clear();
        commands.run();
        goOn.complete(null);
        join(first);
    }

    @Test
    void a_command_alone_is_one_read_and_one_write() {
        UUID id = note();
        assertThat(join(add(id, "a"))).isEqualTo(1);
        assertThat(reads).hasValue(1);
        assertThat(text(id)).isEqualTo("note a");
        assertThat(applied(id)).isEqualTo(1);
        assertThat(told(id)).containsExactly("v1");
    }

    @Test
    void those_that_come_together_are_read_and_written_together() {
        var ids = IntStream.range(0, 6).mapToObj(i -> note()).toList();
        var answers = new ArrayList<CompletableFuture<Integer>>();
        whileOneIsUnderWay(() -> ids.forEach(id -> answers.add(add(id, "a"))));
        answers.forEach(answer -> assertThat(join(answer)).isEqualTo(1));
        assertThat(sizes).containsExactly(6);
    }

    @Test
    void the_same_aggregate_comes_once_in_a_group_and_its_commands_keep_their_order() {
        UUID id = note();
        UUID other = note();
        var answers = new ArrayList<CompletableFuture<Integer>>();
        whileOneIsUnderWay(() -> {
            for (String word : List.of("a", "b", "c")) {
                answers.add(add(id, word));
                answers.add(add(other, word));
            }
        });
        answers.forEach(CommandGroupTest::join);
        assertThat(text(id)).isEqualTo("note a b c");
        assertThat(text(other)).isEqualTo("note a b c");
        assertThat(sizes).containsExactly(2, 2, 2);
        assertThat(told(id)).containsExactly("v1", "v2", "v3");
    }

    @Test
    void a_command_that_is_refused_fails_alone() {
        var ids = IntStream.range(0, 5).mapToObj(i -> note()).toList();
        var answers = new ArrayList<CompletableFuture<Integer>>();
        whileOneIsUnderWay(() ->
                IntStream.range(0, 5).forEach(i -> answers.add(add(ids.get(i), i == 2 ? "refuse" : "a"))));
        assertThatThrownBy(() -> join(answers.get(2))).hasRootCauseInstanceOf(Problem.class);
        assertThat(text(ids.get(2))).isEqualTo("note");
        List.of(0, 1, 3, 4).forEach(i -> assertThat(join(answers.get(i))).isEqualTo(1));
        assertThat(sizes).containsExactly(5);
        assertThat(applied(ids.toArray(UUID[]::new))).isEqualTo(4);
    }

    @Test
    void one_that_is_not_there_is_not_found_and_fails_alone() {
        UUID id = note();
        var answers = new ArrayList<CompletableFuture<Integer>>();
        whileOneIsUnderWay(() -> {
            answers.add(add(UuidV7.next(), "a"));
            answers.add(add(id, "a"));
        });
        assertThatThrownBy(() -> join(answers.get(0))).hasRootCauseMessage("not-found");
        assertThat(join(answers.get(1))).isEqualTo(1);
    }

    @Test
    void a_key_that_was_used_before_fails_its_command_and_writes_nothing_of_it() {
        String key = UUID.randomUUID().toString();
        UUID first = note();
        join(addOnce(first, "once", key));
        var ids = IntStream.range(0, 4).mapToObj(i -> note()).toList();
        var answers = new ArrayList<CompletableFuture<Integer>>();
        whileOneIsUnderWay(() -> IntStream.range(0, 4)
                .forEach(i ->
                        answers.add(i == 1 ? addOnce(ids.get(i), "again", key) : addOnce(ids.get(i), "a", key + i))));
        assertThatThrownBy(() -> join(answers.get(1)))
                .satisfies(
                        failure -> assertThat(DatabaseErrors.sqlState(failure)).contains("23505"));
        List.of(0, 2, 3).forEach(i -> assertThat(join(answers.get(i))).isEqualTo(1));
        assertThat(text(ids.get(1))).isEqualTo("note");
        assertThat(applied(ids.toArray(UUID[]::new))).isEqualTo(3);
        assertThat(told(ids.get(1))).isEmpty();
    }

    @Test
    void an_aggregate_changed_between_read_and_write_is_read_and_decided_again() {
        UUID id = note();
        var once = new AtomicInteger();
        afterReading = () -> once.getAndIncrement() > 0
                ? Uni.createFrom().voidItem()
                : Sql.on(pool)
                        .update("update sample_case set version = version + 1, text = 'theirs' where id = $1", id)
                        .replaceWithVoid();
        assertThat(join(add(id, "mine"))).isEqualTo(2);
        assertThat(text(id)).isEqualTo("theirs mine");
        assertThat(applied(id)).isEqualTo(1);
        assertThat(told(id)).containsExactly("v2");
    }

    @Test
    void one_changed_meanwhile_does_not_hold_up_the_others_of_its_group() {
        var ids = IntStream.range(0, 4).mapToObj(i -> note()).toList();
        var answers = new ArrayList<CompletableFuture<Integer>>();
        whileOneIsUnderWay(() -> {
            var once = new AtomicInteger();
            afterReading = () -> once.getAndIncrement() > 0
                    ? Uni.createFrom().voidItem()
                    : Sql.on(pool)
                            .update("update sample_case set version = version + 1 where id = $1", ids.get(3))
                            .replaceWithVoid();
            ids.forEach(id -> answers.add(add(id, "a")));
        });
        assertThat(answers.stream().map(CommandGroupTest::join)).containsExactly(1, 1, 1, 2);
        assertThat(sizes).containsExactly(4, 2, 2);
        assertThat(applied(ids.toArray(UUID[]::new))).isEqualTo(4);
    }

    @Test
    void one_that_is_always_changed_meanwhile_is_a_problem_after_three_times() {
        UUID id = note();
        afterReading = () -> Sql.on(pool)
                .update("update sample_case set version = version + 1 where id = $1", id)
                .replaceWithVoid();
        assertThatThrownBy(() -> join(add(id, "mine"))).hasRootCauseMessage("concurrent-change");
        assertThat(reads).hasValue(3);
        assertThat(applied(id)).isZero();
    }

    @Test
    void a_command_on_several_aggregates_is_written_whole_or_not_at_all() {
        UUID a = note();
        UUID b = note();
        afterReading = () -> Sql.on(pool)
                .update("update sample_case set version = version + 1 where id = $1", b)
                .replaceWithVoid();
        Supplier<CompletableFuture<Integer>> both = () -> notes.<Integer>change(
                        List.of(b, a),
                        found -> found.get(a).add("a") + found.get(b).add("b"),
                        (answer, writes) -> {})
                .subscribeAsCompletionStage();
        assertThatThrownBy(() -> join(both.get())).hasRootCauseMessage("concurrent-change");
        assertThat(text(a)).isEqualTo("note");
        afterReading = () -> Uni.createFrom().voidItem();
        assertThat(join(both.get())).isEqualTo(1 + 4);
        assertThat(applied(a, b)).isEqualTo(2);
    }

    @Test
    void a_write_waits_for_whoever_holds_the_row_and_then_loses_to_the_new_version() {
        UUID id = note();
        SqlConnection other = pool.getConnection().await().indefinitely();
        var transaction = other.begin().await().indefinitely();
        Sql.on(other)
                .update("update sample_case set version = version + 1, text = 'theirs' where id = $1", id)
                .await()
                .indefinitely();
        var mine = add(id, "mine");
        await().atMost(PATIENCE)
                .until(() -> Sql.on(pool)
                                .first("select count(*) as number from pg_locks where not granted")
                                .await()
                                .indefinitely()
                                .getLong("number")
                        > 0);
        transaction.commit().chain(other::close).await().indefinitely();
        assertThat(join(mine)).isEqualTo(2);
        assertThat(text(id)).isEqualTo("theirs mine");
    }

    @Test
    void a_connection_killed_before_the_answer_leaves_all_or_nothing_and_the_key_tells_which() {
        String key = UUID.randomUUID().toString();
        UUID id = note();
        // holds the feed's lock, which the write takes last: it is killed when all but the end is done
        SqlConnection other = pool.getConnection().await().indefinitely();
        var transaction = other.begin().await().indefinitely();
        Sql.on(other)
                .select("select pg_advisory_xact_lock(hashtext('change-feed'))")
                .await()
                .indefinitely();
        var killed = addOnce(id, "once", key);
        await().atMost(PATIENCE)
                .until(() -> Sql.on(pool).first("""
                                select count(pg_terminate_backend(pid)) as number
                                from pg_stat_activity
                                where wait_event_type = 'Lock'
                                  and wait_event = 'advisory'
                                  and query like 'with part_0%'
                                """).await().indefinitely().getLong("number") > 0);
        assertThatThrownBy(() -> join(killed))
                .satisfies(failure ->
                        assertThat(DatabaseErrors.isUnavailable(failure)).isTrue());
        transaction.commit().chain(other::close).await().indefinitely();
        assertThat(text(id)).isEqualTo("note");

        assertThat(join(addOnce(id, "once", key))).isEqualTo(1);
        // the client had no answer and asks again
        assertThatThrownBy(() -> join(addOnce(id, "once", key))).isInstanceOf(CompletionException.class);
        assertThat(text(id)).isEqualTo("note once");
        assertThat(applied(id)).isEqualTo(1);
        assertThat(told(id)).containsExactly("v1");
    }

    @Test
    void events_leave_and_changes_are_told_in_the_order_of_versions_whoever_writes() {
        var ids = IntStream.range(0, 4).mapToObj(i -> note()).toList();
        var groups = List.of(notes, group(), group());
        var seen = CompletableFuture.supplyAsync(() -> watch(4 * 36));
        var writers = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < 12; i++) {
            for (UUID id : ids) {
                groups.forEach(group -> writers.add(retried(() -> group.change(id, note -> note.add("w")))));
            }
        }
        writers.forEach(CommandGroupTest::join);
        List<String> versions =
                IntStream.rangeClosed(1, 36).mapToObj(v -> "v" + v).toList();
        for (UUID id : ids) {
            assertThat(told(id)).isEqualTo(versions);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cameBack(id)).isEqualTo(versions));
        }
        // a reader that follows by position has missed none
        assertThat(join(seen)).isEqualTo(4 * 36);
    }

    /** The events of the aggregate as they came out of the stream. */
    private List<String> cameBack(UUID id) {
        return Sql.on(pool).select("""
                        select text
                        from sample_applied
                        where case_id = $1
                          and text like 'v%'
                        order by place
                        """, id).await().indefinitely().stream()
                .map(row -> row.getString("text"))
                .toList();
    }

    /** Two groups may beat each other more often than a command is tried. */
    private static CompletableFuture<Integer> retried(Supplier<Uni<Integer>> command) {
        return Uni.createFrom()
                .deferred(command::get)
                .onFailure(Problem.class)
                .retry()
                .atMost(50)
                .subscribeAsCompletionStage();
    }

    private int watch(int wanted) {
        long after = 0;
        int seen = 0;
        Instant end = Instant.now().plus(PATIENCE);
        while (seen < wanted && Instant.now().isBefore(end)) {
            var page = feed.readOrWait(reader, after, 7, Duration.ofMillis(500))
                    .await()
                    .indefinitely();
            seen += page.items().size();
            after = page.next();
        }
        return seen;
    }
}
