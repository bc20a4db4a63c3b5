package org.hotline12345.followup.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.cases.OpenHistoryResource.OpenHistory;

/** Cases that were moved in, have no end and have not gone live. */
@ApplicationScoped
class OpenHistoryQueries {
    private static final String OPEN = """
            select c.case_id, c.case_number, c.title, c.phase, c.unit, c.registered_at,
              coalesce(d.due_at, c.registered_at) as due_at, coalesce(d.due_at, c.registered_at) < $4 as overdue
            from case_file c
            left join lateral (
              select min(due_at) as due_at
              from deadline
              where case_id = c.case_id
                and ended_at is null) d on true
            where not c.live
              and c.phase not in ('CLOSED', 'MERGED', 'ENDED')
              and (c.registered_at, c.case_id) > ($1, $2)
            order by c.registered_at, c.case_id
            limit $3
            """;

    private final Pool pool;

    OpenHistoryQueries(Pool pool) {
        this.pool = pool;
    }

    /** The oldest registration first. */
    Uni<Page<OpenHistory>> open(Instant now, PageRequest page) {
        return Sql.on(pool).rising(OPEN, "registered_at", "case_id", page, Rows.as(OpenHistory.class), now);
    }
}
