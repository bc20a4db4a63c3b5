package org.hotline12345.assessment.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.hotline12345.embedded.PostgresServer;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A journal that was written before it had partitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalByMonthTest {
    /** No script has this number itself. */
    private static final String BEFORE = "529?";

    private static final int EVENTS = 3_000;

    private static final String WRITE = """
            insert into journal
              (topic, kafka_partition, kafka_offset, event_id, case_id, type, time, recorded_at, imported, payload)
            values ('t', %d, %d, gen_random_uuid(), '%s', 'CaseRegistered', now(), now(), false, '{}')
            on conflict do nothing
            """;

    /** A case of each day of 250 before now, and one in a hundred whose id carries no time. */
    private static final String FILL = """
            insert into journal
              (topic, kafka_partition, kafka_offset, event_id, case_id, type, time, recorded_at, imported, payload)
            select
              't', n %% 12, n / 12, gen_random_uuid(),
              case
                when n %% 100 = 0 then gen_random_uuid()
                else (left(lpad(to_hex((extract(epoch from now() - n %% 250 * interval '1 day') * 1000)::bigint), 12, '0'), 12)
                  || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 1, 15))::uuid
              end,
              'CaseRegistered', now(), now(), false, 'said ' || n
            from generate_series(0, %d) n
            """;

    private String database;
    private Connection connection;
    private String before;
    private String file;

    @BeforeAll
    void migrate() throws SQLException {
        int port = TestServers.servers().postgresPort();
        database = "by_month_" + UUID.randomUUID().toString().substring(0, 8);
        try (var server = PostgresServer.connect(port, "postgres", null)) {
            PostgresServer.createDatabase(server, database, null);
        }
        migrate(port, BEFORE);
        connection = PostgresServer.connect(port, database, null);
        run(FILL.formatted(EVENTS - 1));
        before = one("select md5(string_agg(j::text, ' ' order by kafka_partition, kafka_offset)) from journal j");
        file = one("select pg_relation_filenode('journal')");

        migrate(port, "latest");
    }

    @AfterAll
    void drop() throws SQLException {
        connection.close();
        try (var server = PostgresServer.connect(TestServers.servers().postgresPort(), "postgres", null);
                var statement = server.createStatement()) {
            statement.execute("drop database " + database);
        }
    }

    private void migrate(int port, String target) {
        Flyway.configure()
                .dataSource("jdbc:postgresql://127.0.0.1:" + port + "/" + database, PostgresServer.SUPERUSER, "")
                .locations("classpath:db/chassis", "classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }

    @Test
    void nothing_is_lost_and_nothing_is_copied() throws SQLException {
        assertThat(one("select md5(string_agg(j::text, ' ' order by kafka_partition, kafka_offset)) from journal j"))
                .isEqualTo(before);
        assertThat(one("select pg_relation_filenode('" + old() + "')")).isEqualTo(file);
    }

    @Test
    void ids_without_a_time_lie_with_the_rest_if_they_are_later() throws SQLException {
        assertThat(Integer.parseInt(one("select count(*) from journal_default")))
                .isBetween(1, EVENTS / 100);
    }

    @Test
    void an_event_that_is_written_again_is_there_once_also_with_a_case_of_no_month() throws SQLException {
        for (String place : List.of("journal_default", old())) {
            String[] event = one("select concat_ws(' ', kafka_partition, kafka_offset, case_id) from " + place
                            + " order by kafka_offset limit 1")
                    .split(" ");

            int written = run(WRITE.formatted(Integer.valueOf(event[0]), Long.valueOf(event[1]), event[2]));

            assertThat(written).as(place).isZero();
        }
    }

    @Test
    void a_case_of_a_month_to_come_is_written_whether_there_is_a_partition_or_not() throws SQLException {
        String month = one("select to_char(now() at time zone 'UTC' + interval '3 months', 'YYYY_MM')");
        String later = one("select replace(first_id(now() + interval '3 months')::text, '-0000-', '-7000-')");
        String beyond = one("select replace(first_id(now() + interval '5 months')::text, '-0000-', '-7000-')");
        run("select * from make_months((now() at time zone 'UTC')::date, 3)");

        run(WRITE.formatted(0, 1_000_000L, later));
        run(WRITE.formatted(0, 1_000_001L, beyond));

        assertThat(one("select tableoid::regclass from journal where kafka_offset = 1000000"))
                .isEqualTo("journal_" + month);
        assertThat(one("select tableoid::regclass from journal where kafka_offset = 1000001"))
                .isEqualTo("journal_default");
        run("delete from journal where kafka_offset >= 1000000");
    }

    @Test
    void the_events_of_a_case_are_looked_for_in_one_partition_by_a_kept_plan_too() throws SQLException {
        run("set plan_cache_mode = force_generic_plan");
        run("prepare of_case(uuid) as select payload from journal where case_id = $1 order by kafka_offset");
        String id = one("select case_id from " + old() + " limit 1");

        List<String> plan = lines("explain (analyze, costs off) execute of_case('" + id + "')");

        assertThat(plan.stream().filter(line -> line.contains(" Scan ")))
                .isNotEmpty()
                .allMatch(line -> line.contains("journal_until_"));
        run("deallocate of_case");
        run("reset plan_cache_mode");
    }

    private String old() throws SQLException {
        return one("select relname from pg_class where relkind = 'r' and relname like 'journal\\_until\\_%'");
    }

    private int run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    private String one(String sql) throws SQLException {
        return lines(sql).get(0);
    }

    private List<String> lines(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
