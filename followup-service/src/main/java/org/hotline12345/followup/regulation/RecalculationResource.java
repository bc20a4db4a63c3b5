package org.hotline12345.followup.regulation;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** How far the recomputing of open deadlines is. */
@Path("/api/v1/recalculations")
@RolesAllowed({Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.DISPATCHER, Roles.ADMIN})
public class RecalculationResource {
    private final RecalculationStore runs;
    private final Command command;

    public RecalculationResource(RecalculationStore runs, Command command) {
        this.runs = runs;
        this.command = command;
    }

    /** The runs, the latest first; with {@code open=true} those that are not finished. */
    @GET
    @RequestHeaders(RequestHeaders.Name.LANGUAGE)
    public Uni<Page<Recalculation>> list(@RestQuery boolean open, @BeanParam PageRequest page) {
        return runs.latest(open, page, command.language());
    }

    /** One run. */
    @GET
    @Path("/{id}")
    @RequestHeaders(RequestHeaders.Name.LANGUAGE)
    public Uni<Recalculation> get(@RestPath UUID id) {
        return runs.find(id, command.language()).map(run -> {
            if (run == null) {
                throw Problem.notFound();
            }
            return run;
        });
    }
}
