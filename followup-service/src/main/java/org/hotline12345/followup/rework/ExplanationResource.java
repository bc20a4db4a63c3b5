package org.hotline12345.followup.rework;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases;
import org.jboss.resteasy.reactive.RestPath;

/** Objective reasons that are to be explained to citizens, 客观原因解释, and what was explained. */
@Path("/api/v1")
public class ExplanationResource {
    private static final int MAX_TEXT = 1000;

    /** What was explained. */
    public record ExplanationInput(@Words(max = MAX_TEXT) String text) {}

    /**
     * A citizen who is owed an explanation.
     *
     * @param reason What the citizen said. May be null.
     * @param dueAt By when it is to be explained; null for an answer of before this was looked after.
     * @param overdue Whether that is over.
     */
    public record AwaitedView(
            UUID caseId,
            String caseNumber,
            String title,
            int round,
            String unit,
            OffsetDateTime repliedAt,
            String reason,
            OffsetDateTime dueAt,
            boolean overdue) {}

    public record ExplanationView(UUID id, int round, String text, String by, OffsetDateTime at) {}

    private final CaseCommands commands;
    private final ReworkQueries queries;
    private final Caller caller;
    private final Clock clock;

    public ExplanationResource(CaseCommands commands, ReworkQueries queries, Caller caller, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    /** Citizens to whom an objective reason is still to be explained, the oldest reply first. */
    @GET
    @Path("/explanations")
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    public Uni<Page<AwaitedView>> awaited(@BeanParam PageRequest page) {
        caller.requireOffice();
        return queries.awaited(clock.instant(), page);
    }

    /** The reason was explained; the case is closed as explained. */
    @POST
    @Path("/cases/{caseId}/explanations")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReworkDecisionResource.DecisionView.class)))
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    @RequestHeaders(Name.KEY)
    public Uni<Response> explain(@RestPath UUID caseId, @NotNull @Valid ExplanationInput input) {
        caller.requireOffice();
        String text = Masking.official(input.text().strip());
        return commands.run(Cases.By.CASE, caseId, input, (hand, cause) -> {
            hand.file().afterReply().explained(text, cause, hand.office());
            return Response.ok(ReworkDecisionResource.view(hand.file())).build();
        });
    }

    /** What was explained to the citizen of the case, the oldest first. */
    @GET
    @Path("/cases/{caseId}/explanations")
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.EVALUATOR})
    public Uni<Page<ExplanationView>> given(@RestPath UUID caseId) {
        caller.requireOffice();
        return queries.explanations(caseId).map(given -> new Page<>(given, null));
    }
}
