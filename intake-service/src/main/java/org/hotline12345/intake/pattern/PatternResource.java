package org.hotline12345.intake.pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;

/** The pattern of a case's problem: reading it with its history, correcting it. */
@Path("/api/v1/cases/{caseId}/pattern")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class PatternResource {
    private final PatternsOfCases patterns;
    private final CorrectPattern correct;

    public PatternResource(PatternsOfCases patterns, CorrectPattern correct) {
        this.patterns = patterns;
        this.correct = correct;
    }

    /**
     * The pattern of a case with how it came to be.
     *
     * @param caseId The case.
     * @param pattern The pattern now; null: none.
     * @param history The earliest first.
     */
    @JsonInclude
    public record View(UUID caseId, ProblemPattern pattern, List<Change> history) {}

    /** A finding, or a correction. */
    @JsonInclude
    public record Change(ProblemPattern pattern, boolean derived, String reason, String setBy, Instant setAt) {}

    /** What somebody says the pattern is. */
    public record Correction(
            @Schema(description = "问题类型，空为无 The pattern; absent: none")
            ProblemPattern pattern,

            @Told(value = Told.LINE, required = true) @Schema(description = "理由 Why", required = true)
            String reason) {}

    /** The pattern with its history. */
    @GET
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.AGENT, Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR})
    @Operation(
            summary = "问题类型 Pattern",
            description = "长期性、突发性、周期性及认定经过 LONG_TERM, SUDDEN or PERIODIC, and how it came to be")
    public Uni<View> find(@PathParam("caseId") UUID caseId) {
        return patterns.find(caseId);
    }

    /** Corrects the pattern. */
    @PUT
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR})
    @Operation(summary = "更正问题类型 Correct the pattern", description = "人工认定后不再自动变更 From then on no rule changes it")
    @APIResponseSchema(value = View.class, responseCode = "200", responseDescription = "问题类型 The pattern")
    @RequestHeaders(Name.KEY)
    public Uni<Response> correct(@PathParam("caseId") UUID caseId, @Needed @Valid Correction body) {
        return correct.correct(body, caseId, body.pattern(), body.reason());
    }
}
