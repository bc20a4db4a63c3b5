package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.rest.HistoryFields;
import org.hotline12345.dispatch.reply.Reply.ReplyText;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.FreeText;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ReviewStep;

/** Replies: written by a handler, reviewed, signed off, where asked checked by the centre; then issued. */
@Path("/api/v1")
public class ReplyResource {
    private final SubmitReply submitReply;
    private final ReviewReply reviewReply;
    private final OrderCommands commands;
    private final HistoryFields history;

    public ReplyResource(
            SubmitReply submitReply, ReviewReply reviewReply, OrderCommands commands, HistoryFields history) {
        this.submitReply = submitReply;
        this.reviewReply = reviewReply;
        this.commands = commands;
        this.history = history;
    }

    /** Submits a reply; its quality is checked first, and in a unit whose policy blocks serious flags refuse it. */
    @POST
    @Path("/work-orders/{id}/replies")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    public Uni<Response> submit(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Accept-Language") String acceptLanguage,
            @NotNull @Valid ReplyBody body) {
        var language = Language.of(acceptLanguage);
        Doing doing = Doing.of(history, body.occurredAt(), body.actor());
        var sent = new Sent(key, ifMatch, body);
        return commands.run(
                sent,
                session -> submitReply
                        .submit(session, id, sent, body.replyText(), doing, language)
                        .map(done -> commands.created("work-orders/" + id, view(done, language), done.order())));
    }

    /** The reviewer's step, by the reviewer or a dated deputy. */
    @POST
    @Path("/replies/{id}/review")
    @RolesAllowed({Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.UNIT_HANDLER, Roles.IMPORTER})
    public Uni<Response> review(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Accept-Language") String acceptLanguage,
            @NotNull @Valid StepBody body) {
        return step(id, key, ifMatch, acceptLanguage, body, ReviewStep.REVIEW);
    }

    /** The leader's step, by a leader of the level that the unit's policy wants, or a dated deputy. */
    @POST
    @Path("/replies/{id}/sign-off")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.UNIT_HANDLER, Roles.IMPORTER})
    public Uni<Response> signOff(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Accept-Language") String acceptLanguage,
            @NotNull @Valid StepBody body) {
        return step(id, key, ifMatch, acceptLanguage, body, ReviewStep.SIGN_OFF);
    }

    /** The centre's step. */
    @POST
    @Path("/replies/{id}/centre-review")
    @RolesAllowed({Roles.CENTRE_REVIEWER, Roles.IMPORTER})
    public Uni<Response> centreReview(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Accept-Language") String acceptLanguage,
            @NotNull @Valid StepBody body) {
        return step(id, key, ifMatch, acceptLanguage, body, ReviewStep.CENTRE_REVIEW);
    }

    private Uni<Response> step(
            UUID id, String key, String ifMatch, String acceptLanguage, StepBody body, ReviewStep step) {
        Doing doing = Doing.of(history, body.occurredAt(), body.actor());
        var sent = new Sent(key, ifMatch, body);
        return commands.run(
                sent,
                session -> reviewReply
                        .step(session, id, sent, step, body.approved(), body.comment(), doing)
                        .map(done -> commands.changed(view(done, Language.of(acceptLanguage)), done.order())));
    }

    private ReplyView view(Stepped done, Language language) {
        var quality = done.quality() == null ? null : done.quality().in(language);
        return ReplyView.of(done.reply(), quality, commands.summary(done.order()));
    }

    /** A reply as it is sent. {@code reviewDate} is needed for PLANNED. */
    public record ReplyBody(
            @NotNull Disposition disposition,

            @NotBlank @Size(max = 20000) @Pattern(regexp = FreeText.PLAIN)
            String text,

            @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String basis,

            OffsetDateTime contactedAt,
            LocalDate reviewDate,
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {
        ReplyText replyText() {
            return new ReplyText(
                    disposition, text, basis, contactedAt == null ? null : contactedAt.toInstant(), reviewDate);
        }
    }

    /** A step; a comment is needed to send a reply back. */
    public record StepBody(
            @NotNull Boolean approved,

            @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String comment,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}
}
