package org.hotline12345.dispatch.changelog;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/** Who changed webhooks and people of the directory. */
@Path("/api/v1/change-log")
@Produces(MediaType.APPLICATION_JSON)
public class ChangeLogResource {
    private final ChangeLogStore log;
    private final Caller caller;

    ChangeLogResource(ChangeLogStore log, Caller caller) {
        this.log = log;
        this.caller = caller;
    }

    /** Changes of a kind, of one webhook or person, or by somebody, the latest first. */
    @GET
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN, Roles.OFFICE_LEADER})
    public Uni<Page<LoggedChange>> list(
            @QueryParam("kind") LoggedChange.Kind kind,
            @QueryParam("of") String of,
            @QueryParam("subject") String subject,
            @BeanParam PageRequest page) {
        caller.requireOffice();
        return log.page(kind, of, subject, page);
    }
}
