package org.hotline12345.dispatch.masterdata.units;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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
import java.util.HashMap;
import java.util.List;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.MasterData;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;

/** Units: read by all, kept by the administrator. */
@Path("/api/v1/units")
public class UnitResource {
    private final Units units;
    private final MasterData masterData;
    private final Transactions transactions;
    private final Pool pool;
    private final Caller caller;
    private final Clock clock;

    public UnitResource(
            Units units, MasterData masterData, Transactions transactions, Pool pool, Caller caller, Clock clock) {
        this.units = units;
        this.masterData = masterData;
        this.transactions = transactions;
        this.pool = pool;
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
        return Sql.on(pool)
                .select(
                        "select " + Units.COLUMNS + """
                                from unit
                                where code > $1
                                  and ($2::text is null or comparison_group = $2)
                                  and ($3::text is null or level = $3)
                                  and ($4::text is null or parent = $4)
                                  and ($5::text is null or position($5 in name) > 0)
                                  and ($6::boolean is null or active = $6)
                                order by code
                                limit $7
                                """,
                        page.cursor() == null ? "" : page.cursor().text(0),
                        group,
                        level,
                        parent,
                        q,
                        active,
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows, page.limit(), row -> Cursor.encode(row.getString("code")), row -> Units.unit(row)));
    }

    /** One unit. */
    @GET
    @Path("/{code}")
    @Authenticated
    public Uni<Response> get(@PathParam("code") String code) {
        return Sql.on(pool)
                .first("select " + Units.COLUMNS + " from unit where code = $1", code)
                .map(row -> {
                    if (row == null) {
                        throw Problem.notFound();
                    }
                    return answer(Response.Status.OK, Units.unit(row), row.getInteger("version"));
                });
    }

    /** Creates or changes a unit. */
    @PUT
    @Path("/{code}")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<Response> put(
            @PathParam("code") @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9-]{0,39}") String code,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid UnitBody body) {
        String actor = caller.subject();
        return transactions.inTransaction(session -> masterData
                .beginChange(session)
                .chain(() -> Sql.on(session).first("select version, valid_from from unit where code = $1", code))
                .chain(before -> units.all(Sql.on(session)).chain(stored -> {
                    if (before != null) {
                        ETags.check(ifMatch, before.getInteger("version"));
                    }
                    Unit unit = body.unit(code, clock);
                    if (unit.parent() != null && !stored.containsKey(unit.parent())) {
                        throw Problem.invalid("parent", "violation.unknown-unit", unit.parent());
                    }
                    var after = new HashMap<>(stored);
                    after.put(code, unit);
                    if (Units.inCircle(code, after)) {
                        throw Problem.invalid("parent", "violation.circle");
                    }
                    int version = before == null ? 0 : before.getInteger("version") + 1;
                    return units.save(session, List.of(unit), actor)
                            .replaceWith(() -> answer(
                                    before == null ? Response.Status.CREATED : Response.Status.OK, unit, version));
                })));
    }

    /** Takes a CSV file whole, or says line by line what is wrong with it. */
    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<ImportReport> importCsv(@NotNull String csv) {
        String actor = caller.subject();
        return transactions.inTransaction(session -> units.importCsv(session, csv, actor));
    }

    private static Response answer(Response.Status status, Unit unit, int version) {
        var response = Response.status(status).entity(unit).header("ETag", ETags.tag(version));
        if (status == Response.Status.CREATED) {
            response.header("Location", "/api/v1/units/" + unit.code());
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
