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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.privacy.OfficialText;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.dispatch.reply.model.CheckMode;
import org.hotline12345.dispatch.reply.model.Reply.ReplyText;
import org.hotline12345.dispatch.workorder.ReplyQuality;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.Disposition;

/** The quality check, tried out before a reply is submitted. */
@Path("/api/v1")
public class ReplyCheckResource {
    private final CheckReply checkReply;
    private final Scope scope;

    public ReplyCheckResource(CheckReply checkReply, Scope scope) {
        this.checkReply = checkReply;
        this.scope = scope;
    }

    /** Checks a reply before it is submitted; nothing is stored, in whatever state the order is. */
    @POST
    @Path("/work-orders/{id}/reply-check")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER})
    public Uni<Preview> check(
            @PathParam("id") UUID id, @HeaderParam("Accept-Language") String language, @NotNull @Valid DraftBody body) {
        return checkReply.check(id, body.replyText(), false).map(checked -> {
            scope.requireUnit(checked.unit(), checked.accused());
            return new Preview(
                    checked.mode(), checked.blocked(), checked.quality().in(Language.of(language)));
        });
    }

    /** A reply to be tried out. */
    public record DraftBody(
            @NotNull Disposition disposition,

            @OfficialText @NotBlank @Size(max = 20000) @Pattern(regexp = FreeText.PLAIN)
            String text,

            @OfficialText @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String basis,

            OffsetDateTime contactedAt,
            LocalDate reviewDate) {
        ReplyText replyText() {
            return new ReplyText(
                    disposition, text, basis, contactedAt == null ? null : contactedAt.toInstant(), reviewDate);
        }
    }

    /**
     * What the check says to a draft.
     *
     * @param blocked Whether it would be refused as it is.
     */
    @Schema(name = "ReplyCheckPreview")
    public record Preview(CheckMode mode, boolean blocked, ReplyQuality quality) {}
}
