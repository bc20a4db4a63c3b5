package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.indicator.model.Count;
import org.hotline12345.assessment.indicator.model.Csv;
import org.hotline12345.assessment.indicator.model.Dimension;
import org.hotline12345.assessment.indicator.model.Figures;
import org.hotline12345.assessment.indicator.model.Period;
import org.hotline12345.assessment.indicator.model.Rate;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.security.Roles;

/** The figures and what they mean. */
@Path("/api/v1/indicators")
@Tag(name = "indicators")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR, Roles.UNIT_LEADER})
public class IndicatorResource {
    private final ReadIndicators indicators;
    private final FigureScope scope;
    private final Names names;

    public IndicatorResource(ReadIndicators indicators, FigureScope scope, Names names) {
        this.indicators = indicators;
        this.scope = scope;
        this.names = names;
    }

    /** What is asked for. */
    public static class Query {
        /** The period. */
        @QueryParam("period")
        public String period;

        /** Dimension of the rows. */
        @QueryParam("by")
        public String by;

        /** Unit, its subordinates included. */
        @QueryParam("unit")
        public String unit;

        /** Comparison group. */
        @QueryParam("group")
        public String group;

        /** {@code previous} or {@code year}. */
        @QueryParam("compare")
        public String compare;

        /** Level of the category tree, 1 to 3. */
        @QueryParam("level")
        public Integer level;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Figures of a period by unit, area, category, channel, type or in all")
    public Uni<Map<String, Object>> figures(@BeanParam Query query, @Context HttpHeaders headers) {
        var wanted = wanted(query);
        boolean english = Wording.english(headers);
        return read(wanted).map(found -> answer(wanted, found, english));
    }

    @GET
    @Produces(Wording.CSV_IF_ASKED)
    @Operation(hidden = true)
    public Uni<Response> csv(@BeanParam Query query, @Context HttpHeaders headers) {
        var wanted = wanted(query);
        boolean english = Wording.english(headers);
        return read(wanted).map(found -> {
            var columns = FigureView.columns(wanted.ofUnits());
            var head = new ArrayList<>(List.of(english ? "Code" : "代码", english ? "Name" : "名称"));
            columns.forEach(column -> head.add(column.name(english)));
            var rows = new ArrayList<List<Object>>();
            sorted(found.now()).forEach(entry -> {
                var row = new ArrayList<Object>();
                row.add(entry.getKey());
                row.add(names.of(wanted.by(), entry.getKey(), english));
                columns.forEach(column -> row.add(column.value(entry.getValue())));
                rows.add(row);
            });
            String file = "indicators-" + wanted.period().text().replace("..", "_") + "-by-"
                    + wanted.by().code();
            return Wording.csv(file, Csv.table(head, rows));
        });
    }

    @GET
    @Path("/definitions")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What each figure means, in Chinese and English")
    public Map<String, Object> definitions() {
        var items = new ArrayList<Map<String, Object>>();
        for (Rate rate : Rate.values()) {
            var item = definition(rate.code(), "RATE", rate.name(false), rate.name(true));
            item.put("numerator", texts(rate.numeratorWords(false), rate.numeratorWords(true)));
            item.put("denominator", texts(rate.denominatorWords(false), rate.denominatorWords(true)));
            item.put(
                    "numeratorCounts",
                    rate.numerator().stream().map(Count::code).toList());
            item.put(
                    "denominatorCounts",
                    rate.denominator().stream().map(Count::code).toList());
            item.put(
                    "lessDenominatorCounts",
                    rate.lessDenominator().stream().map(Count::code).toList());
            item.put("unit", "%");
            item.put(
                    "rounding",
                    texts("四舍五入保留两位小数;分母为零时不出数(显示“–”)", "two decimals, half up; none without a denominator"));
            items.add(item);
        }
        var average = definition(FigureView.AVERAGE, "MEAN", "平均办理工作日", "Mean working days of handling");
        average.put("numerator", texts(Count.WORKING_DAYS.words(false), Count.WORKING_DAYS.words(true)));
        average.put("denominator", texts(Count.WORKING_DAYS_OF.words(false), Count.WORKING_DAYS_OF.words(true)));
        average.put("unit", "d");
        items.add(average);
        for (Count count : Count.values()) {
            var item = definition(count.code(), "COUNT", count.name(false), count.name(true));
            item.put("words", texts(count.words(false), count.words(true)));
            items.add(item);
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("items", items);
        answer.put("next", null);
        return answer;
    }

    private static Map<String, Object> definition(String code, String kind, String chinese, String english) {
        var item = new LinkedHashMap<String, Object>();
        item.put("code", code);
        item.put("kind", kind);
        item.put("name", texts(chinese, english));
        return item;
    }

    private static Map<String, String> texts(String chinese, String english) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("zh", chinese);
        texts.put("en", english);
        return texts;
    }

