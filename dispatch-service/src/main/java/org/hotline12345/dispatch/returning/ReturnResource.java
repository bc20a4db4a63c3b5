package org.hotline12345.dispatch.returning;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.HistoryFields;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.FreeText;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;
import org.hotline12345.events.ReturnReason;

/** Returns: asked for by the unit, ruled on by a dispatcher. */
@Path("/api/v1")
public class ReturnResource {
    private final RequestReturn requestReturn;
    private final DecideReturn decideReturn;
    private final OrderCommands commands;
    private final HistoryFields history;
    private final Pool pool;

    public ReturnResource(
            RequestReturn requestReturn,
            DecideReturn decideReturn,
            OrderCommands commands,
            HistoryFields history,
            Pool pool) {
        this.requestReturn = requestReturn;
        this.decideReturn = decideReturn;
        this.commands = commands;
        this.history = history;
        this.pool = pool;
    }

    /** The unit asks to be rid of the order. */
    @POST
    @Path("/work-orders/{id}/return-request")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    public Uni<Response> request(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid RequestBody body) {
        Doing doing = Doing.of(history, body.occurredAt(), body.actor());
        var sent = new Sent(key, ifMatch, body);
        return commands.run(
                sent,
                session -> requestReturn
                        .request(session, id, sent, body.listed(), body.reason(), body.suggestedUnit(), doing)
                        .map(done -> commands.created("work-orders/" + id, view(done), done.order())));
    }

    /** Requests no one has ruled on, the oldest first. */
    @GET
    @Path("/return-requests")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.IMPORTER})
    public Uni<Page<OpenRequest>> open(@BeanParam PageRequest page) {
        var after = page.cursor();
        return Sql.on(pool)
                .select(
                        """
                        select r.id, r.work_order_id, r.case_id, o.case_number, o.title, r.unit, r.reason_code, r.reason,
                          r.suggested_unit, r.requested_by, r.requested_at,
                          array(
                            select e.unit
                            from return_request e
                            where e.case_id = r.case_id
                              and e.state = 'GRANTED'
                            order by e.decided_at) as returned_by,
                          exists (
                            select 1
                            from registered_case c
                            where c.case_id = r.case_id
                              and c.upstream is not null) as from_above
                        from return_request r
                        join work_order o on o.id = r.work_order_id
                        where r.state = 'OPEN'
                          and o.ended_at is null
                          and ($1::timestamptz is null or (r.requested_at, r.id) > ($1, $2::uuid))
                        order by r.requested_at, r.id
                        limit $3
                        """,
                        after == null ? null : after.time(0),
                        after == null ? null : after.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(
                                row.getOffsetDateTime("requested_at").toInstant(), row.getUUID("id")),
                        row -> new OpenRequest(
                                row.getUUID("id"),
                                row.getUUID("work_order_id"),
                                row.getUUID("case_id"),
                                row.getString("case_number"),
                                row.getString("title"),
                                row.getString("unit"),
                                ReturnReason.valueOf(row.getString("reason_code")),
                                row.getString("reason"),
                                row.getString("suggested_unit"),
                                row.getString("requested_by"),
                                row.getOffsetDateTime("requested_at").toInstant(),
                                List.of((String[]) row.getValue("returned_by")),
                                row.getBoolean("from_above"))));
    }

    /** A dispatcher rules. */
    @POST
    @Path("/return-requests/{id}/decision")
    @RolesAllowed({Roles.DISPATCHER, Roles.IMPORTER})
    public Uni<Response> decide(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid DecisionBody body) {
        Doing doing = Doing.of(history, body.occurredAt(), body.actor());
        var sent = new Sent(key, ifMatch, body);
        var ruling = body.ruling();
        return decideReturn
                .prepare(id, ruling, doing)
                .chain(prepared -> commands.run(
                        sent,
                        session -> decideReturn
                                .decide(session, id, sent, ruling, prepared, doing)
                                .map(done -> commands.changed(view(done), done.order()))));
    }

    private View view(Returned done) {
        var request = done.request();
        return new View(
                request.id,
                request.workOrderId,
                request.state,
                request.reasonCode,
                request.reason,
                request.suggestedUnit,
                request.requestedBy,
                request.requestedAt,
                request.toUnit,
                request.backToReturner,
                request.note,
                request.decidedBy,
                request.decidedAt,
                commands.summary(done.order()),
                done.next() == null ? null : commands.summary(done.next()));
    }

    /**
     * Why, in words and by the list, and who might be responsible.
     *
     * @param reasonCode The listed reason; OTHER if left out.
     */
    public record RequestBody(
            ReturnReason reasonCode,

            @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String reason,

            @Size(max = 40) @Pattern(regexp = FreeText.PLAIN)
            String suggestedUnit,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {
        ReturnReason listed() {
            return reasonCode == null ? ReturnReason.OTHER : reasonCode;
        }
    }

    /**
     * The ruling; granted without {@code toUnit}: the router decides anew, or a dispatcher in triage.
     *
     * @param backToReturner True sends the case to a unit that returned it before: without it that is refused.
     * @param upstreamReference The paper under which the platform above agreed, 上级平台意见: to grant the return of a case that it
     *     sent. It is added to the note.
     */
    public record DecisionBody(
            @NotNull Boolean granted,

            @Size(max = 40) @Pattern(regexp = FreeText.PLAIN)
            String toUnit,

            Boolean backToReturner,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String upstreamReference,

            @NotBlank @Size(max = 2000) @Pattern(regexp = FreeText.PLAIN)
            String note,

            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {
        DecideReturn.Ruling ruling() {
            boolean agreed = upstreamReference != null && !upstreamReference.isBlank();
            return new DecideReturn.Ruling(
                    granted,
                    toUnit,
                    Boolean.TRUE.equals(backToReturner),
                    granted && agreed ? note + "(上级平台同意退单:" + upstreamReference.strip() + ")" : note,
                    agreed);
        }
    }

    /**
     * A request that waits.
     *
     * @param returnedBy The units that returned the case before, the first one first.
     * @param fromAbove Whether a platform above sent the case: to grant it needs its word.
     */
    public record OpenRequest(
            UUID returnRequestId,
            UUID workOrderId,
            UUID caseId,
            String caseNumber,
            String title,
            String unit,
            ReturnReason reasonCode,
            String reason,
            String suggestedUnit,
            String requestedBy,
            Instant requestedAt,
            List<String> returnedBy,
            boolean fromAbove) {}

    /** A request, its order, and the order that follows a granted one (null: the case is in triage). */
    public record View(
            UUID returnRequestId,
            UUID workOrderId,
            ReturnRequest.State state,
            ReturnReason reasonCode,
            String reason,
            String suggestedUnit,
            String requestedBy,
            Instant requestedAt,
            String toUnit,
            boolean backToReturner,
            String note,
            String decidedBy,
            Instant decidedAt,
            WorkOrderSummary workOrder,
            WorkOrderSummary nextWorkOrder) {}
}
