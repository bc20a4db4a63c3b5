package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.deadline.RulingResource.Ruling;

/** Returns that wait for a ruling. */
@ApplicationScoped
class RulingQueries {
    private static final String WAITING = """
            select d.id as return_request_id, d.case_id, c.case_number, c.title, d.work_order_id, c.unit,
              d.started_at as requested_at, d.due_at, d.provisional, d.due_at < $5 as late
            from deadline d
            join case_file c on c.case_id = d.case_id
            where d.kind = 'RULING'
              and d.ended_at is null
              and (not $4 or d.due_at < $5)
              and (d.due_at, d.id) > ($1, $2)
            order by d.due_at, d.id
            limit $3
            """;

    private final Pool pool;

    RulingQueries(Pool pool) {
        this.pool = pool;
    }

    /** All of them or the late ones, the first due first. */
    Uni<Page<Ruling>> waiting(boolean late, Instant now, PageRequest page) {
        return Sql.on(pool).rising(WAITING, "due_at", "return_request_id", page, Rows.as(Ruling.class), late, now);
    }
}
