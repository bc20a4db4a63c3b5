package org.hotline12345.dispatch.cohandling;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.privacy.OfficialText;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;

/** Questions between units. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class CoHandlingResource {
    private final HandleTogether together;
    private final Command command;

    CoHandlingResource(HandleTogether together, Command command) {
        this.together = together;
        this.command = command;
    }

    /** The lead unit asks. */
    @POST
    @Path("/work-orders/{id}/co-handling")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Uni<Response> ask(@PathParam("id") UUID id, @NotNull @Valid QuestionBody body) {
        return together.ask(id, body, command.at(body.occurredAt(), body.actor()));
    }

    /** The unit that was asked answers. */
    @POST
    @Path("/co-handling/{id}/answer")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Uni<Response> answer(@PathParam("id") UUID id, @NotNull @Valid AnswerBody body) {
        return together.answer(id, body, command.at(body.occurredAt(), body.actor()));
    }

    public record QuestionBody(
            @NotBlank String unit,

            @OfficialText @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String question,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** The opinion. */
    public record AnswerBody(
            @OfficialText @NotBlank @Size(max = 20000) @Pattern(regexp = FreeText.PLAIN)
            String text,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** A question, the opinion, and the order. */
    @Schema(name = "CoHandlingView")
    public record View(
            UUID coHandlingId,
            UUID workOrderId,
            String unit,
            String coUnit,
            String question,
            String requestedBy,
            Instant requestedAt,
            String text,
            String answeredBy,
            Instant answeredAt,
            WorkOrderSummary workOrder) {
        static View of(CoHandling question, WorkOrderSummary order) {
            var asked = question.asked();
            return new View(
                    question.id(),
                    asked.workOrderId(),
                    asked.unit(),
                    question.coUnit(),
                    question.question(),
                    asked.requestedBy(),
                    asked.requestedAt(),
                    question.text(),
                    question.answeredBy(),
                    question.answeredAt(),
                    order);
        }
    }
}
