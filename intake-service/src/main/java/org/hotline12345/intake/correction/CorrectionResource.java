package org.hotline12345.intake.correction;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.intake.input.Needed;

/** Corrections of what was registered of a case. */
@Path("/api/v1/cases/{caseId}/corrections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class CorrectionResource {
    private final CorrectCase correct;
    private final Command command;

    public CorrectionResource(CorrectCase correct, Command command) {
        this.correct = correct;
        this.command = command;
    }

    /** What was corrected. */
    @GET
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.AGENT, Roles.DISPATCHER, Roles.SUPERVISOR, Roles.CALLBACK_AGENT, Roles.EVALUATOR})
    @Operation(
            summary = "更正记录 Corrections",
            description = "谁、何时、更正了什么、为什么，最早的在前；姓名和电话遮盖显示 Who corrected what, when and why, the earliest first; name"
                    + " and telephone are masked")
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Page<CorrectionView>> history(@PathParam("caseId") UUID caseId) {
        return correct.history(caseId, command.language()).map(all -> new Page<>(all, null));
    }

    /** Corrects what was registered. */
    @POST
    @RolesAllowed({Roles.AGENT, Roles.DISPATCHER})
    @Operation(
            summary = "更正诉求 Correct the case",
            description = "答复前可更正登记内容，须填理由；派单员只可更正类别、属地和紧急程度；派单和时限随之调整 Until it is answered what was registered can"
                    + " be corrected, with a reason; dispatchers correct category, area and urgency; dispatch and clocks"
                    + " follow. 409 once replied")
    @APIResponseSchema(value = CorrectionView.class, responseCode = "201", responseDescription = "更正 The correction")
    @RequestHeaders({Name.KEY, Name.IF_MATCH, Name.LANGUAGE})
    public Uni<Response> correct(@PathParam("caseId") UUID caseId, @Needed @Valid CorrectionInput body) {
        return correct.correct(caseId, body);
    }
}
