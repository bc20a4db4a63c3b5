package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServers.class)
class MonthPartitionsTest {
    private static final Instant IN_MAY = Instant.parse("2035-05-20T00:00:00Z");
    private static final Instant IN_JUNE = Instant.parse("2035-06-02T00:00:00Z");

    private final Pool pool;

    MonthPartitionsTest(Pool pool) {
        this.pool = pool;
    }

    @BeforeEach
    void make() {
        run("create table told (id uuid not null, note text, primary key (id)) partition by range (id)");
        run("create table told_default (like told including all) with (autovacuum_vacuum_insert_threshold = 4711)");
        run("alter table told attach partition told_default default");
        run("create index told_by_note on told (note)");
    }

    @AfterEach
    void drop() {
        run("drop table told");
        // the inbox has got them too
        months("inbox").stream().filter(name -> name.contains("2035")).forEach(name -> run("drop table " + name));
    }

    @Test
    void the_months_ahead_are_made_like_the_default_one() {
        await(at(IN_MAY).make());

        assertThat(months("told")).containsExactly("told_2035_05", "told_2035_06", "told_2035_07");
        assertThat(months("inbox")).contains("inbox_2035_05", "inbox_2035_06", "inbox_2035_07");
        assertThat(Sql.on(pool)
                        .first(
                                "select array_to_string(reloptions, ',') as settings from pg_class where relname = 'told_2035_05'")
                        .await()
                        .indefinitely()
                        .getString("settings"))
                .isEqualTo("autovacuum_vacuum_insert_threshold=4711");
    }

    @Test
    void several_instances_make_each_month_once() {
        List<Uni<List<String>>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(at(IN_MAY).make());
        }

        List<String> made = new ArrayList<>();
        await(Uni.join().all(all).andFailFast()).forEach(made::addAll);

        assertThat(made).doesNotHaveDuplicates().contains("told_2035_05", "told_2035_06", "told_2035_07");
    }

    @Test
    void what_belongs_to_no_month_is_written_and_its_month_is_left_as_it_is() {
        tell(IN_JUNE);

        await(at(IN_MAY).make());

        tell(IN_JUNE.plusSeconds(60));
        assertThat(months("told")).containsExactly("told_2035_05", "told_2035_07");
        assertThat(rows("told_default")).isEqualTo(2);
    }

    @Test
    void an_id_lies_in_its_month_and_one_without_a_time_in_the_rest() {
        await(at(IN_MAY).make());

        tell(IN_JUNE);
        run("insert into told values ('f47ac10b-58cc-4372-a567-0e02b2c3d479', 'x')");

        assertThat(rows("told_2035_06")).isEqualTo(1);
        assertThat(rows("told_default")).isEqualTo(1);
    }

    @Test
    void a_month_before_the_first_is_not_made() {
        run("create table told_until_2035_06 (like told including all)");
        run("alter table told attach partition told_until_2035_06 for values from (minvalue)" + " to ('"
                + first("2035-06-01T00:00:00Z") + "')");

        await(at(IN_MAY).make());

        assertThat(months("told")).containsExactly("told_2035_06", "told_2035_07");
    }

    @Test
    void who_holds_the_table_holds_up_nobody_and_the_next_run_makes_them() {
        var busy = pool.getConnection().await().indefinitely();
        var transaction = busy.begin().await().indefinitely();
        await(Sql.on(busy).update("insert into told values ('f47ac10b-58cc-4372-a567-0e02b2c3d479', 'x')"));
        await(at(IN_MAY).ahead());
        assertThat(months("told")).isEmpty();
        transaction.commit().await().indefinitely();
        await(busy.close());

        await(at(IN_MAY).ahead());

        assertThat(months("told")).hasSize(3);
    }

    private MonthPartitions at(Instant now) {
        return new MonthPartitions(pool, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void tell(Instant at) {
        long high = at.toEpochMilli() << 16 | 0x7000L;
        await(Sql.on(pool)
                .update(
                        "insert into told values ($1, 'x')",
                        new UUID(high, UUID.randomUUID().getLeastSignificantBits())));
    }

    private String first(String moment) {
        return Sql.on(pool)
                .first("select first_id($1::text::timestamptz)::text as id", moment)
                .await()
                .indefinitely()
                .getString("id");
    }

    private long rows(String table) {
        return Sql.on(pool)
                .first("select count(*) from " + table)
                .await()
                .indefinitely()
                .getLong("count");
    }

    private List<String> months(String table) {
        return Sql.on(pool).select("""
                        select relname::text as name
                        from pg_inherits
                        join pg_class on pg_class.oid = inhrelid
                        where inhparent = $1::text::regclass
                          and relname ~ ($1 || '_\\d{4}_\\d\\d$')
                        order by 1
                        """, table).await().indefinitely().stream()
                .map(row -> row.getString("name"))
                .toList();
    }

    private void run(String sql) {
        await(Sql.on(pool).update(sql));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().indefinitely();
    }
}
