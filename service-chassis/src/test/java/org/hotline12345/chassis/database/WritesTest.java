package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.sample.SampleCase;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServers.class)
class WritesTest {
    private record Change(String reader, UUID subject, int version) {}

    private record Sample(UUID id, int version, String text) {}

    private static final Table<Change> PENDING = new Table<Change>("feed_pending")
            .text("reader", Change::reader)
            .uuid("subject", Change::subject)
            .number("version", Change::version)
            .text("op", change -> "PUT");

    private static final Table<Sample> SAMPLES = new Table<Sample>("sample_case")
            .uuid("id", Sample::id)
            .key()
            .version("version", Sample::version)
            .text("text", Sample::text);

    /** Refers to a row that the session has only in memory until it is flushed. */
    private static final String COPY = """
            insert into sample_case (id, version, text)
            select $1, 0, s.text || ' again'
            from sample_case s
            where s.id = $2
            """;

    private final Transactions transactions;
    private final Pool pool;

    WritesTest(Transactions transactions, Pool pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    private List<Integer> versions(String reader) {
        return Sql.on(pool).select("""
                        select version
                        from (
                          select 1 as numbered, position as place, version from feed_entry where reader = $1
                          union all
                          select 2, id, version from feed_pending where reader = $1) as changes
                        order by numbered, place
                        """, reader).await().indefinitely().stream()
                .map(found -> found.getInteger("version"))
                .toList();
    }

    private List<String> samples(UUID... ids) {
        return Sql.on(pool)
                .select("select " + SAMPLES.columns() + " from sample_case where id = any($1) order by id", (Object)
                        ids)
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getString("text") + " " + row.getInteger("version"))
                .toList();
    }

    private void write(Writes writes) {
        writes.run(Sql.on(pool)).await().indefinitely();
    }

    @Test
    void parameters_of_several_parts_are_counted_on_and_guards_come_first() {
        var writes = new Writes()
                .insert(PENDING, List.of(new Change("r", UuidV7.next(), 1), new Change("r", UuidV7.next(), 1)))
                .updateGuarded(SAMPLES, List.of(new Sample(UuidV7.next(), 0, "a")))
                .sql("delete from sample_applied where case_id = $1", UuidV7.next());
        assertThat(writes.statement())
                .startsWith("with part_0 as (\nupdate sample_case as old")
                .contains("(values ($1::uuid, $2::integer, $3::text)) as new")
                .contains("unnest($5::text[], $6::uuid[], $7::integer[], $8::text[])")
                .contains("where case_id = $9")
                .endsWith("""
                        select require_rows((select count(*) from part_0), $4::bigint), \
                        (select count(*) from part_1), \
                        (select count(*) from part_2)""");
    }

    @Test
    void rows_of_several_tables_are_written_at_once() {
        String reader = "writes-" + UUID.randomUUID();
        UUID a = UuidV7.next();
        UUID b = UuidV7.next();
        UUID c = UuidV7.next();
        write(new Writes().insert(SAMPLES, List.of(new Sample(a, 0, "a"), new Sample(b, 0, "b"))));

        write(new Writes()
                .updateGuarded(SAMPLES, List.of(new Sample(a, 0, "changed")))
                .insert(SAMPLES, List.of(new Sample(c, 0, "new")))
                .insert(PENDING, List.of(new Change(reader, a, 1)))
                .delete(SAMPLES, List.of(new Sample(b, 7, null)))
                .insert(PENDING, List.of(new Change(reader, c, 0))));

        assertThat(samples(a, b, c)).containsExactly("changed 1", "new 0");
        assertThat(versions(reader)).containsExactly(1, 0);
    }

    @Test
    void an_upsert_inserts_or_updates_and_a_missing_row_is_inserted_only() {
        UUID a = UuidV7.next();
        UUID b = UuidV7.next();
        write(new Writes().insert(SAMPLES, List.of(new Sample(a, 4, "a"))));
        write(new Writes().upsert(SAMPLES, List.of(new Sample(a, 0, "a2"), new Sample(b, 0, "b"))));
        write(new Writes().insertMissing(SAMPLES, List.of(new Sample(a, 0, "no"), new Sample(b, 0, "no"))));
        assertThat(samples(a, b)).containsExactly("a2 5", "b 0");
    }

    @Test
    void nothing_is_written_where_a_guarded_row_was_changed_meanwhile() {
        String reader = "writes-" + UUID.randomUUID();
        UUID a = UuidV7.next();
        UUID b = UuidV7.next();
        write(new Writes().insert(SAMPLES, List.of(new Sample(a, 0, "a"), new Sample(b, 3, "b"))));
        var writes = new Writes()
                .insert(PENDING, List.of(new Change(reader, a, 1)))
                .updateGuarded(SAMPLES, List.of(new Sample(a, 0, "mine"), new Sample(b, 2, "mine")));
        assertThatThrownBy(() -> write(writes))
                .satisfies(failure ->
                        assertThat(DatabaseErrors.isVersionConflict(failure)).isTrue());
        assertThat(samples(a, b)).containsExactly("a 0", "b 3");
        assertThat(versions(reader)).isEmpty();
    }

