package org.hotline12345.assessment.reading;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/** Who read which case. */
@ApplicationScoped
class ReadingQueries {
    private static final String FIND = """
            select entry_id as id, entry_id, at, subject, roles, unit, case_id, attachment_id
            from reading_log
            where ($4::uuid is null or case_id = $4)
              and ($5::text is null or subject = $5)
              and ($1::timestamptz is null or (at, entry_id) < ($1, $2::uuid))
              and %s
            order by at desc, entry_id desc
            limit $3
            """.formatted(HiddenCases.seen("case_id", "$6"));

    private final Pool pool;
    private final Caller caller;

    ReadingQueries(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /**
     * A case was read, or a file of a finding or an objection.
     *
     * @param caseId Which case; null: the finding is about no single one.
     * @param attachmentId Which file; null: the case.
     * @param unit Of which unit the reader is. May be null.
     */
    public record Reading(
            UUID entryId,
            OffsetDateTime at,
            String subject,
            List<String> roles,
            String unit,
            UUID caseId,
            UUID attachmentId) {}

    /** What was read, the latest first. */
    Uni<Page<Reading>> find(UUID caseId, String subject, PageRequest page) {
        return Sql.on(pool).page(FIND, "at", page, Rows.as(Reading.class), caseId, subject, caller.unitAndAbove());
    }
}
