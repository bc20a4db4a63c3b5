package org.hotline12345.dispatch.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.privacy.OfficialText;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.BatchedCommand;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.reply.model.Reply.ReplyText;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ReviewStep;

/** Replies: written by a handler, reviewed, signed off, where asked checked by the centre; then issued. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ReplyResource implements BatchedCommand.Source {
    private final SubmitReply submitReply;
    private final ReviewReply reviewReply;
    private final TakeReplyBack takeReplyBack;
    private final CorrectReply correctReply;
    private final Command command;
    private final Caller caller;

    ReplyResource(
            SubmitReply submitReply,
            ReviewReply reviewReply,
            TakeReplyBack takeReplyBack,
            CorrectReply correctReply,
            Command command,
            Caller caller) {
        this.caller = caller;
        this.submitReply = submitReply;
        this.reviewReply = reviewReply;
        this.takeReplyBack = takeReplyBack;
        this.correctReply = correctReply;
        this.command = command;
    }

    /** Submits a reply; its quality is checked first, and in a unit whose policy blocks serious flags refuse it. */
    @POST
    @Path("/work-orders/{id}/replies")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.LANGUAGE, Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = ReplyView.class, responseCode = "201")
    public Uni<Response> submit(@PathParam("id") UUID id, @NotNull @Valid ReplyBody body) {
        return submit(id, body, command.at(body.occurredAt(), body.actor()));
    }

    /** The author takes a reply back that waits for review or sign-off. */
    @POST
    @Path("/replies/{id}/take-back")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.LANGUAGE, Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = ReplyView.class, responseCode = "200")
    public Uni<Response> takeBack(@PathParam("id") UUID id, @NotNull @Valid TakeBackBody body) {
        return takeReplyBack.takeBack(id, body.reason(), body, command.at(body.occurredAt(), body.actor()));
    }

    /** Submits another reply in the place of the issued one; it is reviewed and signed off like any reply, and until then the first one stands. */
    @POST
    @Path("/work-orders/{id}/corrections")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.LANGUAGE, Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = ReplyView.class, responseCode = "201")
    public Uni<Response> correct(@PathParam("id") UUID id, @NotNull @Valid CorrectionBody body) {
        return correctReply.correct(
                id,
                body.replyText(),
                body.attachments(),
                body.reason(),
                body,
                command.at(body.occurredAt(), body.actor()));
    }

    /** The reviewer's step, by the reviewer or a dated deputy. */
    @POST
    @Path("/replies/{id}/review")
    @RolesAllowed({Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.LANGUAGE, Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = ReplyView.class, responseCode = "200")
    public Uni<Response> review(@PathParam("id") UUID id, @NotNull @Valid StepBody body) {
        return step(id, body, ReviewStep.REVIEW, command.at(body.occurredAt(), body.actor()));
    }

    /** The leader's step, by a leader of the level that the unit's policy wants, or a dated deputy. */
    @POST
    @Path("/replies/{id}/sign-off")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders({Name.LANGUAGE, Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = ReplyView.class, responseCode = "200")
    public Uni<Response> signOff(@PathParam("id") UUID id, @NotNull @Valid StepBody body) {
        return step(id, body, ReviewStep.SIGN_OFF, command.at(body.occurredAt(), body.actor()));
    }

    /** The centre's step. */
    @POST
    @Path("/replies/{id}/centre-review")
    @RolesAllowed({Roles.CENTRE_REVIEWER, Roles.IMPORTER})
    @RequestHeaders({Name.LANGUAGE, Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = ReplyView.class, responseCode = "200")
    public Uni<Response> centreReview(@PathParam("id") UUID id, @NotNull @Valid StepBody body) {
        return step(id, body, ReviewStep.CENTRE_REVIEW, command.at(body.occurredAt(), body.actor()));
    }

    @Override
    public List<BatchedCommand<?>> batched() {
        return List.of(
                new BatchedCommand<>(
                        "/work-orders/{id}/replies",
                        ReplyBody.class,
                        (id, body, key) -> submit(id, body, command.at(body.occurredAt(), body.actor(), key))),
                batched("review", ReviewStep.REVIEW),
                batched("sign-off", ReviewStep.SIGN_OFF),
                batched("centre-review", ReviewStep.CENTRE_REVIEW));
    }

    private BatchedCommand<StepBody> batched(String name, ReviewStep step) {
        return new BatchedCommand<>(
                "/replies/{id}/" + name,
                StepBody.class,
                (id, body, key) -> step(id, body, step, command.at(body.occurredAt(), body.actor(), key)));
    }

    private Uni<Response> submit(UUID id, ReplyBody body, CommandContext context) {
        return submitReply.submit(id, body.replyText(), body.attachments(), body, context);
    }

    private Uni<Response> step(UUID id, StepBody body, ReviewStep step, CommandContext context) {
        if (step == ReviewStep.CENTRE_REVIEW) {
            caller.requireOffice();
        }
        return reviewReply.take(id, new ReviewReply.Step(step, body.approved(), body.comment()), body, context);
    }

    /** What a reply says, sent as one or in the place of one. */
    private interface Given extends Checked {
        Disposition disposition();

        String text();

        String basis();

        OffsetDateTime contactedAt();

        LocalDate reviewDate();

        @Override
        default void check(Violations violations) {
            violations.unless(
                    disposition() != Disposition.PLANNED || reviewDate() != null,
                    "reviewDate",
                    "violation.review-date-of-planned");
        }

        default ReplyText replyText() {
            return new ReplyText(
                    disposition(),
                    text(),
                    basis(),
                    contactedAt() == null ? null : contactedAt().toInstant(),
                    reviewDate());
        }
    }

    /** A reply as it is sent. {@code reviewDate} is needed for PLANNED. */
    public record ReplyBody(
            @NotNull Disposition disposition,

            @OfficialText @NotBlank @Size(max = 20000) @Pattern(regexp = FreeText.PLAIN)
            String text,

            @OfficialText @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String basis,

            OffsetDateTime contactedAt,
            LocalDate reviewDate,
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> attachments)
            implements Given {}

    /** A correction as it is sent: a reply, and why the issued one was wrong. {@code reviewDate} is needed for PLANNED. */
    @Schema(name = "ReplyCorrectionBody")
    public record CorrectionBody(
            @OfficialText @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String reason,

            @NotNull Disposition disposition,

            @OfficialText @NotBlank @Size(max = 20000) @Pattern(regexp = FreeText.PLAIN)
            String text,

            @OfficialText @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String basis,

            OffsetDateTime contactedAt,
            LocalDate reviewDate,
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> attachments)
            implements Given {}

    /** Why a reply is taken back. */
    public record TakeBackBody(
            @OfficialText @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String reason,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** A step; a comment is needed to send a reply back. */
    public record StepBody(
            @NotNull Boolean approved,

            @OfficialText @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String comment,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}
}
