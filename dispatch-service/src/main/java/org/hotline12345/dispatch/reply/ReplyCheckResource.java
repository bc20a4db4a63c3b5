package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.reply.Reply.ReplyText;
import org.hotline12345.dispatch.reply.model.CheckMode;
import org.hotline12345.dispatch.workorder.FreeText;
import org.hotline12345.dispatch.workorder.ReplyQuality;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Disposition;

/** The quality check, tried out before a reply is submitted. */
@Path("/api/v1")
public class ReplyCheckResource {
    private final CheckReply checkReply;
    private final Scope scope;
    private final Pool pool;

    public ReplyCheckResource(CheckReply checkReply, Scope scope, Pool pool) {
        this.checkReply = checkReply;
        this.scope = scope;
        this.pool = pool;
    }

    /** Checks a reply before it is submitted; nothing is stored, in whatever state the order is. */
    @POST
    @Path("/work-orders/{id}/reply-check")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER})
    public Uni<Preview> check(
            @PathParam("id") UUID id, @HeaderParam("Accept-Language") String language, @NotNull @Valid DraftBody body) {
        return Sql.on(pool)
                .first("""
                        select unit, respondent_unit, case_id, type
                        from work_order
                        where id = $1
                        """, id)
                .chain(row -> {
                    if (row == null) {
                        throw Problem.notFound();
                    }
                    scope.requireUnit(row.getString("unit"), row.getString("respondent_unit"));
                    return checkReply.check(
                            Sql.on(pool),
                            row.getString("unit"),
                            row.getUUID("case_id"),
                            CaseType.valueOf(row.getString("type")),
                            body.replyText());
                })
                .map(checked -> new Preview(
                        checked.mode(), checked.blocked(), checked.quality().in(Language.of(language))));
    }

    /** A reply to be tried out. */
    public record DraftBody(
            @NotNull Disposition disposition,

            @NotBlank @Size(max = 20000) @Pattern(regexp = FreeText.PLAIN)
            String text,

            @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
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
    public record Preview(CheckMode mode, boolean blocked, ReplyQuality quality) {}
}
