package org.hotline12345.assessment.imported;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.imported.CsvInput.CsvRow;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;

/** Inhabitants (人口数) of areas and of what units are responsible for. */
@Path("/api/v1/inhabitants")
@Tag(name = "indicators")
@Produces(MediaType.APPLICATION_JSON)
public class InhabitantsResource {
    private static final List<String> COLUMNS = List.of("kind", "code", "year", "inhabitants", "source");

    private final InhabitantQueries inhabitants;
    private final InhabitantStore store;
    private final OfficeCopy office;
    private final Caller caller;

    InhabitantsResource(InhabitantQueries inhabitants, InhabitantStore store, OfficeCopy office, Caller caller) {
        this.inhabitants = inhabitants;
        this.store = store;
        this.office = office;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR, Roles.UNIT_LEADER, Roles.ADMIN})
    public Uni<Page<InhabitantQueries.InhabitantsView>> all() {
        return inhabitants.all().map(all -> new Page<>(all, null));
    }

    @POST
    @Path("/import")
    @RolesAllowed(Roles.ADMIN)
    @Consumes("text/csv")
    public Uni<ImportReport> take(@NotNull String csv) {
        var rows = CsvInput.read(csv, COLUMNS);
        var entries = AllOrNone.read(
                rows,
                this::entry,
                entry -> List.of(entry.code(), entry.kind(), entry.year()),
                "code",
                (violation, i) -> violation.atLine(i + 2));
        return store.store(entries, caller.subject()).map(stored -> ImportReport.of(rows.size(), stored));
    }

    private InhabitantStore.Entry entry(CsvRow row) {
        COLUMNS.stream().filter(column -> row.cell(column) == null).findFirst().ifPresent(column -> {
            throw Problem.invalid(column, "violation.required");
        });
        var kind = switch (row.cell("kind")) {
            case "AREA" -> InhabitantQueries.Kind.AREA;
            case "UNIT" -> InhabitantQueries.Kind.UNIT;
            default -> throw Problem.invalid("kind", "violation.csv.value", row.cell("kind"));
        };
        String code = row.cell("code");
        boolean known = kind == InhabitantQueries.Kind.AREA
                ? office.area(code).isPresent()
                : office.unit(code).isPresent();
        if (!known) {
            throw Problem.invalid("code", "violation.csv.code", code);
        }
        return new InhabitantStore.Entry(
                kind,
                code,
                (int) number(row, "year", 1990, 2200),
                number(row, "inhabitants", 1, 2_000_000_000L),
                row.cell("source"));
    }

    private static long number(CsvRow row, String column, long least, long most) {
        String text = row.cell(column);
        long number = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw Problem.invalid(column, "violation.range", least, most);
        }
        return number;
    }
}
