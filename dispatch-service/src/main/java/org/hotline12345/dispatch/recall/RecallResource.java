package org.hotline12345.dispatch.recall;

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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.privacy.OfficialText;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.cases.model.TriageChoice;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;

/** Orders taken from their unit: 撤单, 改派. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class RecallResource {
    private static final int MAX_REASON = 1000;

    private final RecallOrder recallOrder;
    private final Command command;
    private final Caller caller;

    RecallResource(RecallOrder recallOrder, Command command, Caller caller) {
        this.caller = caller;
        this.recallOrder = recallOrder;
        this.command = command;
    }

    /** The order ends, and the case is back in triage. */
    @POST
    @Path("/work-orders/{id}/recall")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Uni<Response> recall(@PathParam("id") UUID id, @NotNull @Valid RecallBody body) {
        caller.requireOffice();
        return recallOrder.recall(id, body, body.reason(), command.at(body.occurredAt(), body.actor()));
    }

    /** The order ends, and another unit has the case at once. */
    @POST
    @Path("/work-orders/{id}/redirect")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Uni<Response> redirect(@PathParam("id") UUID id, @NotNull @Valid RedirectBody body) {
        caller.requireOffice();
        return recallOrder.redirect(
                id, body, body.choice(), body.reason(), command.at(body.occurredAt(), body.actor()));
    }

    /** Why. */
    @Schema(name = "RecallBody")
    public record RecallBody(
            @OfficialText @NotBlank @Size(max = MAX_REASON) @Pattern(regexp = FreeText.PLAIN)
            String reason,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /**
     * Where to, and why.
     *
     * @param backToReturner True sends the case to a unit that returned it before: without it that is refused.
     */
    @Schema(name = "RedirectBody")
    public record RedirectBody(
            @NotBlank @Size(max = 40) @Pattern(regexp = FreeText.PLAIN)
            String unit,

            @Size(max = 20) List<@NotBlank String> coUnits,

            @Size(max = 40) @Pattern(regexp = FreeText.PLAIN)
            String category,

            @OfficialText @NotBlank @Size(max = MAX_REASON) @Pattern(regexp = FreeText.PLAIN)
            String reason,

            Boolean backToReturner,
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {
        TriageChoice choice() {
            return new TriageChoice(unit, coUnits, category, null, Boolean.TRUE.equals(backToReturner));
        }
    }

    /** The order that ended, and the one that follows (null: the case is in triage). */
    @Schema(name = "RecallView")
    public record View(WorkOrderSummary workOrder, WorkOrderSummary nextWorkOrder) {}
}
