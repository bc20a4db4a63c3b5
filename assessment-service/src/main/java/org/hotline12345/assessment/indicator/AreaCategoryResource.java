package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.figures.CaseFilters;
import org.hotline12345.assessment.figures.FigureScope;
import org.hotline12345.assessment.figures.IndicatorQueries;
import org.hotline12345.assessment.figures.IndicatorQueries.AreaAndCategory;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.period.Wording;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;

/** One figure of areas by categories: what is wrong where. */
@Path("/api/v1/indicators/areas-by-categories")
@Tag(name = "indicators")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR, Roles.UNIT_LEADER})
public class AreaCategoryResource {
    private static final int MOST_CATEGORY_LEVELS = 3;
    private static final int MOST_AREA_LEVELS = 6;

    private final IndicatorQueries indicators;
    private final ReportingPeriods periods;
    private final FigureScope scope;
    private final CaseFilters filters;
    private final Names names;
    private final Command command;

    public AreaCategoryResource(
            IndicatorQueries indicators,
            ReportingPeriods periods,
            FigureScope scope,
            CaseFilters filters,
            Names names,
            Command command) {
        this.indicators = indicators;
        this.periods = periods;
        this.scope = scope;
        this.filters = filters;
        this.names = names;
        this.command = command;
    }

    /** An area or a category; the key is null for cases that have none. */
    public record Heading(String key, String name) {}

    /** The figure of an area and a category. */
    public record AreaCategoryCell(String area, String category, Number value, Long numerator, Long denominator) {}

    /** The figure of all areas by all categories that have cases; what is not in {@code items} is nought. */
    public record AreaCategoryView(
            Wording.PeriodView period,
            String indicator,
            String name,
            List<Heading> areas,
            List<Heading> categories,
            List<AreaCategoryCell> items,
            String next) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<AreaCategoryView> table(
            @QueryParam("indicator") String indicator,
            @QueryParam("period") String period,
            @QueryParam("unit") String unit,
            @QueryParam("group") String group,
            @QueryParam("areaLevel") Integer areaLevel,
            @QueryParam("categoryLevel") Integer categoryLevel,
            @BeanParam CaseFilters.Query narrowed) {
        Period asked = periods.read("period", period);
        Collection<String> units = scope.units(unit, group);
        if (indicator == null || indicator.isBlank()) {
            throw Problem.invalid("indicator", "violation.required");
        }
        var line = FigureLine.named(indicator, units != null);
        int ofAreas = level("areaLevel", areaLevel, MOST_AREA_LEVELS);
        int ofCategories = level("categoryLevel", categoryLevel, MOST_CATEGORY_LEVELS);
        Language language = command.language();
        return indicators
                .byAreaAndCategory(asked, units, line.counts(), filters.of(narrowed), ofAreas, ofCategories)
                .map(found -> new AreaCategoryView(
                        Wording.period(asked),
                        line.code(),
                        line.name(language),
                        named(found, AreaAndCategory::area, Dimension.AREA, language),
                        named(found, AreaAndCategory::category, Dimension.CATEGORY, language),
                        cells(found, line),
                        null));
    }

    private static int level(String field, Integer level, int most) {
        if (level != null && (level < 1 || level > most)) {
            throw Problem.invalid(field, "violation.range", 1, most);
        }
        return level == null ? 1 : level;
    }

    private List<Heading> named(
            Map<AreaAndCategory, Figures> found,
            Function<AreaAndCategory, String> key,
            Dimension dimension,
            Language language) {
        return found.keySet().stream()
                .map(key)
                .distinct()
                .sorted(Comparator.nullsLast(Comparator.naturalOrder()))
                .map(code -> new Heading(code, names.of(dimension, code).in(language)))
                .toList();
    }

    private static List<AreaCategoryCell> cells(Map<AreaAndCategory, Figures> found, FigureLine line) {
        var nullsLast = Comparator.nullsLast(Comparator.<String>naturalOrder());
        return found.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(AreaAndCategory::area, nullsLast)
                        .thenComparing(AreaAndCategory::category, nullsLast)))
                .map(entry -> new AreaCategoryCell(
                        entry.getKey().area(),
                        entry.getKey().category(),
                        line.value(entry.getValue()),
                        line.numerator(entry.getValue()),
                        line.denominator(entry.getValue())))
                .toList();
    }
}
