package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/** Who read which work order, for the auditor. */
@Path("/api/v1/reading-log")
public class ReadingLogResource {
    private final Pool pool;

    public ReadingLogResource(Pool pool) {
        this.pool = pool;
    }

    /** Readings of a case, or by a person, the latest first. */
    @GET
    @RolesAllowed(Roles.AUDITOR)
    public Uni<Page<Reading>> list(
            @QueryParam("caseId") UUID caseId, @QueryParam("subject") String subject, @BeanParam PageRequest page) {
        return Sql.on(pool)
                .select(
                        """
                        select id, work_order_id, case_id, subject, unit, at
                        from reading_log
                        where ($1::uuid is null or case_id = $1)
                          and ($2::text is null or subject = $2)
                          and ($3::bigint is null or id < $3)
                        order by id desc
                        limit $4
                        """,
                        caseId,
                        subject,
                        page.cursor() == null ? null : page.cursor().number(0),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(row.getLong("id")),
                        row -> new Reading(
                                row.getUUID("work_order_id"),
                                row.getUUID("case_id"),
                                row.getString("subject"),
                                row.getString("unit"),
                                row.getOffsetDateTime("at").toInstant())));
    }

    /** A reading: who, of which unit, when. */
    public record Reading(UUID workOrderId, UUID caseId, String subject, String unit, Instant at) {}
}
