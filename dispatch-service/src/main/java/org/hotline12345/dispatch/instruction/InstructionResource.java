package org.hotline12345.dispatch.instruction;

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
import java.time.LocalDate;
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

/** Leaders' reading of cases and their instructions (阅批). */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class InstructionResource {
    private final InstructOrder instructOrder;
    private final Command command;

    InstructionResource(InstructOrder instructOrder, Command command) {
        this.instructOrder = instructOrder;
        this.command = command;
    }

    /** A leader's instruction before or during handling. */
    @POST
    @Path("/work-orders/{id}/instructions")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = WorkOrderSummary.class, responseCode = "200")
    public Uni<Response> instruct(@PathParam("id") UUID id, @NotNull @Valid InstructionBody body) {
        return instructOrder.instruct(id, body, command.at(body.occurredAt(), body.actor()));
    }

    /** A leader has read the order and has nothing to add. */
    @POST
    @Path("/work-orders/{id}/read-mark")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = WorkOrderSummary.class, responseCode = "200")
    public Uni<Response> markRead(@PathParam("id") UUID id, @Valid MarkBody body) {
        var said = body == null ? new MarkBody(null, null) : body;
        return instructOrder.markRead(id, said, command.at(said.occurredAt(), said.actor()));
    }

    /** The caller has read the instruction. */
    @POST
    @Path("/instructions/{id}/read-mark")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.IMPORTER})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = WorkOrderSummary.class, responseCode = "200")
    public Uni<Response> readInstruction(@PathParam("id") UUID id, @Valid MarkBody body) {
        var said = body == null ? new MarkBody(null, null) : body;
        return instructOrder.readInstruction(id, said, command.at(said.occurredAt(), said.actor()));
    }

    /** What the leader wants, and by when. */
    public record InstructionBody(
            @OfficialText @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String text,

            LocalDate due,
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** Nothing but fields of history. */
    public record MarkBody(
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}
}
