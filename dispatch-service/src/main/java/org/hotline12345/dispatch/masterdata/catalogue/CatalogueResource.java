package org.hotline12345.dispatch.masterdata.catalogue;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;

/** The dispatch catalogue: read by all, kept by the administrator. */
@Path("/api/v1/catalogue")
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {
    private final Catalogue catalogue;
    private final CatalogueStore store;
    private final Command command;
    private final Clock clock;

    public CatalogueResource(Catalogue catalogue, CatalogueStore store, Command command, Clock clock) {
        this.catalogue = catalogue;
        this.store = store;
        this.command = command;
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
        return store.page(page, category, area, leadUnit)
                .map(rules -> new Page<>(rules.items().stream().map(Entry::of).toList(), rules.next()));
    }

    /** One entry. */
    @GET
    @Path("/{id}")
    @Authenticated
    @APIResponseSchema(value = Entry.class, responseCode = "200")
    public Uni<Response> get(@PathParam("id") UUID id) {
        return store.find(id).map(entry -> Command.ok(Entry.of(entry.item()), entry.version()));
    }

    /** A new entry. */
    @POST
    @RolesAllowed(Roles.ADMIN)
    @APIResponseSchema(value = Entry.class, responseCode = "201")
    public Uni<Response> create(@NotNull @Valid EntryBody body) {
        CatalogueRule rule = body.rule(UuidV7.next(), clock);
        return catalogue
                .create(rule, command.now())
                .replaceWith(() -> Command.created("/api/v1/catalogue/" + rule.id(), Entry.of(rule), 0));
    }

    /** Changes an entry. */
    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = Entry.class, responseCode = "200")
    public Uni<Response> change(@PathParam("id") UUID id, @NotNull @Valid EntryBody body) {
        return catalogue
                .change(body.rule(id, clock), command.now())
                .map(entry -> Command.ok(Entry.of(entry.item()), entry.version()));
    }

    /** Takes an entry out of use. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponse(responseCode = "204", description = "无内容 No content")
    public Uni<Response> delete(@PathParam("id") UUID id) {
        return catalogue
                .takeOutOfUse(id, command.now())
                .replaceWith(() -> Response.noContent().build());
    }

    /** Takes a CSV file whole, or says line by line what is wrong with it. */
    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<ImportReport> importCsv(@NotNull String csv) {
        return catalogue.importCsv(csv, command.now().actor());
    }

    /**
     * An entry as it is shown.
     *
     * @param leadUnit A unit's code; {@code @DISTRICT} or {@code @STREET}: the unit of that level responsible for the area.
     * @param keywordsDecide Whether its words dispatch a case by themselves.
     */
    public record Entry(
            UUID id,
            String category,
            String area,
            List<String> keywords,
            String leadUnit,
            List<String> coUnits,
            LocalDate validFrom,
            LocalDate validTo,
            boolean keywordsDecide) {
        static Entry of(CatalogueRule rule) {
            return new Entry(
                    rule.id(),
                    rule.category(),
                    rule.area(),
                    rule.keywords(),
                    rule.lead().text(),
                    rule.coUnits(),
                    rule.validFrom(),
                    rule.validTo(),
                    rule.keywordsDecide());
        }
    }

    /** An entry as it is sent; {@code validFrom} is today if absent, {@code keywordsDecide} false. */
    public record EntryBody(
            @NotBlank String category,
            String area,
            @Size(max = 500) List<@NotBlank @Size(min = 2, max = 40) String> keywords,
            @NotBlank String leadUnit,
            @Size(max = 20) List<@NotBlank String> coUnits,
            LocalDate validFrom,
            LocalDate validTo,
            Boolean keywordsDecide) {
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
                            validFrom == null ? ShanghaiTime.day(clock.instant()) : validFrom,
                            validTo)
                    .withKeywordsDeciding(Boolean.TRUE.equals(keywordsDecide));
        }
    }
}
