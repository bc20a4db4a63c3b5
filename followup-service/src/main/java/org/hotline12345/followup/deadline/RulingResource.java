package org.hotline12345.followup.deadline;

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
import org.jboss.resteasy.reactive.RestQuery;

/** The dispatch office's list: returns that wait for a ruling, 退单裁定. */
@Path("/api/v1/rulings")
@RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER})
public class RulingResource {
    /**
     * A return that waits for a ruling.
     *
     * @param unit The unit that says it is not responsible.
     * @param requestedAt When it said so.
     * @param provisional True while a calendar year between them has no notice.
     * @param late Whether that has passed; what it takes longer is given back to the unit if it keeps the case.
     */
    public record Ruling(
            UUID returnRequestId,
            UUID caseId,
            String caseNumber,
            String title,
            UUID workOrderId,
            String unit,
            OffsetDateTime requestedAt,
            OffsetDateTime dueAt,
            boolean provisional,
            boolean late) {}

    private final RulingQueries queries;
    private final Caller caller;
    private final Clock clock;

    public RulingResource(RulingQueries queries, Caller caller, Clock clock) {
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    /** The returns that wait for a ruling, the first due first; with {@code late=true} those whose ruling is late. */
    @GET
    public Uni<Page<Ruling>> waiting(@RestQuery boolean late, @BeanParam PageRequest page) {
        caller.requireOffice();
        return queries.waiting(late, clock.instant(), page);
    }
}
