package org.hotline12345.followup.rework;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.model.Cause;
import org.jboss.resteasy.reactive.RestPath;

/** Objective reasons that are to be explained to citizens, 客观原因解释, and what was explained. */
@Path("/api/v1")
public class ExplanationResource {
    private static final int MAX_TEXT = 1000;

    private static final String AWAITED = """
            select c.case_id, c.case_number, c.title, c.round, c.unit, c.replied_at, a.reason
            from case_file c
            left join lateral (
              select reason
              from callback_answer
              join callback on callback.id = callback_answer.callback_id
              where callback.work_order_id = c.work_order_id
                and not corrected
              order by answered_at desc
              limit 1) a on true
            where c.phase = 'AWAITING_EXPLANATION'
              and (c.replied_at, c.case_id) > ($1, $2)
            order by c.replied_at, c.case_id
            limit $3
            """;

    /** What was explained. */
    public record ExplanationInput(String text) {}

    /**
     * A citizen who is owed an explanation.
     *
     * @param reason What the citizen said. May be null.
     */
    public record AwaitedView(
            UUID caseId,
            String caseNumber,
            String title,
            int round,
            String unit,
            OffsetDateTime repliedAt,
            String reason) {}

    /** An explanation that was given. */
    public record ExplanationView(UUID id, int round, String text, String by, OffsetDateTime at) {}

    private final Idempotency idempotency;
    private final CaseCommands commands;
    private final Pool pool;
    private final Caller caller;
    private final Clock clock;

    public ExplanationResource(Idempotency idempotency, CaseCommands commands, Pool pool, Caller caller, Clock clock) {
        this.idempotency = idempotency;
        this.commands = commands;
        this.pool = pool;
        this.caller = caller;
        this.clock = clock;
    }

    /** Citizens to whom an objective reason is still to be explained, the oldest reply first. */
    @GET
    @Path("/explanations")
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    public Uni<Page<AwaitedView>> awaited(@BeanParam PageRequest page) {
        int limit = page.limit();
        Cursor cursor = page.cursor();
        return Sql.on(pool)
                .select(
                        AWAITED,
                        cursor == null ? Instant.EPOCH : cursor.instant(0),
                        cursor == null ? new UUID(0, 0) : cursor.uuid(1),
                        limit + 1)
                .map(rows -> Page.of(
                        rows,
                        limit,
                        row -> Cursor.encode(row.getOffsetDateTime("replied_at").toInstant(), row.getUUID("case_id")),
                        row -> new AwaitedView(
                                row.getUUID("case_id"),
                                row.getString("case_number"),
                                row.getString("title"),
                                row.getInteger("round"),
                                row.getString("unit"),
                                ShanghaiTime.of(
                                        row.getOffsetDateTime("replied_at").toInstant()),
                                row.getString("reason"))));
    }

    /** The reason was explained; the case is closed as explained. */
    @POST
    @Path("/cases/{caseId}/explanations")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReworkDecisionResource.DecisionView.class)))
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    public Uni<Response> explain(
            @RestPath UUID caseId, @HeaderParam("Idempotency-Key") String key, ExplanationInput input) {
        if (input == null
                || input.text() == null
                || input.text().isBlank()
                || input.text().length() > MAX_TEXT) {
            throw Problem.invalid("text", "violation.Size", 1, MAX_TEXT);
        }
        String text = Masking.mask(input.text().strip());
        var cause = Cause.at(clock.instant(), caller.subject());
        return idempotency.run(
                key,
                input,
                session -> commands.on(session, caseId, (file, office) -> {
                    file.afterReply().explained(text, cause, office);
                    return Uni.createFrom()
                            .item(Response.ok(ReworkDecisionResource.view(file)).build());
                }));
    }

    /** What was explained to the citizen of the case, the oldest first. */
    @GET
    @Path("/cases/{caseId}/explanations")
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.EVALUATOR})
    public Uni<Page<ExplanationView>> given(@RestPath UUID caseId) {
        return Sql.on(pool)
                .select("""
                        select id, round, text, explained_by, explained_at
                        from explanation
                        where case_id = $1
                        order by explained_at, id
                        """, caseId)
                .map(rows -> new Page<>(
                        rows.stream()
                                .map(row -> new ExplanationView(
                                        row.getUUID("id"),
                                        row.getInteger("round"),
                                        row.getString("text"),
                                        row.getString("explained_by"),
                                        ShanghaiTime.of(row.getOffsetDateTime("explained_at")
                                                .toInstant())))
                                .toList(),
                        null));
    }
}
