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
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.similarity.SimilarCases;

/** Takes cases in. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class RegistrationResource implements BatchedCommand.Source {
    private final RegisterCase register;
    private final Command command;

    public RegistrationResource(RegisterCase register, Command command) {
        this.register = register;
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
