package org.hotline12345.dispatch.handdown;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.privacy.OfficialText;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;

/** Handing down (交办下级): the lead unit stays responsible, a unit below it handles. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class HandDownResource {
    private final HandDown handDown;
    private final Command command;

    HandDownResource(HandDown handDown, Command command) {
        this.handDown = handDown;
        this.command = command;
    }

    /** Hands the handling to a unit below the one that handles it now. */
    @POST
    @Path("/work-orders/{id}/hand-down")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = WorkOrderSummary.class, responseCode = "200")
    public Uni<Response> down(@PathParam("id") UUID id, @NotNull @Valid DownBody body) {
        return handDown.down(id, body, command.at(body.occurredAt(), body.actor()));
    }

    /** Gives the handling back to the unit that handed it down, or takes it back. */
    @POST
    @Path("/work-orders/{id}/hand-back")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = WorkOrderSummary.class, responseCode = "200")
    public Uni<Response> back(@PathParam("id") UUID id, @NotNull @Valid BackBody body) {
        return handDown.back(id, body, command.at(body.occurredAt(), body.actor()));
    }

    /** To whom, and what is asked for. */
    public record DownBody(
            @NotBlank String unit,

            @OfficialText @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String note,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** Why. */
    public record BackBody(
            @OfficialText @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String note,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}
}
