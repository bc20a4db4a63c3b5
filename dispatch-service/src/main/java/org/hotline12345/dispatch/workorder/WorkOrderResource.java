package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.BatchedCommand;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;

/** Work orders: units pull them, sign them and say who handles them. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class WorkOrderResource implements BatchedCommand.Source {
    private static final int MOST_CASES = 200;
    private final WorkOrderQueries queries;
    private final TakeOrder takeOrder;
    private final Command command;
    private final Caller caller;

    WorkOrderResource(WorkOrderQueries queries, TakeOrder takeOrder, Command command, Caller caller) {
        this.caller = caller;
        this.queries = queries;
        this.takeOrder = takeOrder;
        this.command = command;
    }

    @GET
    @Path("/work-orders")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.IMPORTER})
    public Uni<OrdersOfCases> ofCases(@QueryParam("caseId") List<UUID> caseIds) {
        caller.requireOffice();
        if (caseIds == null || caseIds.isEmpty()) {
            throw Problem.invalid("caseId", "violation.required");
        }
        if (caseIds.size() > MOST_CASES) {
            throw Problem.invalid("caseId", "violation.Size", 1, MOST_CASES);
        }
        return queries.ofCases(caseIds);
    }

    /** One order with the case's text, deadlines and everything said about it; the reading is logged. */
    @GET
    @Path("/work-orders/{id}")
    @RolesAllowed({
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER,
        Roles.DISPATCHER,
        Roles.SUPERVISOR,
        Roles.CENTRE_REVIEWER,
        Roles.IMPORTER
    })
    @RequestHeaders(Name.LANGUAGE)
    @APIResponseSchema(value = WorkOrderView.class, responseCode = "200")
    public Uni<Response> get(@PathParam("id") UUID id) {
        return queries.read(id, command.language())
                .map(view -> Command.ok(view, view.order().version()));
    }

    /** The unit takes the order. */
    @POST
    @Path("/work-orders/{id}/sign")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = WorkOrderSummary.class, responseCode = "200")
    public Uni<Response> sign(@PathParam("id") UUID id, @Valid SignBody body) {
        var said = body == null ? new SignBody(null, null) : body;
        return takeOrder.sign(id, said, command.at(said.occurredAt(), said.actor()));
    }

    @Override
    public List<BatchedCommand<?>> batched() {
        return List.of(new BatchedCommand<>(
                "/work-orders/{id}/sign",
                SignBody.class,
                (id, body, key) -> takeOrder.sign(id, body, command.at(body.occurredAt(), body.actor(), key))));
    }

    /** Says who handles it in the unit that has it. */
    @POST
    @Path("/work-orders/{id}/assignee")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = WorkOrderSummary.class, responseCode = "200")
    public Uni<Response> assign(@PathParam("id") UUID id, @NotNull @Valid AssigneeBody body) {
        return takeOrder.assign(id, body.subject(), body, command.at(body.occurredAt(), body.actor()));
    }

    /** Nothing but fields of history. */
    public record SignBody(
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** Who is to handle it. */
    public record AssigneeBody(
            @NotBlank @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String subject,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}
}
