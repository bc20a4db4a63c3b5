package org.hotline12345.followup.cases;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.cases.model.Phase;

/**
 * What an import left open: cases that were moved in, have no end and have not gone live. No timer, notice or callback works for them
 * until somebody lets them go live or ends them.
 */
@Path("/api/v1/open-history")
@RolesAllowed({Roles.SUPERVISOR, Roles.DISPATCHER, Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.IMPORTER, Roles.ADMIN})
public class OpenHistoryResource {
    /**
     * A case that was moved in and is still open.
     *
     * @param unit Null while none has it.
     * @param dueAt Its first open deadline; of a case without one its registration: nobody has taken it since.
     * @param overdue Whether that has passed.
     */
    public record OpenHistory(
            UUID caseId,
            String caseNumber,
            String title,
            Phase phase,
            String unit,
            OffsetDateTime registeredAt,
            OffsetDateTime dueAt,
            boolean overdue) {}

    private final OpenHistoryQueries queries;
    private final Caller caller;
    private final Clock clock;

    public OpenHistoryResource(OpenHistoryQueries queries, Caller caller, Clock clock) {
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    /** The oldest registration first. */
    @GET
    public Uni<Page<OpenHistory>> list(@BeanParam PageRequest page) {
        caller.requireOffice();
        return queries.open(clock.instant(), page);
    }
}
