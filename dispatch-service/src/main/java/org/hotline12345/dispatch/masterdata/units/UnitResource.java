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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;

/** Units: read by all, kept by the administrator. */
@Path("/api/v1/units")
@Produces(MediaType.APPLICATION_JSON)
public class UnitResource {
    private final Units units;
    private final UnitStore store;
    private final Command command;
    private final Clock clock;

    public UnitResource(Units units, UnitStore store, Command command, Clock clock) {
        this.units = units;
        this.store = store;
        this.command = command;
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

    @GET
    @Path("/{code}")
    @Authenticated
    @APIResponseSchema(value = Unit.class, responseCode = "200")
    public Uni<Response> get(@PathParam("code") String code) {
        return store.find(code).map(unit -> Command.ok(unit.item(), unit.version()));
    }

    /** Creates or changes a unit. */
    @PUT
    @Path("/{code}")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = Unit.class, responseCode = "200")
    @APIResponse(
            responseCode = "201",
            description = "新增 Made",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Unit.class)))
    public Uni<Response> put(
            @PathParam("code") @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9-]{0,39}") String code,
            @NotNull @Valid UnitBody body) {
        return units.put(body.unit(code, clock), command.now())
                .map(unit -> unit.version() == 0
                        ? Command.created("/api/v1/units/" + code, unit.item(), unit.version())
                        : Command.ok(unit.item(), unit.version()));
    }

    /** Takes a CSV file whole, or says line by line what is wrong with it. */
    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<ImportReport> importCsv(@NotNull String csv) {
        return units.importCsv(csv, command.now().actor());
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
            @Size(max = 200) List<@NotBlank String> areas,
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
