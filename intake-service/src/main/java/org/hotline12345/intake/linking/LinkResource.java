package org.hotline12345.intake.linking;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;
import org.hotline12345.intake.linking.model.LinkState;

/** Cases that say nothing new, linked to an answered one by two people. */
@Path("/api/v1/links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class LinkResource {
    private final LinkCases links;

    public LinkResource(LinkCases links) {
        this.links = links;
    }

    /** What the second reader decides. */
    public record Decision(
            @Needed @Schema(description = "是否关联 Whether they are linked", required = true)
            Boolean accepted,

            @Told(Told.TEXT) @Schema(description = "关联时告知诉求人的内容 What the citizen is told when linked")
            String told,

            @Told(Told.LINE) @Schema(description = "不予关联的说明 A note when refused")
            String note)
            implements Checked {
        @Override
        public void check(Violations violations) {
            boolean unsaid = told == null || told.isBlank();
            violations.unless(!Boolean.TRUE.equals(accepted) || !unsaid, "told", Needed.REQUIRED);
        }
    }

    /** Links waiting for the second reader, or decided. */
    @GET
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.AGENT, Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR})
    @Operation(summary = "关联列表 Links", description = "待复核的在前 The longest waiting first")
    public Uni<Page<LinkView>> list(
            @QueryParam("state") @DefaultValue("PROPOSED") LinkState state,
            @QueryParam("caseId") UUID caseId,
            @BeanParam PageRequest page) {
        return links.list(state, caseId, page);
    }

    /** Decides as the second reader. */
    @POST
    @Path("/{linkId}/decision")
    @RolesAllowed({Roles.AGENT, Roles.DISPATCHER, Roles.SUPERVISOR})
    @Operation(
            summary = "复核关联 Decide on a link",
            description = "必须是建议人以外的人；同意后新诉求不予受理（无新的事实），并告知诉求人 By somebody other than the proposer; accepted, the"
                    + " new case is not accepted for want of new facts and the citizen is told")
    @APIResponseSchema(value = LinkView.class, responseCode = "200", responseDescription = "关联 The link")
    @RequestHeaders(Name.KEY)
    public Uni<Response> decide(@PathParam("linkId") UUID linkId, @Needed @Valid Decision body) {
        return links.decide(body, linkId, body.accepted(), body.accepted() ? body.told() : body.note());
    }
}
