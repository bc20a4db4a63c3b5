package org.hotline12345.dispatch.instruction;

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
import org.hotline12345.chassis.rest.HistoryFields;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.FreeText;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;

/** Leaders' reading of cases and their instructions (阅批). */
@Path("/api/v1")
public class InstructionResource {
    private final InstructOrder instructOrder;
    private final OrderCommands commands;
    private final HistoryFields history;

    public InstructionResource(InstructOrder instructOrder, OrderCommands commands, HistoryFields history) {
        this.instructOrder = instructOrder;
        this.commands = commands;
        this.history = history;
    }

    /** A leader's instruction before or during handling. */
    @POST
    @Path("/work-orders/{id}/instructions")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.UNIT_HANDLER, Roles.IMPORTER})
    public Uni<Response> instruct(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid InstructionBody body) {
        Doing doing = Doing.of(history, body.occurredAt(), body.actor());
        var sent = new Sent(key, ifMatch, body);
        return commands.run(
                sent,
                session -> instructOrder
                        .instruct(session, id, sent, body.text(), body.due(), doing)
                        .map(commands::answer));
    }

    /** A leader has read the order and has nothing to add. */
    @POST
    @Path("/work-orders/{id}/read-mark")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.UNIT_HANDLER, Roles.IMPORTER})
    public Uni<Response> markRead(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @Valid MarkBody body) {
        var said = body == null ? new MarkBody(null, null) : body;
        Doing doing = Doing.of(history, said.occurredAt(), said.actor());
        var sent = new Sent(key, ifMatch, said);
        return commands.run(
                sent,
                session -> instructOrder.markRead(session, id, sent, doing).map(commands::answer));
    }

    /** The caller has read the instruction. */
    @POST
    @Path("/instructions/{id}/read-mark")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.IMPORTER})
    public Uni<Response> readInstruction(
            @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") String key, @Valid MarkBody body) {
        var said = body == null ? new MarkBody(null, null) : body;
        Doing doing = Doing.of(history, said.occurredAt(), said.actor());
        return commands.run(
                new Sent(key, null, said),
                session -> instructOrder.readInstruction(session, id, doing).map(commands::answer));
    }

    /** What the leader wants, and by when. */
    public record InstructionBody(
            @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String text,

            LocalDate due,
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}

    /** Nothing but fields of history. */
    public record MarkBody(
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}
}
