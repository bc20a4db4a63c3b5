package org.hotline12345.dispatch.routing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;

/** Models of the router: trained, judged, put in force and taken back by an administrator. */
@Path("/api/v1/routing/models")
@Produces(MediaType.APPLICATION_JSON)
public class RouterModelResource {
    private final TrainRouter trainRouter;
    private final RouterModelStore models;
    private final Caller caller;

    public RouterModelResource(TrainRouter trainRouter, RouterModelStore models, Caller caller) {
        this.trainRouter = trainRouter;
        this.models = models;
        this.caller = caller;
    }

    /** Begins a training; its progress stands in the model. */
    @POST
    @RolesAllowed(Roles.ADMIN)
    @APIResponseSchema(value = RouterModelView.class, responseCode = "202")
    public Uni<Response> train() {
        return trainRouter
                .begin(caller.subject())
                .chain(models::view)
                .map(view -> Response.accepted(view)
                        .location(URI.create("/api/v1/routing/models/" + view.version()))
                        .build());
    }

    /** All models, the newest first. */
    @GET
    @RolesAllowed({Roles.ADMIN, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Page<RouterModelView>> list() {
        return models.list().map(all -> new Page<>(all, null));
    }

    /** One model with its figures. */
    @GET
    @Path("/{version}")
    @RolesAllowed({Roles.ADMIN, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<RouterModelView> one(@PathParam("version") String version) {
        return models.view(version).onItem().ifNull().failWith(Problem::notFound);
    }

    /** Compares the model with the one in force on recent cases that neither has seen; nothing changes. */
    @POST
    @Path("/{version}/evaluation")
    @RolesAllowed(Roles.ADMIN)
    public Uni<TrainRouter.Comparison> evaluate(@PathParam("version") String version) {
        return trainRouter.evaluate(version);
    }

    /** Puts the model in force; 409 if it is worse than the one that is. */
    @POST
    @Path("/{version}/activation")
    @RolesAllowed(Roles.ADMIN)
    public Uni<RouterModelView> activate(@PathParam("version") String version) {
        return trainRouter.activate(version, caller.subject());
    }

    /** Puts the model that was in force before in force again, or none. */
    @POST
    @Path("/rollback")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Page<RouterModelView>> rollBack() {
        return trainRouter.rollBack(caller.subject()).map(all -> new Page<>(all, null));
    }
}
