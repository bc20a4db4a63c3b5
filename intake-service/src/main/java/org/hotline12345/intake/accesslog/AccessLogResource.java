package org.hotline12345.intake.accesslog;

import io.smallrye.mutiny.Uni;
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
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.intake.input.Moments;

/** Shows the access log to auditors. */
@Path("/api/v1/access-log")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AUDITOR)
@Tag(name = "access-log", description = "查阅记录 Who looked at citizens' data")
public class AccessLogResource {
    private final AccessLogQueries log;

    public AccessLogResource(AccessLogQueries log) {
        this.log = log;
    }

    /**
     * A look at citizens' data.
     *
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
        return log.find(caseId, subject, Moments.from("from", from), Moments.to("to", to), page);
    }
}
