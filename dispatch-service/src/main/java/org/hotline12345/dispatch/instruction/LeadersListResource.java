package org.hotline12345.dispatch.instruction;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/** The leaders' own list. */
@Path("/api/v1/units/{unit}/leaders-list")
public class LeadersListResource {
    private final LeadersListQueries list;

    public LeadersListResource(LeadersListQueries list) {
        this.list = list;
    }

    /** The leaders' own list of a unit's open orders: those waiting for a leader, or others by their standing. */
    @GET
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.UNIT_HANDLER, Roles.SUPERVISOR})
    public Uni<Page<LeadersListQueries.Item>> leadersList(
            @PathParam("unit") String unit,
            @QueryParam("standing") @DefaultValue("AWAITED") List<LeadersListQueries.Standing> standing,
            @BeanParam PageRequest page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String accept) {
        return list.of(unit, standing, page, Language.of(accept));
    }
}
