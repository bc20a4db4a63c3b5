package org.hotline12345.assessment.evidence;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Definitions;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.figures.CaseFilters;
import org.hotline12345.assessment.figures.FigureScope;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.document.Table;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.TableFiles;

/** From a figure to the cases behind it. */
@Path("/api/v1/indicators/{code}/cases")
@Tag(name = "indicators")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR, Roles.UNIT_LEADER})
public class FigureCasesResource {
    /** Figures that are made of counts otherwise than rates are: the facts behind them. */
    private static final Map<String, Count> MADE_OF = Map.of(
            Definitions.AVERAGE, Count.WORKING_DAYS_OF,
            Definitions.P90, Count.WORKING_DAYS_OF,
            Definitions.PER_DAY, Count.RECEIVED,
            Definitions.SHARE, Count.RECEIVED,
            Definitions.PER_10K, Count.RECEIVED);

    private final FindCases cases;
    private final ReportingPeriods periods;
    private final FigureScope scope;
    private final CaseFilters filters;
    private final Names names;
    private final TableFiles files;
    private final Clock clock;
    private final Command command;

    public FigureCasesResource(
            FindCases cases,
            ReportingPeriods periods,
            FigureScope scope,
            CaseFilters filters,
            Names names,
            TableFiles files,
            Clock clock,
            Command command) {
        this.cases = cases;
        this.periods = periods;
        this.scope = scope;
        this.filters = filters;
        this.names = names;
        this.files = files;
        this.clock = clock;
        this.command = command;
    }

    /** Which cases are asked for. */
    public static class Query {
        /** The period: one of the known forms or a name in a reporting calendar. */
        @QueryParam("period")
        public String period;

        /** Unit, its subordinates included. */
        @QueryParam("unit")
        public String unit;

        /** Comparison group. */
        @QueryParam("group")
        public String group;

        /** Only those in the numerator, or only the others; both by default. */
        @QueryParam("counted")
        public Boolean counted;

        /** Only such cases. */
        @BeanParam
        public CaseFilters.Query cases;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<FindCases.Evidence>> cases(
            @PathParam("code") String code, @BeanParam Query query, @BeanParam PageRequest page) {
        return cases.page(behind(code, query), query.counted, page);
    }

    @GET
    @Produces({TableFiles.CSV_IF_ASKED, TableFiles.XLSX_IF_ASKED})
    @Operation(hidden = true)
    public Uni<Response> saved(@PathParam("code") String code, @BeanParam Query query) {
        Language language = command.language();
        return files.saved(table(code, query, language), rows(code, query, language));
    }

    private FindCases.Behind behind(String code, Query query) {
        Period asked = periods.read("period", query.period);
        Collection<String> units = scope.units(query.unit, query.group);
        return new FindCases.Behind(
                List.of(basis(code, units != null)),
                asked,
                units,
                filters.of(query.cases),
                AnswerRule.DEFAULT,
                clock.instant(),
                List.of());
    }

    private Table table(String code, Query query, Language language) {
        Period asked = periods.read("period", query.period);
        String name = Definitions.all().stream()
                .filter(definition -> definition.code().equals(code))
                .findFirst()
                .map(definition -> definition.name().in(language))
                .orElseThrow(Problem::notFound);
        String unit = scope.unit(query.unit);
        String whose = unit == null ? "" : " " + names.of(Dimension.UNIT, unit).in(language);
        return new Table(
                "cases-" + code + (unit == null ? "" : "-" + unit) + "-"
                        + asked.text().replace("..", "_"),
                Text.in(
                        language,
                        name + "涉及诉求 " + asked.chinese() + whose,
                        "Cases behind " + name + ", " + asked.text() + whose),
                CaseTable.head(language),
                language);
    }

    private Multi<List<Object>> rows(String code, Query query, Language language) {
        return cases.every(EvidenceQueries.whole(behind(code, query)), query.counted)
                .map(evidence -> CaseTable.row(
                        evidence, unit -> names.of(Dimension.UNIT, unit).in(language), language));
    }

    private static Basis basis(String code, boolean ofUnits) {
        Count count =
                MADE_OF.containsKey(code) ? MADE_OF.get(code) : Count.of(code).orElse(null);
        if (count != null) {
            return Basis.of(count);
        }
        Rate rate = Rate.named(code).orElseThrow(Problem::notFound);
        return Basis.of(rate == Rate.ACCEPTANCE && ofUnits ? Rate.UNIT_ACCEPTANCE : rate);
    }
}
