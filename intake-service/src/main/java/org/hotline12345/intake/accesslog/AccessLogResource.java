package org.hotline12345.intake.accesslog;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.intake.casefile.model.Moments;

/** Shows the access log to auditors. */
@Path("/api/v1/access-log")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AUDITOR)
@Tag(name = "access-log", description = "查阅记录 Who looked at citizens' data")
public class AccessLogResource {
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

    public AccessLogResource(Pool pool) {
        this.pool = pool;
    }

    /**
     * A look at citizens' data.
     *
     * @param entryId The entry.
     * @param at When.
     * @param subject Who.
     * @param roles In which roles.
     * @param unit Of which unit. May be null.
     * @param action What was done.
     * @param caseId Of which case. May be null.
     * @param purpose Why.
     * @param found How many contacts or cases were shown.
     */
    public record Entry(
            UUID entryId,
            OffsetDateTime at,
            String subject,
            List<String> roles,
            String unit,
            String action,
            UUID caseId,
            String purpose,
            int found) {}

    /** Entries, the latest first. */
    @GET
    @Operation(
            summary = "查阅记录 Access log",
            description = "谁在何时因何查看了诉求人信息 Who looked at a citizen's data, when and why; the latest first")
    public Uni<Page<Entry>> list(
            @QueryParam("caseId") UUID caseId,
            @QueryParam("subject") String subject,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @BeanParam PageRequest page) {
        Cursor after = page.cursor();
        return Sql.on(pool)
                .select(
                        FIND,
                        caseId,
                        subject,
                        Moments.from("from", from),
                        Moments.to("to", to),
                        after == null ? null : after.time(0),
                        after == null ? null : after.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(row.getOffsetDateTime("at").toInstant(), row.getUUID("entry_id")),
                        AccessLogResource::entry));
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
