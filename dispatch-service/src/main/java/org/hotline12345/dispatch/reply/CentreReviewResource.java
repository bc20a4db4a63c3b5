package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/** What waits for the reviewers of the centre. */
@Path("/api/v1/centre-reviews")
public class CentreReviewResource {
    private final CentreReviewQueries queries;
    private final Caller caller;

    CentreReviewResource(CentreReviewQueries queries, Caller caller) {
        this.caller = caller;
        this.queries = queries;
    }

    /** The replies that wait for the centre's word, those first that have waited longest; of all units or of one. */
    @GET
    @RolesAllowed({Roles.CENTRE_REVIEWER, Roles.SUPERVISOR})
    public Uni<Page<CentreReviewQueries.WaitingReply>> waiting(
            @QueryParam("unit") String unit, @BeanParam PageRequest page) {
        caller.requireOffice();
        return queries.waiting(unit, page);
    }
}
