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
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;

/** Extensions: asked for by the unit before the deadline, ruled on by a dispatcher. */
@Path("/api/v1")
public class ExtensionResource {
    private final RequestExtension requestExtension;
    private final DecideExtension decideExtension;
    private final OrderCommands commands;
    private final Command command;
    private final ExtensionQueries queries;

    public ExtensionResource(
            RequestExtension requestExtension,
            DecideExtension decideExtension,
            OrderCommands commands,
            Command command,
            ExtensionQueries queries) {
        this.requestExtension = requestExtension;
        this.decideExtension = decideExtension;
        this.commands = commands;
        this.command = command;
        this.queries = queries;
    }

    /** The unit asks for more time. */
    @POST
    @Path("/work-orders/{id}/extension-request")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    public Uni<Response> request(@PathParam("id") UUID id, @NotNull @Valid RequestBody body) {
        var context = command.at(body.occurredAt(), body.actor());
        return commands.run(
                body,
                session -> requestExtension
                        .request(session, id, body.workingDays(), body.reason(), context)
                        .map(done -> Command.created("/api/v1/work-orders/" + id, view(done), done.order().version())));
    }

    /** Requests no one has ruled on, the oldest first. */
    @GET
    @Path("/extension-requests")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.IMPORTER})
    public Uni<Page<OpenRequest>> open(@BeanParam PageRequest page) {
        return queries.open(page);
    }

    /** A dispatcher rules. */
    @POST
    @Path("/extension-requests/{id}/decision")
    @RolesAllowed({Roles.DISPATCHER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    public Uni<Response> decide(@PathParam("id") UUID id, @NotNull @Valid DecisionBody body) {
        var context = command.at(body.occurredAt(), body.actor());
        return commands.run(
                body,
                session -> decideExtension
                        .decide(session, id, body.granted(), body.workingDays(), body.note(), context)
                        .map(done -> Command.ok(view(done), done.order().version())));
    }

    private View view(Done done) {
        var request = done.request();
        return new View(
                request.id,
                request.workOrderId,
                request.state,
                request.workingDays,
                request.reason,
                request.requestedBy,
                request.requestedAt,
                request.grantedDays,
                request.note,
                request.decidedBy,
                request.decidedAt,
                commands.summary(done.order()));
    }

    /** A request and its order. */
    record Done(ExtensionRequest request, WorkOrder order) {}

    /** How much time, and why. */
    public record RequestBody(
            @NotNull @Positive @Max(365) Integer workingDays,

            @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String reason,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** The ruling; {@code workingDays} as asked for if absent. */
    public record DecisionBody(
            @NotNull Boolean granted,
            @Min(1) @Max(365) Integer workingDays,

            @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String note,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** A request that waits. */
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
    public record View(
            UUID extensionRequestId,
            UUID workOrderId,
            ExtensionRequest.State state,
            int workingDays,
            String reason,
            String requestedBy,
            Instant requestedAt,
            Integer grantedDays,
            String note,
            String decidedBy,
            Instant decidedAt,
            WorkOrderSummary workOrder) {}
}
