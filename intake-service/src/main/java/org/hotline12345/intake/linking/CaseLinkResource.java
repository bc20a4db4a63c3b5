package org.hotline12345.intake.linking;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;

/** Proposing to link a case to an answered one. */
@Path("/api/v1/cases/{caseId}/links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class CaseLinkResource {
    private final LinkCases links;

    public CaseLinkResource(LinkCases links) {
        this.links = links;
    }

    /** What is proposed. */
    public record Proposal(
            @Needed @Schema(description = "已答复的前诉求 The answered case", required = true)
            UUID earlierCaseId,

            @Told(value = Told.LINE, required = true)
            @Schema(description = "为什么没有新的情况 Why nothing is new", required = true)
            String reason) {}

    /** Proposes a link. */
    @POST
    @RolesAllowed({Roles.AGENT, Roles.DISPATCHER})
    @Operation(
            summary = "建议关联前诉求 Propose a link",
            description = "前诉求已答复且来电没有新的情况；由另一人复核 The earlier case was answered and nothing is new; somebody else"
                    + " decides; 409 once a unit has signed")
    @APIResponseSchema(value = LinkView.class, responseCode = "201", responseDescription = "关联建议 The proposal")
    @RequestHeaders(Name.KEY)
    public Uni<Response> propose(@PathParam("caseId") UUID caseId, @Needed @Valid Proposal body) {
        return links.propose(body, caseId, body.earlierCaseId(), body.reason());
    }
}
