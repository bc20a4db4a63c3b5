package org.hotline12345.dispatch.triage;

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
import jakarta.ws.rs.QueryParam;
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
import org.hotline12345.dispatch.cases.model.TriageChoice;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.dispatch.workorder.MergeCandidate;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.RoutingCandidate;
import org.hotline12345.events.Urgency;

/** The dispatcher's queue. */
@Path("/api/v1/triage")
@Produces(MediaType.APPLICATION_JSON)
public class TriageResource {
    private final DecideTriage decideTriage;
    private final AskBack askBack;
    private final TriageQueries queries;
    private final OrderCommands commands;
    private final Command command;
    private final Caller caller;

    public TriageResource(
            DecideTriage decideTriage,
            AskBack askBack,
            TriageQueries queries,
            OrderCommands commands,
            Command command,
            Caller caller) {
        this.caller = caller;
        this.decideTriage = decideTriage;
        this.askBack = askBack;
        this.queries = queries;
        this.commands = commands;
        this.command = command;
    }

    /**
     * Cases waiting for a decision: those with a risk first, then emergencies, of each the first due; of some cases only with
     * {@code caseId}; those of which the agent was asked back only with {@code askedBack}.
     */
    @GET
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.IMPORTER})
    public Uni<Page<Item>> list(
            @QueryParam("caseId") List<UUID> caseIds,
            @QueryParam("askedBack") boolean askedBack,
            @BeanParam PageRequest page) {
        caller.requireOffice();
        return queries.open(caseIds == null ? List.of() : caseIds, askedBack, page);
    }

    @POST
    @Path("/{caseId}/decision")
    @RolesAllowed({Roles.DISPATCHER, Roles.IMPORTER})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = WorkOrderSummary.class, responseCode = "200")
    public Uni<Response> decide(@PathParam("caseId") UUID caseId, @NotNull @Valid DecisionBody body) {
        caller.requireOffice();
        var context = command.at(body.occurredAt(), body.actor());
        return commands.run(
                context,
                body,
                session -> decideTriage
                        .decide(session, caseId, body.choice(), context)
                        .map(commands::answer));
    }

    /**
     * A dispatcher asks the agent back: the case leaves the queue until there is an answer.
     */
    @POST
    @Path("/{caseId}/question")
    @RolesAllowed(Roles.DISPATCHER)
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = TriageQuestionResource.View.class, responseCode = "201")
    public Uni<Response> askBack(@PathParam("caseId") UUID caseId, @NotNull @Valid QuestionBody body) {
        caller.requireOffice();
        var context = command.at(null, null);
        return commands.run(
                context,
                body,
                session -> askBack.ask(session, caseId, body.question(), context)
                        .map(asked -> Response.status(Response.Status.CREATED)
                                .entity(TriageQuestionResource.View.of(asked))
                                .build()));
    }

    /** What is asked. */
    @Schema(name = "TriageQuestionBody")
    public record QuestionBody(
            @OfficialText @NotBlank @Size(max = 1000) @Pattern(regexp = FreeText.PLAIN)
            String question) {}

    /** What the agent was asked back last, and answered. */
    @Schema(name = "TriageQuestionAnswered")
    public record AskedBack(
            String question,
            String askedBy,
            Instant askedAt,
            boolean learnt,
            String answer,
            String answeredBy,
            Instant answeredAt) {}

    /**
     * A case waiting, with what speaks for whom.
     *
     * @param clock By when it is to be decided; null while followup has not said it.
     * @param askedBack What the agent was asked back and answered; null for nothing.
     */
    @Schema(name = "TriageItem")
    public record Item(
            UUID caseId,
            String caseNumber,
            CaseType type,
            Urgency urgency,
            String channel,
            String title,
            String text,
            String category,
            String area,
            String address,
            String respondentUnit,
            List<RiskFlag> riskFlags,
            String reason,
            List<RoutingCandidate> candidates,
            String modelVersion,
            int round,
            DispatchCause cause,
            Instant sentAt,
            Instant registeredAt,
            boolean imported,
            List<MergeCandidate> mergeCandidates,
            OfficeClock clock,
            AskedBack askedBack,
            List<String> allowed) {}

    /**
     * Where it goes.
     *
     * @param backToReturner True sends the case to a unit that returned it before: without it that is refused.
     */
    @Schema(name = "TriageDecision")
    public record DecisionBody(
            @NotBlank String unit,
            @Size(max = 20) List<@NotBlank String> coUnits,
            String category,

            @OfficialText @Size(max = 1000) @Pattern(regexp = FreeText.PLAIN)
            String note,

            Boolean backToReturner,
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {
        TriageChoice choice() {
            return new TriageChoice(unit, coUnits, category, note, Boolean.TRUE.equals(backToReturner));
        }
    }
}
