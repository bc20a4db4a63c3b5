package org.hotline12345.dispatch.triage;

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
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.dispatch.triage.DecideTriage.Choice;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.FreeText;
import org.hotline12345.dispatch.workorder.MergeCandidate;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.RoutingCandidate;
import org.hotline12345.events.Urgency;

/** The dispatcher's queue. */
@Path("/api/v1/triage")
public class TriageResource {
    private static final String OPEN = """
            select t.case_id, c.case_number, c.type, c.urgency, c.channel, c.title, c.text, c.category, c.area, c.address,
              c.respondent_unit, c.risk_flags::text as risk_flags, t.reason, t.candidates::text as candidates,
              t.model_version, t.round, t.cause, t.priority, t.sent_at, c.registered_at, c.imported,
              %s as merge_candidates
            from triage_entry t
            join registered_case c on c.case_id = t.case_id
            where t.decided_at is null
              and (cardinality($1::uuid[]) = 0 or t.case_id = any ($1::uuid[]))
              and ($2::int is null or (-t.priority, t.sent_at, t.case_id) > (-$2, $3::timestamptz, $4::uuid))
            order by -t.priority, t.sent_at, t.case_id
            limit $5
            """.formatted(MergeCandidate.column("t.case_id"));

    private final DecideTriage decideTriage;
    private final TriageQueue queue;
    private final OrderCommands commands;
    private final HistoryFields history;
    private final Pool pool;

    public TriageResource(
            DecideTriage decideTriage, TriageQueue queue, OrderCommands commands, HistoryFields history, Pool pool) {
        this.decideTriage = decideTriage;
        this.queue = queue;
        this.commands = commands;
        this.history = history;
        this.pool = pool;
    }

    /** Cases waiting for a decision: those with a risk first, then emergencies, then the longest waiting; of some cases only with {@code caseId}. */
    @GET
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.IMPORTER})
    public Uni<Page<Item>> list(@QueryParam("caseId") List<UUID> caseIds, @BeanParam PageRequest page) {
        var after = page.cursor();
        return Sql.on(pool)
                .select(
                        OPEN,
                        caseIds == null ? new UUID[0] : caseIds.toArray(UUID[]::new),
                        after == null ? null : (int) after.number(0),
                        after == null ? null : after.time(1),
                        after == null ? null : after.uuid(2),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(
                                row.getInteger("priority"),
                                row.getOffsetDateTime("sent_at").toInstant(),
                                row.getUUID("case_id")),
                        this::item));
    }

    /** Decides. */
    @POST
    @Path("/{caseId}/decision")
    @RolesAllowed({Roles.DISPATCHER, Roles.IMPORTER})
    public Uni<Response> decide(
            @PathParam("caseId") UUID caseId,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid DecisionBody body) {
        Doing doing = Doing.of(history, body.occurredAt(), body.actor());
        var choice = new Choice(
                body.unit(), body.coUnits(), body.category(), body.note(), Boolean.TRUE.equals(body.backToReturner()));
        return commands.run(
                new Sent(key, null, body),
                session -> decideTriage.decide(session, caseId, choice, doing).map(commands::answer));
    }

    private Item item(Row row) {
        return new Item(
                row.getUUID("case_id"),
                row.getString("case_number"),
                CaseType.valueOf(row.getString("type")),
                Urgency.valueOf(row.getString("urgency")),
                row.getString("channel"),
                row.getString("title"),
                row.getString("text"),
                row.getString("category"),
                row.getString("area"),
                row.getString("address"),
                row.getString("respondent_unit"),
                queue.risks(row.getString("risk_flags")),
                row.getString("reason"),
                queue.read(row.getString("candidates")),
                row.getString("model_version"),
                row.getInteger("round"),
                DispatchCause.valueOf(row.getString("cause")),
                row.getOffsetDateTime("sent_at").toInstant(),
                row.getOffsetDateTime("registered_at").toInstant(),
                row.getBoolean("imported"),
                queue.readMergeCandidates(row.getString("merge_candidates")),
                List.of("decision"));
    }

    /** A case waiting, with what speaks for whom. */
    public record Item(
            UUID caseId,
            String caseNumber,
            CaseType type,
            Urgency urgency,
            String channel,
            String title,
            String text,
            String category,
            String area,
            String address,
            String respondentUnit,
            List<RiskFlag> riskFlags,
            String reason,
            List<RoutingCandidate> candidates,
            String modelVersion,
            int round,
            DispatchCause cause,
            Instant sentAt,
            Instant registeredAt,
            boolean imported,
            List<MergeCandidate> mergeCandidates,
            List<String> allowed) {}

    /**
     * Where it goes.
     *
     * @param backToReturner True sends the case to a unit that returned it before: without it that is refused.
     */
    public record DecisionBody(
            @NotBlank String unit,
            @Size(max = 20) List<@NotBlank String> coUnits,
            String category,

            @Size(max = 1000) @Pattern(regexp = FreeText.PLAIN)
            String note,

            Boolean backToReturner,
            OffsetDateTime occurredAt,

            @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String actor) {}
}
