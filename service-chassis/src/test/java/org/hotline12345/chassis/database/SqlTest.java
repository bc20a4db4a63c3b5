package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.sample.SampleCase;
import org.hotline12345.events.Urgency;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServers.class)
class SqlTest {
    private final Transactions transactions;
    private final Pool pool;

    SqlTest(Transactions transactions, Pool pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    private static SampleCase sample(UUID id) {
        var sample = new SampleCase();
        sample.id = id;
        sample.text = "first";
        return sample;
    }

    @Test
    void sql_of_a_session_sees_what_the_session_has_not_committed() {
        var id = UuidV7.next();
        String seen = transactions
                .inTransaction(session -> session.persist(sample(id))
                        .chain(session::flush)
                        .chain(() -> Sql.on(session).first("select text from sample_case where id = $1", id)))
                .map(row -> row.getString("text"))
                .await()
                .indefinitely();
        assertThat(seen).isEqualTo("first");
    }

    @Test
    void sql_of_a_session_is_rolled_back_with_it() {
        var id = UuidV7.next();
        assertThatThrownBy(() -> transactions
                        .inTransaction(session -> session.persist(sample(id))
                                .chain(session::flush)
                                .chain(() -> Sql.on(session).update("""
                                                insert into sample_applied (event_id, case_id, text, imported)
                                                values ($1, $1, 'x', false)
                                                """, id))
                                .invoke(rows -> assertThat(rows).isEqualTo(1))
                                .chain(() -> Uni.createFrom().failure(new IllegalArgumentException("no"))))
                        .await()
                        .indefinitely())
                .hasMessage("no");
        long left = Sql.on(pool)
                .first("select count(*) as number from sample_applied where event_id = $1", id)
                .await()
                .indefinitely()
                .getLong("number");
        assertThat(left).isZero();
    }

    @Test
    void arguments_of_many_types_arrive() {
        var ids = List.of(UuidV7.next(), UuidV7.next());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var row = transactions
                .inTransaction(session -> Sql.on(session)
                        .select(
                                """
                                select
                                  $1::uuid[] as ids,
                                  $2::text[] as texts,
                                  $3::timestamptz as at,
                                  $4::text as urgency,
                                  $5::integer[] as numbers,
                                  $6::date as day,
                                  $7::text as nothing,
                                  $8::text::jsonb ->> 'a' as json,
                                  $9::timestamptz[] as times,
                                  $10::boolean[] as flags
                                """,
                                ids,
                                Arrays.asList("停水", null),
                                now,
                                Urgency.URGENT,
                                new int[] {1, 2},
                                LocalDate.of(2026, 1, 5),
                                null,
                                "{\"a\":\"b\"}",
                                List.of(now),
                                List.of(true, false)))
                .await()
                .indefinitely()
                .get(0);
        assertThat(row.getArrayOfUUIDs("ids")).containsExactlyElementsOf(ids);
        assertThat(row.getArrayOfStrings("texts")).containsExactly("停水", null);
        assertThat(row.getOffsetDateTime("at").toInstant()).isEqualTo(now);
        assertThat(row.getString("urgency")).isEqualTo("URGENT");
        assertThat(row.getArrayOfIntegers("numbers")).containsExactly(1, 2);
        assertThat(row.getLocalDate("day")).isEqualTo("2026-01-05");
        assertThat(row.getString("nothing")).isNull();
        assertThat(row.getString("json")).isEqualTo("b");
        assertThat(row.getArrayOfOffsetDateTimes("times")[0].toInstant()).isEqualTo(now);
        assertThat(row.getArrayOfBooleans("flags")).containsExactly(true, false);
    }

    @Test
    void a_version_conflict_is_tried_again_and_then_a_problem() {
        var id = UuidV7.next();
        transactions
                .inTransaction(session -> session.persist(sample(id)))
                .await()
                .indefinitely();
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> transactions
                        .inTransaction(session -> {
                            attempts.incrementAndGet();
                            return session.find(SampleCase.class, id)
                                    .call(() -> Sql.on(pool)
                                            .update("update sample_case set version = version + 1 where id = $1", id))
                                    .invoke(found -> found.text = "mine " + attempts.get());
                        })
                        .await()
                        .indefinitely())
                .isInstanceOf(Problem.class)
                .hasMessage("concurrent-change");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void an_action_after_commit_runs_only_after_a_commit() {
        var committed = new AtomicInteger();
        transactions
                .inTransaction(session -> {
                    transactions.afterCommit(session, committed::incrementAndGet);
                    assertThat(committed).hasValue(0);
                    return Uni.createFrom().voidItem();
                })
                .await()
                .indefinitely();
        assertThat(committed).hasValue(1);
        assertThatThrownBy(() -> transactions
                        .inTransaction(session -> {
                            transactions.afterCommit(session, committed::incrementAndGet);
                            return Uni.createFrom().failure(new IllegalArgumentException());
                        })
                        .await()
                        .indefinitely())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(committed).hasValue(1);
    }

    @Test
    void a_transaction_within_another_is_the_same() {
        var id = UuidV7.next();
        Boolean same = transactions
                .inTransaction(outer -> transactions
                        .inTransaction(inner -> inner.persist(sample(id)).chain(inner::flush))
                        .chain(() -> Sql.on(outer)
                                .first("select exists (select 1 from sample_case where id = $1) as there", id)))
                .map(row -> row.getBoolean("there"))
                .await()
                .indefinitely();
        assertThat(same).isTrue();
    }

    @Test
    void a_long_statement_is_kept_prepared() {
        String statement = "select $1::int as number /* %s */".formatted("x".repeat(5_000));
        long kept = pool.withConnection(connection -> Sql.on(connection)
                        .first(statement, 1)
                        .chain(() -> Sql.on(connection).first("""
                                select count(*) as number
                                from pg_prepared_statements
                                where statement like 'select $1::int as number /* xxx%'
                                """)))
                .map(row -> row.getLong("number"))
                .await()
                .indefinitely();
        assertThat(kept).isEqualTo(1);
    }
}
