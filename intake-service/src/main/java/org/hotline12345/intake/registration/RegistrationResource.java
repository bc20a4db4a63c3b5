package org.hotline12345.intake.registration;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.rest.BatchedCommand;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.Covering;
import org.hotline12345.intake.contact.Telephone;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;
import org.hotline12345.intake.similarity.SimilarCases;

/** Takes cases in. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class RegistrationResource implements BatchedCommand.Source {
    private final RegisterCase register;
    private final Contacts contacts;
    private final Command command;

    public RegistrationResource(RegisterCase register, Contacts contacts, Command command) {
        this.register = register;
        this.contacts = contacts;
        this.command = command;
    }

    /** The answer to a registration. */
    @Schema(name = "Registered", description = "登记结果 What was registered")
    public record Registered(
            UUID caseId,

            @Schema(description = "告知诉求人的编号 Number told to the citizen")
            String caseNumber,

            @Schema(description = "告知诉求人的查询码 Code told to the citizen")
            String queryCode,

            String status,

            @Schema(description = "疑似重复 Cases that may be about the same")
            List<SimilarCases.Candidate> possibleDuplicates) {}

    /** The words of a case that is about to be registered. */
    @Schema(name = "CaseWords", description = "将要登记的文字 The words of a case about to be registered")
    public record Written(
            @Told(Told.TITLE) @Schema(description = "标题 Title")
            String title,

            @Told(Told.TEXT) @Schema(description = "内容 Text")
            String text,

            @Told(Told.LINE) @Schema(description = "地址 Address")
            String address,

            @Told(Told.TITLE) @Schema(description = "被举报单位的名称 Name of the accused unit as the citizen said it")
            String respondentName,

            @Told(Told.TEXT) @Schema(description = "答复或告知的内容 What the citizen is told at once")
            String answer,

            @Telephone
            @Schema(description = "电话，只用于遮盖，不查询 Telephone; it is covered in the texts, and looked up nowhere")
            String phone) {}

    /** The same as others than intake will read it. */
    @Schema(name = "CoveredWords", description = "遮盖后的文字 The words as others than intake will read them")
    public record Covered(String title, String text, String address, String respondentName, String answer) {}

    /** How a case would be read by those who get it; nothing is stored. */
    @POST
    @Path("/preview")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            summary = "预览遮盖后的文字 Preview the covered texts",
            description = "登记后其他服务和承办单位看到的文字，号码已遮盖；不保存 The texts as units will read them, with numbers of persons"
                    + " covered; nothing is stored")
    public Covered preview(@Needed @Valid Written body) {
        var covering = new Covering(contacts.phone(body.phone()).orElse(null));
        return new Covered(
                covering.said(body.title()),
                covering.said(body.text()),
                covering.said(body.address()),
                covering.said(body.respondentName()),
                covering.official(body.answer()));
    }

    /** Registers a case. */
    @POST
    @RolesAllowed({Roles.AGENT, Roles.IMPORTER})
    @Operation(
            summary = "登记诉求 Register a case",
            description = "登记诉求，可同时直接答复或不予受理；同一 Idempotency-Key 重复提交返回同一结果 Registers a case, with an answer on the"
                    + " spot or a refusal in the same call; the same Idempotency-Key again is answered the same")
    @APIResponseSchema(value = Registered.class, responseCode = "201", responseDescription = "已登记 Registered")
    @RequestHeaders(Name.KEY)
    public Uni<Response> register(@Needed @Valid Registration body) {
        return register.run(command.requiredKey(), body);
    }

    @Override
    public List<BatchedCommand<?>> batched() {
        return List.of(
                new BatchedCommand<>("/cases", Registration.class, (none, body, key) -> register.run(key, body)));
    }
}
