package org.hotline12345.followup.rework;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Phase;
import org.jboss.resteasy.reactive.RestPath;

/** A supervisor decides on a case whose citizen was dissatisfied again. */
@Path("/api/v1/cases/{caseId}/rework-decision")
public class ReworkDecisionResource {
    private static final int MAX_REASON = 1000;

    /**
     * The decision.
     *
     * @param rework True: a new round; false: it was explained, the case is closed.
     * @param reason Why.
     * @param toDispatcher True: a dispatcher finds the unit of the new round; otherwise the same lead unit has it.
     */
    public record DecisionInput(Boolean rework, String reason, Boolean toDispatcher) {}

    /**
     * The case after it.
     *
     * @param phase Where it stands.
     * @param round The round that the decision was about.
     * @param reworks How many times rework was ordered.
     */
    public record DecisionView(UUID caseId, Phase phase, int round, int reworks) {}

    private final Idempotency idempotency;
    private final CaseCommands commands;
    private final Caller caller;
    private final Clock clock;

    public ReworkDecisionResource(Idempotency idempotency, CaseCommands commands, Caller caller, Clock clock) {
        this.idempotency = idempotency;
        this.commands = commands;
        this.caller = caller;
        this.clock = clock;
    }

    /** Orders rework or closes the case as explained. */
    @POST
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DecisionView.class)))
    @RolesAllowed(Roles.SUPERVISOR)
    public Uni<Response> decide(
            @RestPath UUID caseId, @HeaderParam("Idempotency-Key") String key, DecisionInput input) {
        if (input == null || input.rework() == null) {
            throw Problem.invalid("rework", "violation.required");
        }
        if (input.reason() == null || input.reason().isBlank() || input.reason().length() > MAX_REASON) {
            throw Problem.invalid("reason", "violation.Size", 1, MAX_REASON);
        }
        String reason = Masking.mask(input.reason().strip());
        var cause = Cause.at(clock.instant(), caller.subject());
        return idempotency.run(
                key,
                input,
                session -> commands.on(session, caseId, (file, office) -> {
                    file.afterReply()
                            .reworkDecided(
                                    input.rework(), Boolean.TRUE.equals(input.toDispatcher()), reason, cause, office);
                    return Uni.createFrom().item(Response.ok(view(file)).build());
                }));
    }

    static DecisionView view(CaseFile file) {
        return new DecisionView(
                file.facts().caseId(),
                file.phase(),
                file.progress().round(),
                file.progress().reworks());
    }
}
