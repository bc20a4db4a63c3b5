package org.hotline12345.followup.rework;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.model.Cause;
import org.jboss.resteasy.reactive.RestPath;

/** Objective reasons that are to be explained to citizens, 客观原因解释, and what was explained. */
@Path("/api/v1")
public class ExplanationResource {
    private static final int MAX_TEXT = 1000;

    /** What was explained. */
    public record ExplanationInput(String text) {}

    /**
     * A citizen who is owed an explanation.
     *
     * @param reason What the citizen said. May be null.
     */
    public record AwaitedView(
            UUID caseId,
            String caseNumber,
            String title,
            int round,
            String unit,
            OffsetDateTime repliedAt,
            String reason) {}

    public record ExplanationView(UUID id, int round, String text, String by, OffsetDateTime at) {}

    private final Idempotency idempotency;
    private final CaseCommands commands;
    private final ReworkQueries queries;
    private final Caller caller;
    private final Clock clock;

    public ExplanationResource(
            Idempotency idempotency, CaseCommands commands, ReworkQueries queries, Caller caller, Clock clock) {
        this.idempotency = idempotency;
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
        return queries.awaited(page);
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
    public Uni<Response> explain(
            @RestPath UUID caseId, @HeaderParam("Idempotency-Key") String key, ExplanationInput input) {
        if (input == null
                || input.text() == null
                || input.text().isBlank()
                || input.text().length() > MAX_TEXT) {
            throw Problem.invalid("text", "violation.Size", 1, MAX_TEXT);
        }
        String text = Masking.mask(input.text().strip());
        var cause = Cause.at(clock.instant(), caller.subject());
        return idempotency.run(
                key,
                input,
                session -> commands.on(session, caseId, (file, office) -> {
                    file.afterReply().explained(text, cause, office);
                    return Uni.createFrom()
                            .item(Response.ok(ReworkDecisionResource.view(file)).build());
                }));
    }

    /** What was explained to the citizen of the case, the oldest first. */
    @GET
    @Path("/cases/{caseId}/explanations")
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.EVALUATOR})
    public Uni<Page<ExplanationView>> given(@RestPath UUID caseId) {
        return queries.explanations(caseId).map(given -> new Page<>(given, null));
    }
}
