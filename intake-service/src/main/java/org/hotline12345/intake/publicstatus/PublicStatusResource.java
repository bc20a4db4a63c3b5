package org.hotline12345.intake.publicstatus;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RateLimited;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;

/**
 * Tells a citizen where the case stands, by its number and query code. A wrong code and an unknown number get the same
 * answer after the same work, so that numbers cannot be tried out.
 */
@Path("/api/v1/public/cases")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RateLimited
@Tag(name = "public", description = "公众查询 For citizens")
public class PublicStatusResource {
    private final PublicStatusQueries cases;
    private final Command command;

    public PublicStatusResource(PublicStatusQueries cases, Command command) {
        this.cases = cases;
        this.command = command;
    }

    /** The status of a case. */
    @GET
    @Path("/{caseNumber}")
    @Operation(
            summary = "进展查询 Status of a case",
            description = "凭诉求编号和查询码查询 By case number and query code; a wrong code is answered like an unknown number")
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Progress> find(
            @Parameter(description = "诉求编号 Case number") @PathParam("caseNumber") String caseNumber,
            @Parameter(description = "查询码 Query code") @QueryParam("code") String code) {
        return cases.find(caseNumber, code == null ? "" : code.strip(), command.language());
    }
}
