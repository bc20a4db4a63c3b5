package org.hotline12345.followup.rework;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases;
import org.jboss.resteasy.reactive.RestPath;

/** A citizen objects to a closed case, 异议, for instance by calling the hotline again. */
@Path("/api/v1/cases/{caseId}/objections")
public class ObjectionResource {
    private static final int MAX_TEXT = 1000;
    private static final ProblemType TOO_LATE = new ProblemType("objection-too-late", 409);

    /** What the citizen says. */
    public record ObjectionInput(@Words(max = MAX_TEXT) String text) {}

    private final CaseCommands commands;

    public ObjectionResource(CaseCommands commands) {
        this.commands = commands;
    }

    /** Records the objection: rework, or at the second time supervision; {@code objection-too-late} (409) after the window. */
    @POST
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReworkDecisionResource.DecisionView.class)))
    @RolesAllowed({Roles.AGENT, Roles.CALLBACK_AGENT})
    @RequestHeaders(Name.KEY)
    public Uni<Response> object(@RestPath UUID caseId, @NotNull @Valid ObjectionInput input) {
        String text = Masking.official(input.text().strip());
        return commands.run(Cases.By.CASE, caseId, input, (hand, cause) -> {
            Instant until = hand.file().afterReply().objectionUntil(hand.office());
            if (until != null && cause.time().isAfter(until)) {
                throw Problem.of(TOO_LATE, ShanghaiTime.of(until));
            }
            hand.file().afterReply().objected(text, cause, hand.office());
            return Response.ok(ReworkDecisionResource.view(hand.file())).build();
        });
    }
}
