package org.hotline12345.dispatch.extension;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.OfficialText;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.cases.model.Ruling;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;

/** Extensions: asked for by the unit before the deadline, ruled on by a dispatcher. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ExtensionResource {
    private final ExtendTime extendTime;
    private final Command command;
    private final ExtensionStore store;
    private final Scope scope;
    private final Caller caller;

    ExtensionResource(ExtendTime extendTime, Command command, ExtensionStore store, Scope scope, Caller caller) {
        this.caller = caller;
        this.extendTime = extendTime;
        this.command = command;
        this.store = store;
        this.scope = scope;
    }

    /** The unit asks for more time. */
    @POST
    @Path("/work-orders/{id}/extension-request")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Uni<Response> request(@PathParam("id") UUID id, @NotNull @Valid RequestBody body) {
        return extendTime.ask(id, body, command.at(body.occurredAt(), body.actor()));
    }

    /** Requests no one has ruled on, the oldest first. */
    @GET
    @Path("/extension-requests")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.IMPORTER})
    public Uni<Page<OpenRequest>> open(@BeanParam PageRequest page) {
        caller.requireOffice();
        return store.open(scope.ownAndAbove(), page);
    }

    /** A dispatcher rules. */
    @POST
    @Path("/extension-requests/{id}/decision")
    @RolesAllowed({Roles.DISPATCHER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Uni<Response> decide(@PathParam("id") UUID id, @NotNull @Valid DecisionBody body) {
        caller.requireOffice();
        return extendTime.decide(id, body, command.at(body.occurredAt(), body.actor()));
    }

    /** How much time, and why. */
    @Schema(name = "ExtensionBody")
    public record RequestBody(
            @NotNull @Positive @Max(365) Integer workingDays,

            @OfficialText @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String reason,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** The ruling; {@code workingDays} as asked for if absent. */
    @Schema(name = "ExtensionDecision")
    public record DecisionBody(
            @NotNull Boolean granted,
            @Min(1) @Max(365) Integer workingDays,

            @OfficialText @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String note,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** A request that waits. */
    @Schema(name = "OpenExtensionRequest")
    public record OpenRequest(
            UUID extensionRequestId,
            UUID workOrderId,
            UUID caseId,
            String caseNumber,
            String title,
            String unit,
            int workingDays,
            String reason,
            String requestedBy,
            Instant requestedAt) {}

    /** A request and its order. */
    @Schema(name = "ExtensionRequestView")
    public record View(
            UUID extensionRequestId,
            UUID workOrderId,
            Ruling.State state,
            int workingDays,
            String reason,
            String requestedBy,
            Instant requestedAt,
            Integer grantedDays,
            String note,
            String decidedBy,
            Instant decidedAt,
            WorkOrderSummary workOrder) {
        static View of(ExtensionRequest request, WorkOrderSummary order) {
            var asked = request.asked();
            var ruling = request.ruling();
            return new View(
                    request.id(),
                    asked.workOrderId(),
                    ruling.state(),
                    request.workingDays(),
                    request.reason(),
                    asked.requestedBy(),
                    asked.requestedAt(),
                    request.grantedDays(),
                    ruling.note(),
                    ruling.decidedBy(),
                    ruling.decidedAt(),
                    order);
        }
    }
}
