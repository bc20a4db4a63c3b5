package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.figures.CaseFilters;
import org.hotline12345.assessment.figures.FigureScope;
import org.hotline12345.assessment.figures.IndicatorQueries;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.period.model.TrendStep;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.time.ShanghaiTime;

/** The course of figures over months or weeks. */
@Path("/api/v1/trends")
@Tag(name = "indicators")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR, Roles.UNIT_LEADER})
public class TrendResource {
    private static final int DEFAULT_LENGTH = 13;
    private static final int MOST_INDICATORS = 8;

    private final IndicatorQueries indicators;
    private final FigureScope scope;
    private final Clock clock;
    private final ReportingPeriods periods;
    private final CaseFilters filters;
    private final Command command;

    public TrendResource(
            IndicatorQueries indicators,
            FigureScope scope,
            Clock clock,
            ReportingPeriods periods,
            CaseFilters filters,
            Command command) {
        this.indicators = indicators;
        this.scope = scope;
        this.clock = clock;
        this.periods = periods;
        this.filters = filters;
        this.command = command;
    }

    /** One indicator in one period. */
    public record Point(String period, Number value, Long numerator, Long denominator) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Map<String, Object>> trend(
            @QueryParam("indicator") String indicator,
            @QueryParam("by") String by,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("unit") String unit,
            @QueryParam("group") String group,
            @BeanParam CaseFilters.Query narrowed) {
        List<Period> shown = periods(by, from, to);
        Collection<String> units = scope.units(unit, group);
        List<FigureLine> lines = lines(indicator, units != null);
        Set<Count> counts = EnumSet.noneOf(Count.class);
        lines.forEach(line -> counts.addAll(line.counts()));
        Language language = command.language();
        return indicators.trend(shown, units, counts, filters.of(narrowed)).map(figures -> {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("indicator", indicator);
            answer.put("by", isBlank(by) ? "month" : by);
            answer.put("unit", unit);
            if (lines.size() == 1) {
                answer.put("name", lines.get(0).name(language));
                answer.put("items", points(lines.get(0), shown, figures));
            } else {
                var items = new ArrayList<Map<String, Object>>();
                lines.forEach(line -> {
                    var item = new LinkedHashMap<String, Object>();
                    item.put("indicator", line.code());
                    item.put("name", line.name(language));
                    item.put("items", points(line, shown, figures));
                    items.add(item);
                });
                answer.put("items", items);
            }
            answer.put("next", null);
            return answer;
        });
    }

    private static List<Point> points(FigureLine line, List<Period> periods, List<Figures> figures) {
        return IntStream.range(0, periods.size())
                .mapToObj(i -> new Point(
                        periods.get(i).text(),
                        line.value(figures.get(i)),
                        line.numerator(figures.get(i)),
                        line.denominator(figures.get(i))))
                .toList();
    }

    private static List<FigureLine> lines(String indicator, boolean ofUnits) {
        if (indicator == null || indicator.isBlank()) {
            throw Problem.invalid("indicator", "violation.required");
        }
        var names = Arrays.stream(indicator.split(",")).map(String::strip).toList();
        if (names.size() > MOST_INDICATORS) {
            throw Problem.invalid("indicator", "violation.indicator");
        }
        return names.stream().map(name -> FigureLine.named(name, ofUnits)).toList();
    }

    private List<Period> periods(String by, String from, String to) {
        LocalDate last = isBlank(to)
                ? ShanghaiTime.day(clock.instant())
                : periods.read("to", to).last();
        LocalDate first = isBlank(from) ? null : periods.read("from", from).first();
        if (first != null && last.isBefore(first)) {
            throw Problem.invalid("to", "violation.period-order");
        }
        List<Period> shown = switch (isBlank(by) ? "month" : by) {
            case "month" -> steps(TrendStep.MONTH, first, last);
            case "week" -> steps(TrendStep.WEEK, first, last);
            default -> {
                var calendar = periods.calendar(by).orElseThrow(() -> Problem.invalid("by", "violation.step"));
                yield first == null ? calendar.lastUntil(last, DEFAULT_LENGTH) : calendar.between(first, last);
            }
        };
        if (shown.size() > TrendStep.MOST) {
            throw Problem.invalid("from", "violation.trend-too-long", TrendStep.MOST);
        }
        if (shown.isEmpty()) {
            throw Problem.invalid("from", "violation.period");
        }
        return shown;
    }

    private static List<Period> steps(TrendStep step, LocalDate first, LocalDate last) {
        return first == null ? step.lastUntil(last, DEFAULT_LENGTH) : step.between(first, last);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
