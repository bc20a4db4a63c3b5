package org.hotline12345.dispatch.returning;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.util.List;
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
import org.hotline12345.events.ReturnReason;

/** Returns: asked for by the unit, ruled on by a dispatcher. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ReturnResource {
    private final RequestReturn requestReturn;
    private final DecideReturn decideReturn;
    private final ReturnStore store;
    private final Command command;
    private final Scope scope;
    private final Caller caller;

    ReturnResource(
            RequestReturn requestReturn,
            DecideReturn decideReturn,
            ReturnStore store,
            Command command,
            Scope scope,
            Caller caller) {
        this.caller = caller;
        this.requestReturn = requestReturn;
        this.decideReturn = decideReturn;
        this.store = store;
        this.command = command;
        this.scope = scope;
    }

    /** The unit asks to be rid of the order. */
    @POST
    @Path("/work-orders/{id}/return-request")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Uni<Response> request(@PathParam("id") UUID id, @NotNull @Valid RequestBody body) {
        return requestReturn.request(id, body, command.at(body.occurredAt(), body.actor()));
    }

    /** Requests no one has ruled on, the oldest first. */
    @GET
    @Path("/return-requests")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.IMPORTER})
    public Uni<Page<OpenRequest>> open(@BeanParam PageRequest page) {
        caller.requireOffice();
        return store.open(scope.ownAndAbove(), page);
    }

    /** A dispatcher rules. */
    @POST
    @Path("/return-requests/{id}/decision")
    @RolesAllowed({Roles.DISPATCHER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Uni<Response> decide(@PathParam("id") UUID id, @NotNull @Valid DecisionBody body) {
        caller.requireOffice();
        return decideReturn.decide(id, body, command.at(body.occurredAt(), body.actor()));
    }

    /**
     * Why, in words and by the list, and who might be responsible.
     *
     * @param reasonCode The listed reason; OTHER if left out.
     */
    @Schema(name = "ReturnBody")
    public record RequestBody(
            ReturnReason reasonCode,

            @OfficialText @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String reason,

            @Size(max = 40) @Pattern(regexp = FreeText.PLAIN)
            String suggestedUnit,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {
        ReturnReason listed() {
            return reasonCode == null ? ReturnReason.OTHER : reasonCode;
        }
    }

    /**
     * The ruling; granted without {@code toUnit}: the router decides anew, or a dispatcher in triage.
     *
     * @param backToReturner True sends the case to a unit that returned it before: without it that is refused.
     * @param upstreamReference The paper under which the platform above agreed, 上级平台意见: to grant the return of a case that it
     *     sent. It is added to the note.
     */
    @Schema(name = "ReturnDecision")
    public record DecisionBody(
            @NotNull Boolean granted,

            @Size(max = 40) @Pattern(regexp = FreeText.PLAIN)
            String toUnit,

            Boolean backToReturner,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String upstreamReference,

            @OfficialText @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String note,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {
        DecideReturn.Ruled ruling() {
            boolean agreed = upstreamReference != null && !upstreamReference.isBlank();
            return new DecideReturn.Ruled(
                    granted,
                    toUnit,
                    Boolean.TRUE.equals(backToReturner),
                    granted && agreed ? note + "（上级平台同意退单：" + upstreamReference.strip() + "）" : note,
                    agreed);
        }
    }

    /**
     * A request that waits.
     *
     * @param returnedBy The units that returned the case before, the first one first.
     * @param fromAbove Whether a platform above sent the case: to grant it needs its word.
     */
    @Schema(name = "OpenReturnRequest")
    public record OpenRequest(
            UUID returnRequestId,
            UUID workOrderId,
            UUID caseId,
            String caseNumber,
            String title,
            String unit,
            ReturnReason reasonCode,
            String reason,
            String suggestedUnit,
            String requestedBy,
            Instant requestedAt,
            List<String> returnedBy,
            boolean fromAbove) {}

    /** A request, its order, and the order that follows a granted one (null: the case is in triage). */
    @Schema(name = "ReturnRequestView")
    public record View(
            UUID returnRequestId,
            UUID workOrderId,
            Ruling.State state,
            ReturnReason reasonCode,
            String reason,
            String suggestedUnit,
            String requestedBy,
            Instant requestedAt,
            String toUnit,
            boolean backToReturner,
            String note,
            String decidedBy,
            Instant decidedAt,
            WorkOrderSummary workOrder,
            WorkOrderSummary nextWorkOrder) {
        static View of(ReturnRequest request, WorkOrderSummary order, WorkOrderSummary next) {
            var asked = request.asked();
            var ruling = request.ruling();
            return new View(
                    request.id(),
                    asked.workOrderId(),
                    ruling.state(),
                    request.reasonCode(),
                    request.reason(),
                    request.suggestedUnit(),
                    asked.requestedBy(),
                    asked.requestedAt(),
                    request.toUnit(),
                    request.backToReturner(),
                    ruling.note(),
                    ruling.decidedBy(),
                    ruling.decidedAt(),
                    order,
                    next);
        }
    }
}