    private record Wanted(
            Period period, Period compared, Dimension by, Collection<String> units, boolean ofUnits, int level) {}

    private record Found(Map<String, Figures> now, Map<String, Figures> then) {}

    private Wanted wanted(Query query) {
        Period period = Wording.period("period", query.period);
        Dimension by = Dimension.of(query.by == null || query.by.isBlank() ? "none" : query.by)
                .orElseThrow(() -> Problem.invalid("by", "violation.dimension"));
        if (query.level != null && (query.level < 1 || query.level > 3)) {
            throw Problem.invalid("level", "violation.range", 1, 3);
        }
        Collection<String> units = scope.units(query.unit, query.group);
        return new Wanted(
                period,
                compared(period, query.compare),
                by,
                units,
                by == Dimension.UNIT || units != null,
                query.level == null ? 1 : query.level);
    }

    private static Period compared(Period period, String compare) {
        if (compare == null || compare.isBlank()) {
            return null;
        }
        return switch (compare) {
            case "previous" -> period.previous();
            case "year" -> period.yearBefore();
            default -> throw Problem.invalid("compare", "violation.compare");
        };
    }

    private Uni<Found> read(Wanted wanted) {
        var now = indicators.by(wanted.by(), wanted.period(), wanted.units(), wanted.level());
        if (wanted.compared() == null) {
            return now.map(figures -> new Found(figures, null));
        }
        return now.chain(figures -> indicators
                .by(wanted.by(), wanted.compared(), wanted.units(), wanted.level())
                .map(then -> new Found(figures, then)));
    }

    private Map<String, Object> answer(Wanted wanted, Found found, boolean english) {
        var now = new LinkedHashMap<>(found.now());
        if (wanted.by() == Dimension.NONE) {
            now.putIfAbsent("", Figures.none());
        } else if (found.then() != null) {
            found.then().keySet().forEach(key -> now.putIfAbsent(key, Figures.none()));
        }
        var items = new ArrayList<Map<String, Object>>();
        sorted(now).forEach(entry -> {
            var row = row(wanted, entry.getKey(), entry.getValue(), english);
            if (found.then() != null) {
                row.put(
                        "compared",
                        FigureView.of(found.then().getOrDefault(entry.getKey(), Figures.none()), wanted.ofUnits()));
            }
            items.add(row);
        });
        var answer = new LinkedHashMap<String, Object>();
        answer.put("period", Wording.period(wanted.period()));
        answer.put("by", wanted.by().code());
        if (wanted.compared() != null) {
            answer.put("compared", Wording.period(wanted.compared()));
        }
        answer.put("items", items);
        answer.put("total", FigureView.of(Figures.sum(now.values()), wanted.ofUnits()));
        answer.put("next", null);
        return answer;
    }

    private Map<String, Object> row(Wanted wanted, String key, Figures figures, boolean english) {
        var row = new LinkedHashMap<String, Object>();
        row.put("key", wanted.by() == Dimension.NONE ? "all" : key);
        row.put("name", names.of(wanted.by(), key, english));
        row.putAll(FigureView.of(figures, wanted.ofUnits()));
        return row;
    }

    private static List<Map.Entry<String, Figures>> sorted(Map<String, Figures> figures) {
        return figures.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }
}
