package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.deadline.RulingResource.Ruling;

/** Returns that wait for a ruling. */
@ApplicationScoped
class RulingQueries {
    private static final String WAITING = """
            select d.id, d.case_id, d.work_order_id, d.started_at, d.due_at, d.provisional, c.case_number, c.title, c.unit
            from deadline d
            join case_file c on c.case_id = d.case_id
            where d.kind = 'RULING'
              and d.ended_at is null
              and ($1::timestamptz is null or d.due_at < $1)
              and (d.due_at, d.id) > ($2, $3::uuid)
            order by d.due_at, d.id
            limit $4
            """;

    private final Pool pool;

    RulingQueries(Pool pool) {
        this.pool = pool;
    }

    /** All of them or the late ones, the first due first. */
    Uni<Page<Ruling>> waiting(boolean late, Instant now, PageRequest page) {
        Cursor from = page.from();
        return Sql.on(pool)
                .select(WAITING, late ? now : null, from.time(0), from.uuid(1), page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "due_at"), row.getUUID("id")),
                        row -> ruling(row, now)));
    }

    private static Ruling ruling(Row row, Instant now) {
        OffsetDateTime dueAt = Rows.time(row, "due_at");
        return new Ruling(
                row.getUUID("id"),
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                row.getUUID("work_order_id"),
                row.getString("unit"),
                Rows.time(row, "started_at"),
                dueAt,
                row.getBoolean("provisional"),
                dueAt.toInstant().isBefore(now));
    }
}
