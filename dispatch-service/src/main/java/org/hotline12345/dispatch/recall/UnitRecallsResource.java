package org.hotline12345.dispatch.recall;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.dispatch.workorder.Scope;

/** What was taken from a unit lately, and why: its people see it leave their list, and read it here. */
@Path("/api/v1/units/{unit}/recalls")
@Produces(MediaType.APPLICATION_JSON)
public class UnitRecallsResource {
    private final RecallStore store;
    private final Scope scope;

    UnitRecallsResource(RecallStore store, Scope scope) {
        this.store = store;
        this.scope = scope;
    }

    /** Those of the last seven days, the latest first, a hundred at most. */
    @GET
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Page<Recalled>> ofUnit(@PathParam("unit") String unit) {
        scope.requireListReader(unit);
        return store.ofUnit(unit, scope.ownAndAbove());
    }

    /**
     * An order that was taken from the unit.
     *
     * @param toUnit Where the case went at once; null for triage.
     * @param signed Whether the unit had signed.
     */
    @Schema(name = "UnitRecall")
    public record Recalled(
            UUID workOrderId,
            UUID caseId,
            String caseNumber,
            String title,
            String toUnit,
            String reason,
            boolean signed,
            String recalledBy,
            Instant recalledAt) {}
}
