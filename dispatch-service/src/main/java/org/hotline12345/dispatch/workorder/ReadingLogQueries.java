package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.workorder.ReadingLogResource.Reading;

@ApplicationScoped
class ReadingLogQueries {
    private static final String READINGS = """
            select id, work_order_id, case_id, subject, unit, at, attachment_id
            from reading_log
            where ($1::uuid is null or case_id = $1)
              and ($2::text is null or subject = $2)
              and ($3::bigint is null or id < $3)
              and %s
            order by id desc
            limit $4
            """.formatted(HiddenCases.seen("case_id", "$5"));

    private final Pool pool;
    private final Caller caller;
    private final RecordReader<Reading> readings = RecordReader.of(Reading.class);

    ReadingLogQueries(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /** Readings of a case, or by a person, the latest first; null for any. */
    Uni<Page<Reading>> page(UUID caseId, String subject, PageRequest page) {
        var before = page.cursor();
        return Sql.on(pool)
                .select(
                        READINGS,
                        caseId,
                        subject,
                        before == null ? null : before.number(0),
                        page.limit() + 1,
                        caller.unitAndAbove())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.encode(row.getLong("id")), readings));
    }
}
