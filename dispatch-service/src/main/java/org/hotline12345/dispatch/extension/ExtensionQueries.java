package org.hotline12345.dispatch.extension;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.extension.ExtensionResource.OpenRequest;

@ApplicationScoped
class ExtensionQueries {
    private static final String OPEN = """
            select r.id, r.work_order_id, r.case_id, o.case_number, o.title, r.unit, r.working_days, r.reason,
              r.requested_by, r.requested_at
            from extension_request r
            join work_order o on o.id = r.work_order_id
            where r.state = 'OPEN'
              and o.ended_at is null
              and ($1::timestamptz is null or (r.requested_at, r.id) > ($1, $2::uuid))
            order by r.requested_at, r.id
            limit $3
            """;

    private final Pool pool;

    ExtensionQueries(Pool pool) {
        this.pool = pool;
    }

    /** Requests no one has ruled on, the oldest first. */
    Uni<Page<OpenRequest>> open(PageRequest page) {
        return Sql.on(pool).page(OPEN, "requested_at", page, ExtensionQueries::request);
    }

    /** Whether somebody asked already and waits. */
    Uni<Boolean> isPending(Mutiny.Session session, UUID orderId) {
        return Sql.on(session).first("""
                        select exists (
                          select from extension_request where work_order_id = $1 and state = 'OPEN') as pending
                        """, orderId).map(row -> row.getBoolean("pending"));
    }

    private static OpenRequest request(Row row) {
        return new OpenRequest(
                row.getUUID("id"),
                row.getUUID("work_order_id"),
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                row.getString("unit"),
                row.getInteger("working_days"),
                row.getString("reason"),
                row.getString("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant());
    }
}
