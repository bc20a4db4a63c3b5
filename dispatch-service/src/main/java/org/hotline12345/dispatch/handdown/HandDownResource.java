package org.hotline12345.dispatch.handdown;

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
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.rest.HistoryFields;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.FreeText;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;

/** Handing down (交办下级): the lead unit stays responsible, a unit below it handles. */
@Path("/api/v1")
public class HandDownResource {
    private final HandDown handDown;
    private final OrderCommands commands;
    private final HistoryFields history;

    public HandDownResource(HandDown handDown, OrderCommands commands, HistoryFields history) {
        this.handDown = handDown;
        this.commands = commands;
        this.history = history;
    }

    /** Hands the handling to a unit below the one that handles it now. */
    @POST
    @Path("/work-orders/{id}/hand-down")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.IMPORTER})
    public Uni<Response> down(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid DownBody body) {
        Doing doing = Doing.of(history, body.occurredAt(), body.actor());
        var sent = new Sent(key, ifMatch, body);
        return commands.run(
                sent,
                session -> handDown.down(session, id, sent, body.unit(), body.note(), doing)
                        .map(commands::answer));
    }

    /** Gives the handling back to the unit that handed it down, or takes it back. */
    @POST
    @Path("/work-orders/{id}/hand-back")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.IMPORTER})
    public Uni<Response> back(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid BackBody body) {
        Doing doing = Doing.of(history, body.occurredAt(), body.actor());
        var sent = new Sent(key, ifMatch, body);
        return commands.run(
                sent,
                session -> handDown.back(session, id, sent, body.note(), doing).map(commands::answer));
    }

    /** To whom, and what is asked for. */
    public record DownBody(
            @NotBlank String unit,

            @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String note,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** Why. */
    public record BackBody(
            @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String note,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}
}
