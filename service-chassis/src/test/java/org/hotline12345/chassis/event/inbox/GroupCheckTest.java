package org.hotline12345.chassis.event.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.Topics;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServers.class)
class GroupCheckTest {
    private final GroupCheck check;
    private final Pool pool;

    GroupCheckTest(GroupCheck check, Pool pool) {
        this.check = check;
        this.pool = pool;
    }

    private void position(String firstApplied) {
        Sql.on(pool).update("""
                        insert into consumer_position (topic, kafka_partition, next_offset, first_applied_at, applied_at)
                        values ($1, 99, 1000000, now() - $2::text::interval, now())
                        on conflict (topic, kafka_partition) do update
                        set first_applied_at = excluded.first_applied_at
                        """, Topics.OFFICE_EVENTS, firstApplied).await().indefinitely();
    }

    @Test
    void a_group_that_would_read_again_what_the_inbox_forgot_is_refused() {
        assertThat(check.refusal()).isEmpty();
        position("10 days");
        assertThat(check.refusal()).isEmpty();
        // a position that no partition can hold: nothing newer than the inbox lies behind it
        Sql.on(pool).update("""
                        update consumer_position
                        set kafka_partition = 11,
                            first_applied_at = now() - interval '200 days'
                        where kafka_partition = 99
                        """).await().indefinitely();
        assertThat(check.refusal())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("sample").contains("older than the inbox"));
        Sql.on(pool).update("delete from consumer_position").await().indefinitely();
        assertThat(check.refusal()).isEmpty();
    }

    @Test
    void months_of_the_inbox_go_when_they_are_old() {
        Sql.on(pool).select("select make_months('2031-05-20', 2)").await().indefinitely();
        new Inbox(pool, Clock.fixed(Instant.parse("2031-08-31T00:00:00Z"), ZoneOffset.UTC))
                .forgetOld()
                .await()
                .indefinitely();
        assertThat(partitions()).contains("inbox_2031_06", "inbox_2031_07").doesNotContain("inbox_2031_05");
    }

    private List<String> partitions() {
        return Sql.on(pool).select("""
                        select inhrelid::regclass::text as name
                        from pg_inherits
                        where inhparent = 'inbox'::regclass
                        """).await().indefinitely().stream()
                .map(row -> row.getString("name"))
                .toList();
    }
}
