package org.hotline12345.dispatch.deputy;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.deputy.DeputyResource.DeputyBody;
import org.hotline12345.dispatch.deputy.DeputyResource.View;

/** The deputies of a unit (AB 角): named, dated, audited. */
@Path("/api/v1/units/{unit}/deputies")
@Produces(MediaType.APPLICATION_JSON)
public class UnitDeputiesResource {
    private final NameDeputy naming;
    private final StandingDeputies standing;
    private final Idempotency idempotency;
    private final Caller caller;
    private final DeputyStore store;

    public UnitDeputiesResource(
            NameDeputy naming, StandingDeputies standing, Idempotency idempotency, Caller caller, DeputyStore store) {
        this.naming = naming;
        this.standing = standing;
        this.idempotency = idempotency;
        this.caller = caller;
        this.store = store;
    }

    /** Names a deputy. */
    @POST
    @RolesAllowed({Roles.UNIT_LEADER, Roles.ADMIN})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = DeputyResource.View.class, responseCode = "201")
    public Uni<Response> name(@PathParam("unit") String unit, @NotNull @Valid DeputyBody body) {
        var wanted = body.deputyship(unit);
        return idempotency
                .run(
                        body,
                        session -> naming.name(session, wanted, body.reason())
                                .map(named -> Response.status(Response.Status.CREATED)
                                        .header("Location", "/api/v1/units/" + unit + "/deputies")
                                        .entity(View.of(named))
                                        .build()))
                .invoke(standing::lookAgain);
    }

    /** The deputies of a unit, those of earlier days too; {@code on}: those that stand on that day. */
    @GET
    @RolesAllowed({
        Roles.UNIT_LEADER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_HANDLER,
        Roles.ADMIN,
        Roles.AUDITOR,
        Roles.SUPERVISOR
    })
    public Uni<Page<View>> list(
            @PathParam("unit") String unit, @QueryParam("on") LocalDate on, @BeanParam PageRequest page) {
        caller.requireUnitOr(unit, Roles.ADMIN, Roles.AUDITOR, Roles.SUPERVISOR);
        return store.ofUnit(unit, on, page)
                .map(found -> new Page<>(found.items().stream().map(View::of).toList(), found.next()));
    }
}
