package org.hotline12345.dispatch.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.dispatch.workorder.FreeText;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderState;

/**
 * Risks that words of citizens speak of (风险提示), wherever their cases are: one that was dispatched automatically is in nobody's
 * triage. An alert is listed until a dispatcher has said what was done about it.
 */
@Path("/api/v1/risk-alerts")
public class RiskAlertResource {
    private static final String ALERTS = """
            select a.id, a.case_id, c.case_number, c.title, c.urgency, a.source, a.flags::text as flags, a.raised_at, a.seen_at,
              a.seen_by, a.note, o.id as work_order_id, o.unit, o.state,
              exists (
                select
                from triage_entry t
                where t.case_id = a.case_id and t.decided_at is null
              ) as in_triage
            from risk_alert a
            join registered_case c on c.case_id = a.case_id
            left join lateral (
              select w.id, w.unit, w.state
              from work_order w
              where w.case_id = a.case_id
              order by w.dispatched_at desc, w.id desc
              limit 1
            ) as o on true
            where %s
              and ($1::timestamptz is null or (a.raised_at, a.id) > ($1, $2::uuid))
            order by a.raised_at, a.id
            limit $3
            """;
    private static final String UNSEEN = ALERTS.formatted("a.seen_at is null");
    private static final String OF_CASE = ALERTS.formatted("a.case_id = $4");
    private static final String ONE = ALERTS.formatted("a.id = $4");

    private static final String SEE = """
            update risk_alert
            set seen_at = $2,
                seen_by = $3,
                note = $4
            where id = $1
              and seen_at is null
            """;

    private final OrderCommands commands;
    private final Pool pool;
    private final Caller caller;
    private final ObjectMapper json;
    private final Clock clock;

    public RiskAlertResource(OrderCommands commands, Pool pool, Caller caller, ObjectMapper json, Clock clock) {
        this.commands = commands;
        this.pool = pool;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
    }

    /** Alerts nobody has seen to, the oldest first; with {@code caseId} all of that case. */
    @GET
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Page<Alert>> list(@QueryParam("caseId") UUID caseId, @BeanParam PageRequest page) {
        var after = page.cursor();
        OffsetDateTime time = after == null ? null : after.time(0);
        UUID id = after == null ? null : after.uuid(1);
        var sql = Sql.on(pool);
        return (caseId == null
                        ? sql.select(UNSEEN, time, id, page.limit() + 1)
                        : sql.select(OF_CASE, time, id, page.limit() + 1, caseId))
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(row.getOffsetDateTime("raised_at").toInstant(), row.getUUID("id")),
                        this::alert));
    }

    /** Somebody has seen to it; 409 if a colleague was first. */
    @POST
    @Path("/{id}/seen")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Response> seen(
            @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") String key, @NotNull @Valid SeenBody body) {
        String by = caller.subject();
        return commands.run(new Sent(key, null, body), session -> {
            var sql = Sql.on(session);
            return sql.update(SEE, id, clock.instant(), by, body.note())
                    .chain(seen -> sql.first(ONE, null, null, 1, id).map(row -> {
                        if (row == null) {
                            throw Problem.notFound();
                        }
                        if (seen == 0) {
                            throw Problem.wrongState("SEEN", List.of());
                        }
                        return Response.ok(alert(row)).build();
                    }));
        });
    }

    private Alert alert(Row row) {
        OffsetDateTime seenAt = row.getOffsetDateTime("seen_at");
        String state = row.getString("state");
        return new Alert(
                row.getUUID("id"),
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                Urgency.valueOf(row.getString("urgency")),
                Source.valueOf(row.getString("source")),
                flags(row.getString("flags")),
                row.getOffsetDateTime("raised_at").toInstant(),
                row.getBoolean("in_triage"),
                row.getUUID("work_order_id"),
                row.getString("unit"),
                state == null ? null : WorkOrderState.valueOf(state),
                seenAt == null ? null : seenAt.toInstant(),
                row.getString("seen_by"),
                row.getString("note"),
                seenAt == null ? List.of("seen") : List.of());
    }

    private List<RiskFlag> flags(String flags) {
        try {
            return json.readValue(flags, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read risk flags", e);
        }
    }

    /** Which words they were. */
    public enum Source {
        /** The citizen's first ones. */
        REGISTRATION,
        /** Something the citizen added. */
        SUPPLEMENT,
        /** The citizen urged. */
        URGE
    }

    /**
     * An alert.
     *
     * @param riskFlags What the words speak of.
     * @param inTriage Whether a dispatcher has still to decide who handles the case.
     * @param workOrderId Its latest work order. Null if it was never dispatched.
     * @param unit The unit that has it.
     * @param state State of the order.
     * @param seenBy Who has seen to it. Null while nobody has.
     * @param note What was done.
     */
    public record Alert(
            UUID alertId,
            UUID caseId,
            String caseNumber,
            String title,
            Urgency urgency,
            Source source,
            List<RiskFlag> riskFlags,
            Instant raisedAt,
            boolean inTriage,
            UUID workOrderId,
            String unit,
            WorkOrderState state,
            Instant seenAt,
            String seenBy,
            String note,
            List<String> allowed) {}

    /** What was done about it. */
    public record SeenBody(
            @NotBlank @Size(max = 1000) @Pattern(regexp = FreeText.PLAIN)
            String note) {}
}
