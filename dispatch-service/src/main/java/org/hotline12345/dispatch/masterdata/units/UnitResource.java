package org.hotline12345.dispatch.masterdata.units;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.MasterStore.Versioned;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;

/** Units: read by all, kept by the administrator. */
@Path("/api/v1/units")
public class UnitResource {
    private final Units units;
    private final UnitStore store;
    private final Caller caller;
    private final Clock clock;

    public UnitResource(Units units, UnitStore store, Caller caller, Clock clock) {
        this.units = units;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    /** Units by code; of a comparison group, a level, below a parent, or whose name holds a text. */
    @GET
    @Authenticated
    public Uni<Page<Unit>> list(
            @QueryParam("group") String group,
            @QueryParam("level") UnitLevel level,
            @QueryParam("parent") String parent,
            @QueryParam("q") String q,
            @QueryParam("active") Boolean active,
            @BeanParam PageRequest page) {
        return store.page(page, group, level, parent, q, active);
    }

    /** One unit. */
    @GET
    @Path("/{code}")
    @Authenticated
    public Uni<Response> get(@PathParam("code") String code) {
        return store.find(code).map(unit -> answer(Response.Status.OK, unit));
    }

    /** Creates or changes a unit. */
    @PUT
    @Path("/{code}")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<Response> put(
            @PathParam("code") @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9-]{0,39}") String code,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid UnitBody body) {
        return units.put(body.unit(code, clock), ifMatch, caller.subject())
                .map(unit -> answer(unit.version() == 0 ? Response.Status.CREATED : Response.Status.OK, unit));
    }

    /** Takes a CSV file whole, or says line by line what is wrong with it. */
    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<ImportReport> importCsv(@NotNull String csv) {
        return units.importCsv(csv, caller.subject());
    }

    private static Response answer(Response.Status status, Versioned<Unit> unit) {
        var response = Response.status(status).entity(unit.item()).header("ETag", ETags.tag(unit.version()));
        if (status == Response.Status.CREATED) {
            response.header("Location", "/api/v1/units/" + unit.item().code());
        }
        return response.build();
    }

    /**
     * A unit as it is sent.
     *
     * @param validFrom From when on; now if absent.
     */
    public record UnitBody(
            String code,
            @NotBlank @Size(max = 200) String name,
            @NotNull UnitLevel level,
            String parent,
            @NotBlank @Size(max = 100) String group,
            @Size(max = 200) List<String> areas,
            @Min(0) @Max(1) Integer reviewSteps,
            SignOffLevel signOffLevel,
            Boolean centreReview,
            Boolean active,
            OffsetDateTime validFrom,
            InstructionPolicy instructions) {
        Unit unit(String code, Clock clock) {
            return new Unit(
                    code,
                    name,
                    level,
                    parent,
                    group,
                    areas,
                    reviewSteps == null ? 1 : reviewSteps,
                    signOffLevel == null ? SignOffLevel.DEPUTY : signOffLevel,
                    centreReview != null && centreReview,
                    active == null || active,
                    validFrom == null ? clock.instant() : validFrom.toInstant(),
                    instructions);
        }
    }
}