    @Test
    void a_part_may_take_what_an_earlier_one_has_freed() {
        // in either order, whichever the database would prefer by itself
        for (UnaryOperator<Writes> more : List.<UnaryOperator<Writes>>of(
                writes -> writes, writes -> writes.insert(PENDING, List.of(new Change("freed", UuidV7.next(), 1))))) {
            UUID id = UuidV7.next();
            write(new Writes().insert(SAMPLES, List.of(new Sample(id, 0, "old"))));
            write(more.apply(new Writes().delete(SAMPLES, List.of(new Sample(id, 0, null))))
                    .insert(SAMPLES, List.of(new Sample(id, 0, "again"))));
            assertThat(samples(id)).containsExactly("again 0");
        }
    }

    @Test
    void a_version_conflict_of_a_guarded_write_is_tried_again_and_then_a_problem() {
        UUID id = UuidV7.next();
        write(new Writes().insert(SAMPLES, List.of(new Sample(id, 1, "a"))));
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> transactions
                        .inTransaction(session -> {
                            attempts.incrementAndGet();
                            return new Writes()
                                    .updateGuarded(SAMPLES, List.of(new Sample(id, 0, "mine")))
                                    .run(Sql.on(session));
                        })
                        .await()
                        .indefinitely())
                .isInstanceOf(Problem.class)
                .hasMessage("concurrent-change");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void a_long_statement_of_several_tables_is_kept_prepared() {
        var writes = new Writes();
        IntStream.range(0, 90)
                .forEach(i -> writes.sql(
                        "delete from sample_applied where case_id = $1 /* %s %d */".formatted("long ".repeat(30), i),
                        UuidV7.next()));
        assertThat(writes.statement()).hasSizeGreaterThan(16_384);
        Row kept = pool.withConnection(connection -> writes.run(Sql.on(connection))
                        .chain(() -> Sql.on(connection).first("""
                                select count(*) as number
                                from pg_prepared_statements
                                where statement like 'with part_0 as (%delete from sample_applied%long long%'
                                """)))
                .await()
                .indefinitely();
        assertThat(kept.getLong("number")).isEqualTo(1);
    }

    @Test
    void what_is_written_at_the_close_comes_after_what_the_session_changed_in_the_order_of_its_adding() {
        String reader = "closing-" + UUID.randomUUID();
        var original = new SampleCase();
        original.id = UuidV7.next();
        original.text = "original";
        UUID copy = UuidV7.next();
        transactions
                .inTransaction(session -> {
                    transactions
                            .atClose(session)
                            .insert(PENDING, List.of(new Change(reader, copy, 1), new Change(reader, copy, 2)))
                            .sql(COPY, copy, original.id)
                            .insert(PENDING, List.of(new Change(reader, copy, 3)));
                    return session.persist(original);
                })
                .await()
                .indefinitely();
        assertThat(versions(reader)).containsExactly(1, 2, 3);
        assertThat(samples(original.id, copy)).containsExactly("original 0", "original again 0");
    }

    @Test
    void nothing_is_written_where_the_work_fails() {
        String reader = "closing-" + UUID.randomUUID();
        var committed = new AtomicInteger();
        Uni<Object> work = transactions.inTransaction(session -> {
            transactions.atClose(session).insert(PENDING, List.of(new Change(reader, UuidV7.next(), 1)));
            transactions.afterCommit(session, committed::incrementAndGet);
            return Uni.createFrom().failure(new IllegalArgumentException("no"));
        });
        assertThatThrownBy(() -> work.await().indefinitely()).isInstanceOf(IllegalArgumentException.class);
        assertThat(versions(reader)).isEmpty();
        assertThat(committed).hasValue(0);
    }

    @Test
    void a_row_that_was_there_already_fails_the_whole_transaction() {
        String reader = "closing-" + UUID.randomUUID();
        UUID id = UuidV7.next();
        var committed = new ArrayList<String>();
        Uni<Void> work = transactions.inTransaction(session -> {
            transactions
                    .atClose(session)
                    .insert(SAMPLES, List.of(new Sample(id, 0, "once")))
                    .insert(PENDING, List.of(new Change(reader, id, 1)));
            transactions.afterCommit(session, () -> committed.add("done"));
            return Uni.createFrom().voidItem();
        });
        work.await().indefinitely();
        assertThatThrownBy(() -> work.await().indefinitely())
                .satisfies(
                        failure -> assertThat(DatabaseErrors.sqlState(failure)).contains("23505"));
        assertThat(versions(reader)).containsExactly(1);
        assertThat(samples(id)).containsExactly("once 0");
        assertThat(committed).containsExactly("done");
    }
}
