package org.hotline12345.assessment.imported;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.definition.model.Definitions;
import org.hotline12345.assessment.definition.model.ImportedCount;
import org.hotline12345.assessment.figures.FigureScope;
import org.hotline12345.assessment.imported.CsvInput.CsvRow;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;

/** Counts from elsewhere (导入指标), such as the calls of the telephone system. */
@Path("/api/v1/indicators/imported-counts")
@Tag(name = "indicators")
@Produces(MediaType.APPLICATION_JSON)
public class ImportedCountResource {
    private static final Pattern CODE = Pattern.compile("[a-z][A-Za-z0-9]{1,39}");
    private static final Set<String> OTHER_MEMBERS =
            Set.of("key", "name", "compared", "change", "imported", "inhabitants");
    private static final List<String> COLUMNS = List.of("code", "period", "amount", "source");
    private static final long MOST = 1_000_000_000_000L;

    private final ImportedFigureQueries figures;
    private final ImportedFigureStore store;
    private final ReportingPeriods periods;
    private final FigureScope scope;
    private final OfficeCopy office;
    private final Caller caller;

    ImportedCountResource(
            ImportedFigureQueries figures,
            ImportedFigureStore store,
            ReportingPeriods periods,
            FigureScope scope,
            OfficeCopy office,
            Caller caller) {
        this.figures = figures;
        this.store = store;
        this.periods = periods;
        this.scope = scope;
        this.office = office;
        this.caller = caller;
    }

    /** A text in both languages. */
    public record CountText(
            @NotBlank @Size(max = 300) String zh,
            @NotBlank @Size(max = 300) String en) {
        Text words() {
            return new Text(zh, en);
        }
    }

    /**
     * The rate that a count makes.
     *
     * @param code Its name in answers.
     * @param of Code of the imported count that is its denominator.
     */
    public record ImportedRateInput(
            @NotBlank String code,
            @NotNull @Valid CountText name,
            @NotBlank String of) {}

    /** What a count means. */
    public record ImportedCountInput(
            @NotNull @Valid CountText name,
            @NotNull @Valid CountText words,
            @Valid ImportedRateInput rate) {}

    /**
     * A figure.
     *
     * @param code The count.
     * @param period What it counts.
     * @param unit Of which unit; absent: of the whole city.
     * @param amount How many.
     * @param source Where the number comes from.
     */
    public record ImportedFigureInput(String code, String period, String unit, Long amount, String source) {}

    public record ImportedFiguresInput(
            @NotEmpty @Size(max = 10_000) List<@NotNull ImportedFigureInput> items) {}

    @GET
    @RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR, Roles.UNIT_LEADER, Roles.ADMIN})
    public Uni<Page<ImportedFigureQueries.ImportedFigureView>> within(
            @QueryParam("period") String period,
            @QueryParam("code") String code,
            @QueryParam("versions") boolean versions) {
        return figures.within(periods.read("period", period))
                .map(all -> new Page<>(
                        all.stream()
                                .filter(figure -> versions || figure.latest())
                                .filter(figure -> code == null || code.equals(figure.code()))
                                .filter(figure -> caller.isOfOffice(Set.of(Roles.ADMIN)) || maySee(figure.unit()))
                                .toList(),
                        null));
    }

    private boolean maySee(String unit) {
        return unit == null ? !scope.confined() : scope.covers(unit);
    }

    @POST
    @RolesAllowed({Roles.EVALUATOR, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ImportReport> take(@NotNull @Valid ImportedFiguresInput input) {
        return store(input.items(), false);
    }

    @POST
    @RolesAllowed({Roles.EVALUATOR, Roles.ADMIN})
    @Consumes("text/csv")
    @Operation(hidden = true)
    public Uni<ImportReport> takeCsv(@NotNull String csv) {
        var rows = CsvInput.read(csv, COLUMNS).stream()
                .map(ImportedCountResource::input)
                .toList();
        return store(rows, true);
    }

    private static ImportedFigureInput input(CsvRow row) {
        String amount = row.cell("amount");
        return new ImportedFigureInput(
                row.cell("code"),
                row.cell("period"),
                row.cell("unit"),
                amount != null && amount.matches("\\d{1,13}") ? Long.valueOf(amount) : null,
                row.cell("source"));
    }

    @PUT
    @Path("/{code}")
    @RolesAllowed({Roles.EVALUATOR, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ImportedCountInput> define(@PathParam("code") String code, @NotNull @Valid ImportedCountInput input) {
        var rate = input.rate();
        return figures.counts().chain(known -> {
            requireFree(code, "code", known, code);
            if (rate != null) {
                requireFree(rate.code(), "rate.code", known, code);
                if (rate.code().equals(code)) {
                    throw Problem.invalid("rate.code", "violation.imported.code", code);
                }
                if (known.stream().noneMatch(count -> count.code().equals(rate.of()))) {
                    throw Problem.invalid("rate.of", "violation.indicator");
                }
            }
            var count = new ImportedCount(
                    code,
                    input.name().words(),
                    input.words().words(),
                    rate == null
                            ? null
                            : new ImportedCount.ImportedRate(
                                    rate.code(), rate.name().words(), rate.of()));
            return store.define(count, caller.subject()).replaceWith(input);
        });
    }

    /** A name that no other figure has. */
    private static void requireFree(String code, String field, List<ImportedCount> known, String own) {
        boolean taken = Definitions.isTaken(code)
                || OTHER_MEMBERS.contains(code)
                || known.stream()
                        .filter(count -> !count.code().equals(own))
                        .anyMatch(count -> count.code().equals(code)
                                || count.rate() != null && count.rate().code().equals(code));
        if (taken || !CODE.matcher(code).matches()) {
            throw Problem.invalid(field, "violation.imported.code", code);
        }
    }

    private Uni<ImportReport> store(List<ImportedFigureInput> inputs, boolean table) {
        String by = caller.subject();
        return figures.counts().chain(known -> {
            Set<String> codes = known.stream().map(ImportedCount::code).collect(Collectors.toSet());
            var entries = AllOrNone.read(
                    inputs,
                    input -> entry(input, codes),
                    entry -> List.of(entry.code(), entry.unit(), entry.firstDay(), entry.lastDay()),
                    "period",
                    (violation, i) -> table
                            ? violation.atLine(i + 2)
                            : new Violation(
                                    "items[" + i + "]." + violation.field(),
                                    violation.message(),
                                    violation.args(),
                                    null));
            return store.store(entries, by).map(stored -> ImportReport.of(inputs.size(), stored));
        });
    }

    private ImportedFigureStore.Entry entry(ImportedFigureInput input, Set<String> codes) {
        if (!codes.contains(input.code())) {
            throw Problem.invalid("code", "violation.indicator");
        }
        Period period = periods.read("period", input.period());
        String unit = input.unit() == null || input.unit().isBlank() ? ImportedFigureQueries.CITY : input.unit();
        if (!unit.equals(ImportedFigureQueries.CITY) && office.unit(unit).isEmpty()) {
            throw Problem.invalid("unit", "violation.csv.code", unit);
        }
        if (input.amount() == null || input.amount() < 0 || input.amount() > MOST) {
            throw Problem.invalid("amount", "violation.range", 0, MOST);
        }
        if (input.source() == null || input.source().isBlank() || input.source().length() > 300) {
            throw Problem.invalid("source", "violation.Size", 1, 300);
        }
        return new ImportedFigureStore.Entry(
                input.code(),
                unit,
                period.first(),
                period.last(),
                input.amount(),
                input.source().strip());
    }
}
