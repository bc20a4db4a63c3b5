package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.reply.model.CheckMode;

/** What the serious flags of the quality check do in a unit. */
@Path("/api/v1/units/{unit}/reply-check")
public class ReplyCheckPolicyResource {
    private final CheckReply checkReply;
    private final Caller caller;
    private final OfficeCopy office;
    private final ReplyCheckStore store;
    private final Clock clock;

    public ReplyCheckPolicyResource(
            CheckReply checkReply, Caller caller, OfficeCopy office, ReplyCheckStore store, Clock clock) {
        this.checkReply = checkReply;
        this.caller = caller;
        this.office = office;
        this.store = store;
        this.clock = clock;
    }

    /** What serious flags do in the unit, and which unit's policy says so. */
    @GET
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER})
    public Uni<UnitPolicy> policy(@PathParam("unit") String unit) {
        requireKnown(unit);
        return read(unit);
    }

    /** Says what serious flags do in the unit and in those below it that have no policy of their own. */
    @PUT
    @RolesAllowed(Roles.ADMIN)
    public Uni<UnitPolicy> setPolicy(@PathParam("unit") String unit, @NotNull @Valid PolicyBody body) {
        requireKnown(unit);
        return store.setPolicy(unit, body.mode(), caller.subject(), clock.instant())
                .chain(() -> read(unit));
    }

    private Uni<UnitPolicy> read(String unit) {
        return store.policies().map(policies -> checkReply.policy(unit, policies));
    }

    private void requireKnown(String unit) {
        if (office.unit(unit).isEmpty()) {
            throw Problem.notFound();
        }
    }

    /** ADVISE or BLOCK. */
    public record PolicyBody(@NotNull CheckMode mode) {}

    /**
     * What serious flags do in a unit.
     *
     * @param from The unit whose policy says so: the unit itself or one above it; null where the installation's setting does.
     */
    public record UnitPolicy(String unit, CheckMode mode, String from) {}
}
