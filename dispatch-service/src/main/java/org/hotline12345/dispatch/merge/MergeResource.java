package org.hotline12345.dispatch.merge;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.Merging;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;

/** Cases handled together. */
@Path("/api/v1/merges")
@Produces(MediaType.APPLICATION_JSON)
public class MergeResource {
    private final MergeCases mergeCases;
    private final OrderCommands commands;
    private final Command command;
    private final Caller caller;

    public MergeResource(MergeCases mergeCases, OrderCommands commands, Command command, Caller caller) {
        this.caller = caller;
        this.mergeCases = mergeCases;
        this.commands = commands;
        this.command = command;
    }

    /**
     * Merges cases into the lead case, or into the group it belongs to; a lead among them brings its members along.
     */
    @POST
    @RolesAllowed({Roles.DISPATCHER, Roles.IMPORTER})
    @APIResponseSchema(value = Merging.Merge.class, responseCode = "201")
    @RequestHeaders(Name.KEY)
    public Uni<Response> merge(@NotNull @Valid MergeBody body) {
        caller.requireOffice();
        var context = command.at(body.occurredAt(), body.actor());
        return commands.run(
                context,
                body,
                session -> mergeCases
                        .merge(session, body.leadCaseId(), body.caseIds(), body.ruledBack(), context)
                        .map(merge -> Response.status(Response.Status.CREATED)
                                .header("Location", "/api/v1/work-orders/" + merge.workOrderId())
                                .entity(merge)
                                .build()));
    }

    /**
     * Takes a case out of its merge while it is unanswered; answers with its new work order. If its unit has returned the matter
     * meanwhile it waits in triage, 202.
     *
     * @param backToReturner true gives it to that unit all the same
     */
    @DELETE
    @Path("/{caseId}")
    @RolesAllowed({Roles.DISPATCHER})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = WorkOrderSummary.class, responseCode = "200")
    @APIResponse(
            responseCode = "202",
            description = "转人工派单 Waits in triage",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Merging.TakenOut.InTriage.class)))
    public Uni<Response> unmerge(
            @PathParam("caseId") UUID caseId, @QueryParam("backToReturner") boolean backToReturner) {
        caller.requireOffice();
        var context = command.now();
        var act = OrderInHand.act(context);
        return commands.run(
                context,
                backToReturner ? Map.of("backToReturner", true) : null,
                session ->
                        mergeCases.unmerge(session, caseId, backToReturner, act).map(this::answer));
    }

    private Response answer(Merging.TakenOut taken) {
        return taken instanceof Merging.TakenOut.Dispatched given
                ? commands.answer(given.order())
                : Response.accepted(taken).build();
    }

    /**
     * Which cases into which.
     *
     * @param backToReturner True gives a case to the lead's unit although that unit returned it: without it that is refused.
     */
    public record MergeBody(
            @NotNull UUID leadCaseId,
            @NotEmpty @Size(max = 100) List<@NotNull UUID> caseIds,
            Boolean backToReturner,
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {
        boolean ruledBack() {
            return Boolean.TRUE.equals(backToReturner);
        }
    }
}
