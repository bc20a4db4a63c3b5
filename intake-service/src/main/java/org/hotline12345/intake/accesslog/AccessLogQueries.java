package org.hotline12345.intake.accesslog;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.intake.accesslog.AccessLogResource.Entry;

/** Reads the access log. */
@ApplicationScoped
class AccessLogQueries {
    private static final String FIND = """
            select entry_id as id, entry_id, at, subject, roles, unit, action, case_id, purpose, found
            from access_log
            where ($4::uuid is null or case_id = $4)
              and ($5::text is null or subject = $5)
              and at >= coalesce($6::timestamptz, '-infinity')
              and at < coalesce($7::timestamptz, 'infinity')
              and ($1::timestamptz is null or (at, entry_id) < ($1, $2::uuid))
              and %s
            order by at desc, entry_id desc
            limit $3
            """.formatted(HiddenCases.seen("case_id", "$8"));

    private final Pool pool;
    private final Caller caller;

    AccessLogQueries(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /** Entries, the latest first. */
    Uni<Page<Entry>> find(UUID caseId, String subject, Instant from, Instant to, PageRequest page) {
        return Sql.on(pool)
                .page(FIND, "at", page, Rows.as(Entry.class), caseId, subject, from, to, caller.unitAndAbove());
    }
}
