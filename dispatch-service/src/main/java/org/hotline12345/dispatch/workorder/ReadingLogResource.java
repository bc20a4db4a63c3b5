package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/** Who read which work order, for the auditor. */
@Path("/api/v1/reading-log")
public class ReadingLogResource {
    private final ReadingLogQueries queries;

    public ReadingLogResource(ReadingLogQueries queries) {
        this.queries = queries;
    }

    /** Readings of a case, or by a person, the latest first. */
    @GET
    @RolesAllowed(Roles.AUDITOR)
    public Uni<Page<Reading>> list(
            @QueryParam("caseId") UUID caseId, @QueryParam("subject") String subject, @BeanParam PageRequest page) {
        return queries.page(caseId, subject, page);
    }

    /** A reading: who, of which unit, when; of a file of a reply, or of the order. */
    @Schema(name = "LoggedReading")
    public record Reading(UUID workOrderId, UUID caseId, String subject, String unit, Instant at, UUID attachmentId) {}
}
