package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotline12345.chassis.sample.SampleCase;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServers.class)
class ClosingTest {
    private static final ClosingTable PENDING =
            new ClosingTable("pending", """
            insert into feed_pending (reader, subject, version, op)
            select reader, subject, version, 'PUT'
            from unnest($1::text[], $2::uuid[], $3::integer[]) with ordinality as e (reader, subject, version, place)
            order by place
            """, String.class, UUID.class, Integer.class);

    /** Refers to a row that the session has only in memory until it is flushed. */
    private static final ClosingTable COPIES = new ClosingTable("copies", """
            insert into sample_case (id, version, text)
            select e.id, 0, s.text || ' again'
            from unnest($1::uuid[], $2::uuid[]) as e (id, original)
            join sample_case s on s.id = e.original
            """, UUID.class, UUID.class);

    private static final ClosingTable ONCE = new ClosingTable(
            "once", """
            insert into sample_case (id, version, text)
            select id, 0, text
            from unnest($1::uuid[], $2::text[]) as e (id, text)
            on conflict do nothing
            """, List.of(UUID.class, String.class), () -> new IllegalStateException("was there"));

    private final Transactions transactions;
    private final Pool pool;

    ClosingTest(Transactions transactions, Pool pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    private static Object[] row(Object... values) {
        return values;
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

    private long samples(UUID... ids) {
        return Sql.on(pool)
                .first("select count(*) as number from sample_case where id = any ($1::uuid[])", (Object) ids)
                .await()
                .indefinitely()
                .getLong("number");
    }

    @Test
    void parameters_of_several_tables_are_counted_on() {
        assertThat(Closing.statement(List.of(PENDING, COPIES)))
                .startsWith("with pending as (\ninsert into feed_pending")
                .contains("unnest($1::text[], $2::uuid[], $3::integer[])")
                .contains("unnest($4::uuid[], $5::uuid[])");
    }

    @Test
    void rows_are_written_in_the_order_of_their_adding_after_what_the_session_changed() {
        String reader = "closing-" + UUID.randomUUID();
        var original = new SampleCase();
        original.id = UuidV7.next();
        original.text = "original";
        UUID copy = UuidV7.next();
        transactions
                .inTransaction(session -> {
                    transactions.atClose(session, PENDING, List.of(row(reader, copy, 1), row(reader, copy, 2)));
                    transactions.atClose(session, COPIES, List.<Object[]>of(row(copy, original.id)));
                    transactions.atClose(session, PENDING, List.<Object[]>of(row(reader, copy, 3)));
                    return session.persist(original);
                })
                .await()
                .indefinitely();
        assertThat(versions(reader)).containsExactly(1, 2, 3);
        assertThat(samples(original.id, copy)).isEqualTo(2);
    }

    @Test
    void nothing_is_written_where_the_work_fails() {
        String reader = "closing-" + UUID.randomUUID();
        var committed = new AtomicInteger();
        Uni<Object> work = transactions.inTransaction(session -> {
            transactions.atClose(session, PENDING, List.<Object[]>of(row(reader, UuidV7.next(), 1)));
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
            transactions.atClose(session, ONCE, List.<Object[]>of(row(id, "once")));
            transactions.atClose(session, PENDING, List.<Object[]>of(row(reader, id, 1)));
            transactions.afterCommit(session, () -> committed.add("done"));
            return Uni.createFrom().voidItem();
        });
        work.await().indefinitely();
        assertThatThrownBy(() -> work.await().indefinitely()).hasMessage("was there");
        assertThat(versions(reader)).containsExactly(1);
        assertThat(samples(id)).isEqualTo(1);
        assertThat(committed).containsExactly("done");
    }
}
