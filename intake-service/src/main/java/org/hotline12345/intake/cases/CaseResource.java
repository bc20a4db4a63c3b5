package org.hotline12345.intake.cases;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.intake.input.KnownCode;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;
import org.hotline12345.intake.knowledge.ArticleRef;
import org.hotline12345.intake.knowledge.KnowledgeQueries;

/** One case: reading it, and what agents do to it. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class CaseResource {
    private final CaseQueries files;
    private final CaseCommands commands;
    private final KnowledgeQueries articles;
    private final Command command;

    public CaseResource(CaseQueries files, CaseCommands commands, KnowledgeQueries articles, Command command) {
        this.files = files;
        this.articles = articles;
        this.commands = commands;
        this.command = command;
    }

    /** An answer on the spot. */
    public record DirectAnswer(
            @Told(value = Told.TEXT, required = true) @Schema(description = "答复内容 The answer")
            String text,

            @Needed @Schema(description = "答复方式 Who answered")
            AnsweredBy by,

            @KnownCode(of = KnownCode.List.UNIT) @Schema(description = "三方通话的单位 Unit of a three-way call")
            String unit,

            @Valid @Schema(description = "答复所用的知识条目，限知识库答复 The article it was answered with, where by is KNOWLEDGE")
            ArticleRef article,

            @Schema(description = "历史时间，仅限导入 When it happened, importers only")
            OffsetDateTime occurredAt,

            @Told(Told.CODE) @Schema(description = "历史经办人，仅限导入 Who did it, importers only")
            String actor)
            implements Checked {
        @Override
        public void check(Violations violations) {
            ArticleRef.check(violations, article, by);
        }
    }

    /** A refusal with the way the citizen was told. */
    public record NonAcceptance(
            @Needed @Schema(description = "不予受理原因 Why") NonAcceptanceReason reason,

            @Told(value = Told.TEXT, required = true) @Schema(description = "告知内容 What the citizen was told")
            String told,

            @Schema(description = "历史时间，仅限导入 When it happened, importers only")
            OffsetDateTime occurredAt,

            @Told(Told.CODE) @Schema(description = "历史经办人，仅限导入 Who did it, importers only")
            String actor) {}

    /** What the citizen said when urging. */
    public record Text(
            @Told(Told.TEXT) @Schema(description = "内容 What was said")
            String text,

            @Schema(description = "历史时间，仅限导入 When it happened, importers only")
            OffsetDateTime occurredAt,

            @Told(Told.CODE) @Schema(description = "历史经办人，仅限导入 Who did it, importers only")
            String actor) {}

    /** What the citizen added. */
    public record Supplement(
            @Told(value = Told.TEXT, required = true) @Schema(description = "内容 What was said")
            String text,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Schema(
                    description =
                            "随补充提交的附件，先上传后填写其标识 Files that came with it, by the ids they were given when they were sent")
            List<UUID> attachments,

            @Schema(description = "历史时间，仅限导入 When it happened, importers only")
            OffsetDateTime occurredAt,

            @Told(Told.CODE) @Schema(description = "历史经办人，仅限导入 Who did it, importers only")
            String actor) {}

    /** Why the citizen takes the case back. */
    public record Withdrawal(
            @Told(value = Told.LINE, required = true) @Schema(description = "撤回原因 Why")
            String reason,

            @Schema(description = "历史时间，仅限导入 When it happened, importers only")
            OffsetDateTime occurredAt,

            @Told(Told.CODE) @Schema(description = "历史经办人，仅限导入 Who did it, importers only")
            String actor) {}

    /** The case with its timeline. */
    @GET
    @Path("/{caseId}")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({
        Roles.AGENT,
        Roles.DISPATCHER,
        Roles.SUPERVISOR,
        Roles.CALLBACK_AGENT,
        Roles.EVALUATOR,
        Roles.IMPORTER,
        Roles.SERVICE
    })
    @Operation(
            summary = "查看诉求 A case",
            description = "诉求内容、状态和办理过程，不含联系方式 The case, its status and timeline, without contact data")
    @APIResponseSchema(value = CaseView.class, responseCode = "200", responseDescription = "诉求 The case")
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Response> find(@PathParam("caseId") UUID caseId) {
        return files.find(caseId, command.language()).map(view -> Command.ok(view, view.version()));
    }

    /** Answers on the spot. */
    @POST
    @Path("/{caseId}/direct-answer")
    @RolesAllowed({Roles.AGENT, Roles.IMPORTER})
    @Operation(
            summary = "直接答复 Answer on the spot",
            description = "尚未派单的诉求由热线直接答复 A case no unit has yet is answered by the hotline; 409 once dispatched")
    @APIResponseSchema(value = CaseView.class, responseCode = "200", responseDescription = "诉求 The case")
    @RequestHeaders({Name.KEY, Name.IF_MATCH, Name.LANGUAGE})
    public Uni<Response> answer(@PathParam("caseId") UUID caseId, @Needed @Valid DirectAnswer body) {
        var given = command.at(body.occurredAt(), body.actor());
        return articles.requireOffered("article", body.article())
                .chain(() -> commands.answer(
                        caseId, body, given, body.text(), body.by(), body.unit(), ArticleRef.told(body.article())));
    }

    /** Refuses the case. */
    @POST
    @Path("/{caseId}/non-acceptance")
    @RolesAllowed({Roles.AGENT, Roles.DISPATCHER, Roles.IMPORTER})
    @Operation(
            summary = "不予受理 Not accepted",
            description =
                    "说明原因并告知正确途径，派单员也可从人工派单中不予受理 With the reason and the way the citizen was told; by a dispatcher from triage too; 409 once dispatched")
    @APIResponseSchema(value = CaseView.class, responseCode = "200", responseDescription = "诉求 The case")
    @RequestHeaders({Name.KEY, Name.IF_MATCH, Name.LANGUAGE})
    public Uni<Response> refuse(@PathParam("caseId") UUID caseId, @Needed @Valid NonAcceptance body) {
        return commands.refuse(caseId, body, command.at(body.occurredAt(), body.actor()), body.reason(), body.told());
    }

    /** Adds what the citizen said later. */
    @POST
    @Path("/{caseId}/supplements")
    @RolesAllowed({Roles.AGENT, Roles.CALLBACK_AGENT, Roles.IMPORTER})
    @Operation(summary = "补充 Supplement", description = "诉求人补充的情况 What the citizen added")
    @APIResponseSchema(value = CaseView.class, responseCode = "200", responseDescription = "诉求 The case")
    @RequestHeaders({Name.KEY, Name.IF_MATCH, Name.LANGUAGE})
    public Uni<Response> supplement(@PathParam("caseId") UUID caseId, @Needed @Valid Supplement body) {
        return commands.supplement(
                caseId, body, command.at(body.occurredAt(), body.actor()), body.text(), body.attachments());
    }

    /** Notes that the citizen called again. */
    @POST
    @Path("/{caseId}/urges")
    @RolesAllowed({Roles.AGENT, Roles.IMPORTER})
    @Operation(summary = "催办 Urge", description = "诉求人再次来电催办 The citizen called again; the text may be absent")
    @APIResponseSchema(value = CaseView.class, responseCode = "200", responseDescription = "诉求 The case")
    @RequestHeaders({Name.KEY, Name.IF_MATCH, Name.LANGUAGE})
    public Uni<Response> urge(@PathParam("caseId") UUID caseId, @Valid Text given) {
        Text body = given == null ? new Text(null, null, null) : given;
        return commands.urge(caseId, body, command.at(body.occurredAt(), body.actor()), body.text());
    }

    /** Takes the case back. */
    @POST
    @Path("/{caseId}/withdrawal")
    @RolesAllowed({Roles.AGENT, Roles.IMPORTER})
    @Operation(summary = "撤回 Withdraw", description = "诉求人撤回诉求 The citizen takes the case back; 409 once replied")
    @APIResponseSchema(value = CaseView.class, responseCode = "200", responseDescription = "诉求 The case")
    @RequestHeaders({Name.KEY, Name.IF_MATCH, Name.LANGUAGE})
    public Uni<Response> withdraw(@PathParam("caseId") UUID caseId, @Needed @Valid Withdrawal body) {
        return commands.withdraw(caseId, body, command.at(body.occurredAt(), body.actor()), body.reason());
    }

    /** Puts an imported case under the suite's clocks. */
    @POST
    @Path("/{caseId}/go-live")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.IMPORTER)
    @Operation(
            summary = "转为在办 Go live",
            description = "导入的未结诉求开始计时、通知和回访 An imported case that is still open comes under clocks, notices and"
                    + " callbacks; repeating it changes nothing")
    @APIResponseSchema(value = CaseView.class, responseCode = "200", responseDescription = "诉求 The case")
    @RequestHeaders({Name.KEY, Name.IF_MATCH, Name.LANGUAGE})
    public Uni<Response> goLive(@PathParam("caseId") UUID caseId) {
        return commands.goLive(caseId, "go-live", command.now());
    }
}
