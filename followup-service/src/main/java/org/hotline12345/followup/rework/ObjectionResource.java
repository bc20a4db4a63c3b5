package org.hotline12345.followup.rework;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.model.Cause;
import org.jboss.resteasy.reactive.RestPath;

/** A citizen objects to a closed case, 异议, for instance by calling the hotline again. */
@Path("/api/v1/cases/{caseId}/objections")
public class ObjectionResource {
    private static final int MAX_TEXT = 1000;
    private static final ProblemType TOO_LATE = new ProblemType("objection-too-late", 409);

    /** What the citizen says. */
    public record ObjectionInput(String text) {}

    private final Idempotency idempotency;
    private final CaseCommands commands;
    private final Caller caller;
    private final Clock clock;

    public ObjectionResource(Idempotency idempotency, CaseCommands commands, Caller caller, Clock clock) {
        this.idempotency = idempotency;
        this.commands = commands;
        this.caller = caller;
        this.clock = clock;
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
    public Uni<Response> object(
            @RestPath UUID caseId, @HeaderParam("Idempotency-Key") String key, ObjectionInput input) {
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
                    Instant until = file.afterReply().objectionUntil(office);
                    if (until != null && cause.time().isAfter(until)) {
                        throw Problem.of(TOO_LATE, ShanghaiTime.of(until));
                    }
                    file.afterReply().objected(text, cause, office);
                    return Uni.createFrom()
                            .item(Response.ok(ReworkDecisionResource.view(file)).build());
                }));
    }
}
