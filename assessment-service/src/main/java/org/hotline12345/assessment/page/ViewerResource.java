package org.hotline12345.assessment.page;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.access.Viewer;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;

/** Who looks at the page, as the service sees it: for its navigation and its watermark. */
@Path("/api/v1/viewer")
@RolesAllowed({
    Roles.EVALUATOR,
    Roles.OFFICE_LEADER,
    Roles.SUPERVISOR,
    Roles.UNIT_LEADER,
    Roles.UNIT_REVIEWER,
    Roles.UNIT_HANDLER,
    Roles.ADMIN
})
public class ViewerResource {
    private final Caller caller;
    private final OfficeCopy office;
    private final SecurityIdentity identity;
    private final Viewer viewer;

    public ViewerResource(Caller caller, OfficeCopy office, SecurityIdentity identity, Viewer viewer) {
        this.caller = caller;
        this.office = office;
        this.identity = identity;
        this.viewer = viewer;
    }

    /**
     * The viewer.
     *
     * @param subject Claim {@code sub}.
     * @param name As it stands on what the viewer looks at, {@link Viewer}.
     * @param unit Code of the viewer's unit. May be null.
     * @param unitName Its name. May be null.
     */
    public record ViewerView(String subject, String name, String unit, String unitName, List<String> roles) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public ViewerView viewer() {
        return new ViewerView(
                caller.subject(),
                viewer.name(),
                caller.unit(),
                office.unit(caller.unit()).map(UnitInfo::name).orElse(null),
                identity.getRoles().stream().sorted().toList());
    }
}
