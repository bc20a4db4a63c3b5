package org.hotline12345.dispatch.triage;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;

/** What each dispatcher did, 派单员工作量. */
@Path("/api/v1/dispatcher-workload")
@Produces(MediaType.APPLICATION_JSON)
public class WorkloadResource {
    private static final int LONGEST_DAYS = 366;

    private final WorkloadQueries queries;
    private final Caller caller;

    WorkloadResource(WorkloadQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    /** From the first to the last day, both of them included; who dispatched most first. */
    @GET
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER})
    public Uni<Page<OfDispatcher>> of(@QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to) {
        if (from == null) {
            throw Problem.invalid("from", "violation.required");
        }
        if (to == null) {
            throw Problem.invalid("to", "violation.required");
        }
        if (to.isBefore(from) || from.plusDays(LONGEST_DAYS).isBefore(to)) {
            throw Problem.invalid("to", "violation.period", LONGEST_DAYS);
        }
        caller.requireOffice();
        return queries.of(from, to);
    }

    /**
     * What one did.
     *
     * @param dispatched Cases given out of triage.
     * @param inTime Of these, those within the triage clock.
     * @param late Of these, those behind it.
     * @param returned Of these, those whose return was granted.
     * @param recalled Of these, those that were recalled.
     * @param refused Cases refused from triage.
     * @param askedBack Questions to agents.
     * @param recalls Orders taken from units.
     * @param medianMinutes How long half of those dispatched waited in triage at most. Null for none.
     */
    @Schema(name = "WorkloadOfDispatcher")
    public record OfDispatcher(
            String dispatcher,
            long dispatched,
            long inTime,
            long late,
            long returned,
            long recalled,
            long refused,
            long askedBack,
            long recalls,
            Integer medianMinutes) {}
}
