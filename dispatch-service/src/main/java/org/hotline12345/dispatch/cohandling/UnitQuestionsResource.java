package org.hotline12345.dispatch.cohandling;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.workorder.Scope;

/** What other units ask a unit, each question with its own deadline. */
@Path("/api/v1/units/{unit}/co-handling")
public class UnitQuestionsResource {
    private final Scope scope;
    private final CoHandlingStore store;

    UnitQuestionsResource(Scope scope, CoHandlingStore store) {
        this.scope = scope;
        this.store = store;
    }

    /** What the unit was asked, the oldest first; {@code state=ANSWERED} for what it has answered. */
    @GET
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Page<Question>> ofUnit(
            @PathParam("unit") String unit,
            @QueryParam("state") @DefaultValue("OPEN") State state,
            @BeanParam PageRequest page) {
        scope.requireListReader(unit);
        return store.ofUnit(unit, state, scope.ownAndAbove(), page);
    }

    /** Whether a question waits. */
    public enum State {
        OPEN,
        ANSWERED
    }

    /**
     * A question to the unit.
     *
     * @param unit The lead unit that asks.
     * @param dueAt When the opinion is due. Null while followup has not said it.
     * @param deadlineState Where that deadline stands.
     */
    public record Question(
            UUID coHandlingId,
            UUID workOrderId,
            UUID caseId,
            String caseNumber,
            String title,
            String unit,
            String question,
            Instant requestedAt,
            Instant dueAt,
            String deadlineState,
            Instant answeredAt) {}
}
