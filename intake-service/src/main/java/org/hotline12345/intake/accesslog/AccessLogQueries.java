package org.hotline12345.intake.accesslog;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.intake.accesslog.AccessLogResource.Entry;

/** Reads the access log, the latest first. */
@ApplicationScoped
public class AccessLogQueries {
    private static final String FIND = """
            select entry_id, at, subject, roles, unit, action, case_id, purpose, found
            from access_log
            where ($1::uuid is null or case_id = $1)
              and ($2::text is null or subject = $2)
              and at >= coalesce($3::timestamptz, '-infinity')
              and at < coalesce($4::timestamptz, 'infinity')
              and ($5::timestamptz is null or (at, entry_id) < ($5, $6::uuid))
            order by at desc, entry_id desc
            limit $7
            """;

    private final Pool pool;

    public AccessLogQueries(Pool pool) {
        this.pool = pool;
    }

    Uni<Page<Entry>> find(UUID caseId, String subject, Instant from, Instant to, PageRequest page) {
        Cursor after = page.cursor();
        return Sql.on(pool)
                .select(
                        FIND,
                        caseId,
                        subject,
                        from,
                        to,
                        after == null ? null : after.time(0),
                        after == null ? null : after.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(row.getOffsetDateTime("at").toInstant(), row.getUUID("entry_id")),
                        AccessLogQueries::entry));
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID("entry_id"),
                row.getOffsetDateTime("at"),
                row.getString("subject"),
                List.of(row.getArrayOfStrings("roles")),
                row.getString("unit"),
                row.getString("action"),
                row.getUUID("case_id"),
                row.getString("purpose"),
                row.getInteger("found"));
    }
}
