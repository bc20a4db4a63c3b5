package org.hotline12345.dispatch.risk;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.OfficialText;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderState;

/**
 * Risks that words of citizens speak of (风险提示), wherever their cases are: one that was dispatched automatically is in nobody's
 * triage. An alert is listed until a dispatcher has said what was done about it.
 */
@Path("/api/v1/risk-alerts")
@Produces(MediaType.APPLICATION_JSON)
public class RiskAlertResource {
    private final Idempotency idempotency;
    private final RiskAlertQueries queries;
    private final SeeRisk seeRisk;
    private final Caller caller;
    private final Clock clock;

    RiskAlertResource(Idempotency idempotency, RiskAlertQueries queries, SeeRisk seeRisk, Caller caller, Clock clock) {
        this.idempotency = idempotency;
        this.queries = queries;
        this.seeRisk = seeRisk;
        this.caller = caller;
        this.clock = clock;
    }

    /** Alerts nobody has seen to, the oldest first; with {@code caseId} all of that case. */
    @GET
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Page<Alert>> list(@QueryParam("caseId") UUID caseId, @BeanParam PageRequest page) {
        caller.requireOffice();
        return queries.page(caseId, page);
    }

    /** Somebody has seen to it; 409 if a colleague was first. */
    @POST
    @Path("/{id}/seen")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = Alert.class, responseCode = "200")
    public Uni<Response> seen(@PathParam("id") UUID id, @NotNull @Valid SeenBody body) {
        caller.requireOffice();
        String by = caller.subject();
        return idempotency.run(
                body,
                session -> seeRisk.see(session, id, by, clock.instant(), body.note())
                        .map(alert -> Response.ok(alert).build()));
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
     * @param words The version of the risk words by which they were found; 0 is the shipped one.
     * @param inTriage Whether a dispatcher has still to decide who handles the case.
     * @param workOrderId Its latest work order. Null if it was never dispatched.
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
            int words,
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
            @OfficialText @NotBlank @Size(max = 1000) @Pattern(regexp = FreeText.PLAIN)
            String note) {}
}
