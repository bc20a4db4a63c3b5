package org.hotline12345.followup.recalculation;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.jboss.resteasy.reactive.RestPath;

/** How far the recomputing of open deadlines is. */
@Path("/api/v1/recalculations")
@RolesAllowed({Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.DISPATCHER, Roles.ADMIN})
public class RecalculationResource {
    private final RecalculationStore runs;

    public RecalculationResource(RecalculationStore runs) {
        this.runs = runs;
    }

    /** The runs, the latest first. */
    @GET
    public Uni<Page<Recalculation>> list(
            @BeanParam PageRequest page, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return runs.latest(page, Language.of(language));
    }

    /** One run. */
    @GET
    @Path("/{id}")
    public Uni<Recalculation> get(@RestPath UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return runs.find(id, Language.of(language)).map(run -> {
            if (run == null) {
                throw Problem.notFound();
            }
            return run;
        });
    }
}
