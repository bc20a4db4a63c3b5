package org.hotline12345.dispatch.deputy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.dispatch.deputy.DeputyResource.DeputyBody;
import org.hotline12345.dispatch.deputy.DeputyResource.View;

/** The deputies of a unit (AB 角): named, dated, audited. */
@Path("/api/v1/units/{unit}/deputies")
public class UnitDeputiesResource {
    private final NameDeputy naming;
    private final StandingDeputies standing;
    private final Idempotency idempotency;
    private final Caller caller;
    private final Pool pool;

    public UnitDeputiesResource(
            NameDeputy naming, StandingDeputies standing, Idempotency idempotency, Caller caller, Pool pool) {
        this.naming = naming;
        this.standing = standing;
        this.idempotency = idempotency;
        this.caller = caller;
        this.pool = pool;
    }

    /** Names a deputy. */
    @POST
    @RolesAllowed({Roles.UNIT_LEADER, Roles.ADMIN})
    public Uni<Response> name(
            @PathParam("unit") String unit,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid DeputyBody body) {
        var wanted = body.deputyship(unit);
        return idempotency
                .run(
                        key,
                        body,
                        session -> naming.name(session, wanted, body.reason())
                                .map(row -> Response.status(Response.Status.CREATED)
                                        .header("Location", "/api/v1/units/" + unit + "/deputies")
                                        .entity(DeputyResource.view(row))
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
        var after = page.cursor();
        return Sql.on(pool)
                .select(
                        """
                        select *
                        from deputy
                        where unit = $1
                          and ($2::date is null or ended_at is null and $2 between valid_from and valid_to)
                          and ($3::timestamptz is null or (named_at, id) > ($3, $4::uuid))
                        order by named_at, id
                        limit $5
                        """,
                        unit,
                        on,
                        after == null ? null : after.time(0),
                        after == null ? null : after.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(row.getOffsetDateTime("named_at").toInstant(), row.getUUID("id")),
                        DeputyResource::view));
    }
}
