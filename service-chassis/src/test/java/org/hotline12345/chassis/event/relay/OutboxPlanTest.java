package org.hotline12345.chassis.event.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.Test;

/** An outbox is empty when statistics are taken; what they say then must not decide how a full one is emptied. */
@QuarkusTest
@WithTestResource(TestServers.class)
class OutboxPlanTest {
    private final AgroalDataSource database;

    OutboxPlanTest(AgroalDataSource database) {
        this.database = database;
    }

    @Test
    void a_batch_is_taken_by_place_and_not_compared_with_all_that_waits() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            // a table of its own, so that no relay takes the rows first; it goes with the connection
            statement.execute("create temporary table outbox (like public.outbox including all)");
            statement.execute("analyze outbox");
            statement.execute("""
                    insert into outbox (event_ids, topics, keys, types, payloads, times, imported, actors, traceparents)
                    select
                      array[gen_random_uuid()], array['t'], array[n::text], array['x'], array['{}'], array[now()],
                      array[false], array[null::text], array[null::text]
                    from generate_series(1, 5000) as n
                    """);
            var plan = new StringBuilder();
            try (var rows = statement.executeQuery("explain " + OutboxSender.TAKE.replace("?", "2000"))) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            assertThat(plan).contains("Tid Scan").doesNotContain("Join", "Nested Loop");
            statement.execute("drop table outbox");
        }
    }
}
