package org.hotline12345.dispatch.masterdata.catalogue;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.MasterData;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;

/** The dispatch catalogue: read by all, kept by the administrator. */
@Path("/api/v1/catalogue")
public class CatalogueResource {
    private final Catalogue catalogue;
    private final MasterData masterData;
    private final Transactions transactions;
    private final Pool pool;
    private final Caller caller;
    private final Clock clock;

    public CatalogueResource(
            Catalogue catalogue,
            MasterData masterData,
            Transactions transactions,
            Pool pool,
            Caller caller,
            Clock clock) {
        this.catalogue = catalogue;
        this.masterData = masterData;
        this.transactions = transactions;
        this.pool = pool;
        this.caller = caller;
        this.clock = clock;
    }

    /** Entries in use, by category and id; of a category, an area, a lead unit. */
    @GET
    @Authenticated
    public Uni<Page<Entry>> list(
            @QueryParam("category") String category,
            @QueryParam("area") String area,
            @QueryParam("leadUnit") String leadUnit,
            @BeanParam PageRequest page) {
        var after = page.cursor();
        return Sql.on(pool)
                .select(
                        "select" + Catalogue.COLUMNS + """
                                from catalogue_entry
                                where active
                                  and ($1::text is null or (category, id) > ($1, $2::uuid))
                                  and ($3::text is null or category = $3)
                                  and ($4::text is null or area = $4)
                                  and ($5::text is null or lead_unit = $5)
                                order by category, id
                                limit $6
                                """,
                        after == null ? null : after.text(0),
                        after == null ? null : after.uuid(1),
                        category,
                        area,
                        leadUnit,
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(row.getString("category"), row.getUUID("id")),
                        row -> Entry.of(Catalogue.rule(row))));
    }

    /** One entry. */
    @GET
    @Path("/{id}")
    @Authenticated
    public Uni<Response> get(@PathParam("id") UUID id) {
        return find(Sql.on(pool), id)
                .map(row -> answer(Response.Status.OK, Catalogue.rule(row), row.getInteger("version")));
    }

    /** A new entry. */
    @POST
    @RolesAllowed(Roles.ADMIN)
    public Uni<Response> create(@NotNull @Valid EntryBody body) {
        CatalogueRule rule = body.rule(UuidV7.next(), clock);
        String actor = caller.subject();
        return transactions.inTransaction(session -> masterData
                .beginChange(session)
                .chain(() -> save(session, rule, actor))
                .replaceWith(() -> answer(Response.Status.CREATED, rule, 0)));
    }

    /** Changes an entry. */
    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Response> change(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @NotNull @Valid EntryBody body) {
        CatalogueRule rule = body.rule(id, clock);
        String actor = caller.subject();
        return transactions.inTransaction(session -> masterData
                .beginChange(session)
                .chain(() -> find(Sql.on(session), id))
                .invoke(row -> ETags.check(ifMatch, row.getInteger("version")))
                .chain(row -> save(session, rule, actor)
                        .replaceWith(() -> answer(Response.Status.OK, rule, row.getInteger("version") + 1))));
    }

    /** Takes an entry out of use. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Response> delete(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        String actor = caller.subject();
        return transactions.inTransaction(session -> masterData
                .beginChange(session)
                .chain(() -> find(Sql.on(session), id))
                .invoke(row -> ETags.check(ifMatch, row.getInteger("version")))
                .chain(row -> catalogue.save(session, List.of(Catalogue.rule(row)), false, actor))
                .replaceWith(() -> Response.noContent().build()));
    }

    /** Takes a CSV file whole, or says line by line what is wrong with it. */
    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<ImportReport> importCsv(@NotNull String csv) {
        String actor = caller.subject();
        return transactions.inTransaction(session -> catalogue.importCsv(session, csv, actor));
    }

    private Uni<Void> save(Mutiny.Session session, CatalogueRule rule, String actor) {
        return catalogue.check(Sql.on(session), rule).chain(violations -> {
            if (!violations.isEmpty()) {
                throw Problem.validation(violations);
            }
            return catalogue.save(session, List.of(rule), true, actor);
        });
    }

    private static Uni<Row> find(Sql sql, UUID id) {
        return sql.first("select" + Catalogue.COLUMNS + "from catalogue_entry where id = $1 and active", id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    private static Response answer(Response.Status status, CatalogueRule rule, int version) {
        var response = Response.status(status).entity(Entry.of(rule)).header("ETag", ETags.tag(version));
        if (status == Response.Status.CREATED) {
            response.header("Location", "/api/v1/catalogue/" + rule.id());
        }
        return response.build();
    }

    /**
     * An entry as it is shown.
     *
     * @param leadUnit A unit's code; {@code @DISTRICT} or {@code @STREET}: the unit of that level responsible for the area.
     */
    public record Entry(
            UUID id,
            String category,
            String area,
            List<String> keywords,
            String leadUnit,
            List<String> coUnits,
            LocalDate validFrom,
            LocalDate validTo) {
        static Entry of(CatalogueRule rule) {
            return new Entry(
                    rule.id(),
                    rule.category(),
                    rule.area(),
                    rule.keywords(),
                    rule.lead().text(),
                    rule.coUnits(),
                    rule.validFrom(),
                    rule.validTo());
        }
    }

    /** An entry as it is sent; {@code validFrom} is today if absent. */
    public record EntryBody(
            @NotBlank String category,
            String area,
            @Size(max = 500) List<@NotBlank @Size(min = 2, max = 40) String> keywords,
            @NotBlank String leadUnit,
            @Size(max = 20) List<@NotBlank String> coUnits,
            LocalDate validFrom,
            LocalDate validTo) {
        CatalogueRule rule(UUID id, Clock clock) {
            Lead lead = Lead.parse(leadUnit)
                    .orElseThrow(() -> Problem.invalid("leadUnit", "violation.unknown-unit", leadUnit));
            return new CatalogueRule(
                    id,
                    category,
                    area,
                    keywords,
                    lead,
                    coUnits,
                    validFrom == null ? LocalDate.now(clock.withZone(ShanghaiTime.ZONE)) : validFrom,
                    validTo);
        }
    }
}
