package org.hotline12345.dispatch.triage;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.cases.model.TriageQuestion;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.events.Urgency;

/** What dispatchers ask agents back: the agents' list 待补充. */
@Path("/api/v1/triage-questions")
@Produces(MediaType.APPLICATION_JSON)
public class TriageQuestionResource {
    private final AskBack askBack;
    private final TriageQuestionStore store;
    private final OrderCommands commands;
    private final Command command;
    private final Caller caller;

    TriageQuestionResource(
            AskBack askBack, TriageQuestionStore store, OrderCommands commands, Command command, Caller caller) {
        this.caller = caller;
        this.askBack = askBack;
        this.store = store;
        this.commands = commands;
        this.command = command;
    }

    /** Questions that no agent has answered, the oldest first. */
    @GET
    @RolesAllowed({Roles.AGENT, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Page<OpenQuestion>> open(@BeanParam PageRequest page) {
        caller.requireOffice();
        return store.open(page);
    }

    /** What the agent learnt, or that it cannot be learnt; the case is back in triage. */
    @POST
    @Path("/{id}/answer")
    @RolesAllowed(Roles.AGENT)
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Uni<Response> answer(@PathParam("id") UUID id, @NotNull @Valid AnswerBody body) {
        caller.requireOffice();
        var context = command.at(null, null);
        return commands.run(
                context,
                body,
                session -> askBack.answer(session, id, body.learnt(), body.answer(), context)
                        .map(answered -> Response.ok(View.of(answered)).build()));
    }

    /**
     * What was learnt, or why nothing.
     *
     * @param learnt False: it could not be learnt.
     */
    @Schema(name = "TriageAnswerBody")
    public record AnswerBody(
            @NotNull Boolean learnt,

            @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String answer) {}

    /** A question that waits, with its clock. */
    @Schema(name = "OpenTriageQuestion")
    public record OpenQuestion(
            UUID questionId,
            UUID caseId,
            String caseNumber,
            String title,
            Urgency urgency,
            Instant registeredAt,
            String question,
            String askedBy,
            Instant askedAt,
            String triageReason,
            OfficeClock clock,
            List<String> allowed) {}

    /** A question and its answer, null while there is none. */
    @Schema(name = "TriageQuestionView")
    public record View(
            UUID questionId,
            UUID caseId,
            String question,
            String askedBy,
            Instant askedAt,
            Boolean learnt,
            String answer,
            String answeredBy,
            Instant answeredAt) {
        static View of(TriageQuestion asked) {
            return new View(
                    asked.id(),
                    asked.caseId(),
                    asked.question(),
                    asked.askedBy(),
                    asked.askedAt(),
                    asked.learnt(),
                    asked.answer(),
                    asked.answeredBy(),
                    asked.answeredAt());
        }
    }
}
