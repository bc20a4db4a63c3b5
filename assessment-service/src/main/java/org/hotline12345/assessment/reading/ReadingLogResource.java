package org.hotline12345.assessment.reading;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.FreeText;

/** Who read which case. */
@Path("/api/v1/reading-log")
@Tag(name = "cases")
@RolesAllowed(Roles.AUDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class ReadingLogResource {
    private final ReadingQueries log;

    public ReadingLogResource(ReadingQueries log) {
        this.log = log;
    }

    @GET
    @Operation(
            summary = "查阅记录 Who read which case",
            description = "谁在何时查阅了哪件诉求，最近的在前 Who read which case when, the latest first")
    public Uni<Page<ReadingQueries.Reading>> readings(
            @QueryParam("caseId") UUID caseId, @QueryParam("subject") String subject, @BeanParam PageRequest page) {
        return log.find(caseId, FreeText.given(subject), page);
    }
}
