package org.hotline12345.intake.querycode;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.rest.Command;

/** The query code of a case, for who takes calls: it is never shown, only sent. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class CaseQueryCodeResource {
    private final RenewQueryCode renew;
    private final Command command;

    CaseQueryCodeResource(RenewQueryCode renew, Command command) {
        this.renew = renew;
        this.command = command;
    }

    /** Sends the code again to the telephone of a citizen who calls. */
    @POST
    @Path("/{caseId}/query-code")
    @RolesAllowed({Roles.AGENT, Roles.CALLBACK_AGENT})
    @Operation(
            summary = "重发查询码 Send the query code again",
            description = "向登记的电话发送新查询码，发出时原查询码失效；每件每天最多三次 Sends a new code to the registered telephone, with which the"
                    + " old one ends; three times a day at most")
    @APIResponse(responseCode = "204", description = "将发送 Will be sent")
    public Uni<Response> again(@PathParam("caseId") UUID caseId) {
        return renew.ofCase(caseId, command.now())
                .map(done -> Response.noContent().build());
    }
}
