package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.indicator.model.AnswerRule;
import org.hotline12345.assessment.indicator.model.Basis;
import org.hotline12345.assessment.indicator.model.Count;
import org.hotline12345.assessment.indicator.model.Definitions;
import org.hotline12345.assessment.indicator.model.Period;
import org.hotline12345.assessment.indicator.model.Rate;
import org.hotline12345.chassis.http.Page;
import org.hotline12345.chassis.http.PageRequest;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.security.Roles;

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
    private final Clock clock;

    public FigureCasesResource(
            FindCases cases, ReportingPeriods periods, FigureScope scope, CaseFilters filters, Clock clock) {
        this.cases = cases;
        this.periods = periods;
        this.scope = scope;
        this.filters = filters;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The cases behind a figure of a period: those outside the numerator first")
    public Uni<Page<FindCases.Evidence>> cases(
            @PathParam("code") String code,
            @QueryParam("period") String period,
            @QueryParam("unit") String unit,
            @QueryParam("group") String group,
            @QueryParam("counted") Boolean counted,
            @BeanParam CaseFilters.Query narrowed,
            @BeanParam PageRequest page) {
        Period asked = periods.read("period", period);
        Collection<String> units = scope.units(unit, group);
        var behind = new FindCases.Behind(
                List.of(basis(code, units != null)),
                asked,
                units,
                filters.of(narrowed),
                AnswerRule.DEFAULT,
                clock.instant(),
                List.of());
        return cases.behind(behind, counted, page);
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
