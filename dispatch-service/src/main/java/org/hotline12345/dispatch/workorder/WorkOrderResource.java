package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.rest.HistoryFields;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.events.WorkOrderSigned;

/** Work orders: units pull them, sign them and say who handles them. */
@Path("/api/v1")
public class WorkOrderResource {
    private static final int MOST_CASES = 200;
    private final WorkOrderQueries queries;
    private final WorkOrders orders;
    private final OrderCommands commands;
    private final HistoryFields history;

    public WorkOrderResource(
            WorkOrderQueries queries, WorkOrders orders, OrderCommands commands, HistoryFields history) {
        this.queries = queries;
        this.orders = orders;
        this.commands = commands;
        this.history = history;
    }

    /** Orders of cases. */
    @GET
    @Path("/work-orders")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.IMPORTER})
    public Uni<Page<WorkOrderSummary>> ofCases(@QueryParam("caseId") List<UUID> caseIds) {
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
    public Uni<Response> get(@PathParam("id") UUID id, @HeaderParam("Accept-Language") String language) {
        return queries.read(id, Language.of(language))
                .map(view -> Response.ok(view)
                        .header("ETag", ETags.tag(view.order().version()))
                        .build());
    }

    /** The unit takes the order. */
    @POST
    @Path("/work-orders/{id}/sign")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    public Uni<Response> sign(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @Valid SignBody body) {
        var said = body == null ? new SignBody(null, null) : body;
        Doing doing = Doing.of(history, said.occurredAt(), said.actor());
        return commands.byLead(id, new Sent(key, ifMatch, said), WorkOrderCommand.SIGN, (session, order) -> {
            var at = doing.notBefore(order.lastEventAt());
            order.sign(doing.actor(), at);
            return orders.tell(
                    session,
                    order,
                    doing,
                    at,
                    new WorkOrderSigned(order.caseId(), order.id(), order.unit(), doing.actor(), at));
        });
    }

    /** Says who handles it in the unit that has it. */
    @POST
    @Path("/work-orders/{id}/assignee")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.IMPORTER})
    public Uni<Response> assign(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid AssigneeBody body) {
        Doing doing = Doing.of(history, body.occurredAt(), body.actor());
        return commands.byHandler(id, new Sent(key, ifMatch, body), WorkOrderCommand.ASSIGN, (session, order) -> {
            var at = doing.notBefore(order.lastEventAt());
            order.assign(body.subject(), doing.actor(), at);
            return orders.tell(session, order, doing, at);
        });
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
