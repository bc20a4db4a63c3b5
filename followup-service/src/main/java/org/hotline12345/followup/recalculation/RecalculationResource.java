package org.hotline12345.followup.recalculation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.jboss.resteasy.reactive.RestPath;

/** How far the recomputing of open deadlines is. */
@Path("/api/v1/recalculations")
@RolesAllowed({Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.DISPATCHER, Roles.ADMIN})
public class RecalculationResource {
    private final Pool pool;
    private final Recalculations runs;

    public RecalculationResource(Pool pool, Recalculations runs) {
        this.pool = pool;
        this.runs = runs;
    }

    /** The runs, the latest first. */
    @GET
    public Uni<Page<Recalculation>> list(
            @BeanParam PageRequest page, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        Cursor cursor = page.cursor();
        int limit = page.limit();
        return runs.latest(
                        Sql.on(pool),
                        cursor == null ? null : cursor.time(0).toInstant(),
                        cursor == null ? null : cursor.uuid(1),
                        limit + 1)
                .map(rows -> Page.of(
                        rows,
                        limit,
                        row -> Cursor.encode(row.getOffsetDateTime("started_at").toInstant(), row.getUUID("id")),
                        row -> Recalculations.view(row, Language.of(language))));
    }

    /** One run. */
    @GET
    @Path("/{id}")
    public Uni<Recalculation> get(@RestPath UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return runs.find(Sql.on(pool), id, Language.of(language)).map(run -> {
            if (run == null) {
                throw Problem.notFound();
            }
            return run;
        });
    }
}
