package org.hotline12345.followup.rework;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.CaseFile;
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
    public record DecisionInput(
            @NotNull Boolean rework,
            @Words(max = MAX_REASON) String reason,
            Boolean toDispatcher) {}

    /**
     * The case after it.
     *
     * @param phase Where it stands.
     * @param round The round that the decision was about.
     * @param reworks How many times rework was ordered.
     */
    public record DecisionView(UUID caseId, Phase phase, int round, int reworks) {}

    private final CaseCommands commands;
    private final Caller caller;

    public ReworkDecisionResource(CaseCommands commands, Caller caller) {
        this.commands = commands;
        this.caller = caller;
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
    @RequestHeaders(Name.KEY)
    public Uni<Response> decide(@RestPath UUID caseId, @NotNull @Valid DecisionInput input) {
        caller.requireOffice();
        String reason = Masking.official(input.reason().strip());
        return commands.run(Cases.By.CASE, caseId, input, (hand, cause) -> {
            hand.file()
                    .afterReply()
                    .reworkDecided(
                            input.rework(), Boolean.TRUE.equals(input.toDispatcher()), reason, cause, hand.office());
            return Response.ok(view(hand.file())).build();
        });
    }

    static DecisionView view(CaseFile file) {
        return new DecisionView(
                file.facts().caseId(),
                file.phase(),
                file.progress().round(),
                file.progress().reworks());
    }
}
