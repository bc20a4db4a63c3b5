package org.hotline12345.assessment.indicator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Definition;
import org.hotline12345.assessment.definition.model.Definitions;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.figures.IndicatorQueries.Rows;
import org.hotline12345.assessment.figures.SurveyRules;
import org.hotline12345.assessment.imported.ImportedFigureQueries;
import org.hotline12345.assessment.imported.InhabitantQueries;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;

/**
 * The answer to a question for figures: the rows with all their figures, and what each changed by against other periods.
 *
 * @param by What makes a row.
 * @param ofUnits Whether the rows are units' work.
 * @param p90 Whether quantiles of handling times were read.
 * @param unit The unit asked for. May be null.
 * @param rule What the rule set asked for says about satisfaction.
 * @param now The period asked for.
 * @param then The periods it is compared with: none, one, or the period before and last year's.
 */
record FigureAnswer(
        Dimension by,
        boolean ofUnits,
        boolean p90,
        String unit,
        SurveyRules.SurveyRule rule,
        OfPeriod now,
        List<OfPeriod> then) {
    /** What stands against last year, where the figures stand against the period before as well. */
    static final String YEAR_BEFORE = "yearBefore";

    /** A map of so much room does not grow while the figures of a row are put into it. */
    private static final int MEMBERS = 2 * (Count.values().length + Rate.values().length);

    private static final String ALL = "all";
    private static final String NOBODY = "\u0000";
    private static final Set<String> WITHOUT_PERIOD = Stream.of(Count.values())
            .filter(count -> !count.ofPeriod())
            .map(Count::code)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> IN_PER_CENT = Definitions.all().stream()
            .filter(Definition::inPerCent)
            .map(Definition::code)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * What was found for a period.
     *
     * @param rows The figures.
     * @param inhabitants Inhabitants by key.
     * @param imported What was counted elsewhere.
     */
    record OfPeriod(Period period, Rows rows, Map<String, Long> inhabitants, ImportedFigureQueries.OfPeriod imported) {}

    /** A figure that stands in a column: what it is called. */
    record Column(String code, Definition definition) {
        String head(Language language) {
            return definition.name().in(language) + (definition.inPerCent() ? Text.in(language, "(%)", " (%)") : "");
        }
    }

    /** The columns of a table. */
    List<Column> columns() {
        var definitions = new LinkedHashMap<String, Definition>();
        Definitions.all().forEach(definition -> definitions.put(definition.code(), definition));
        ImportedFigureQueries.definitions(now.imported().counts())
                .forEach(definition -> definitions.put(definition.code(), definition));
        if (ofUnits) {
            definitions.put(Rate.ACCEPTANCE.code(), definitions.get(Rate.UNIT_ACCEPTANCE.code()));
        }
        return members(now, null, Figures.none()).keySet().stream()
                // of units it is the acceptance rate under the name of its definition
                .filter(code -> !code.equals(Rate.UNIT_ACCEPTANCE.code()))
                .map(code -> new Column(code, definitions.get(code)))
                .toList();
    }

    /** The keys of the rows in order. */
    List<String> keys() {
        if (by == Dimension.NONE) {
            return List.of("");
        }
        var keys = new HashSet<>(now.rows().byKey().keySet());
        then.forEach(period -> keys.addAll(period.rows().byKey().keySet()));
        return keys.stream()
                .sorted(Comparator.nullsLast(Comparator.naturalOrder()))
                .toList();
    }

    /** A row as members of a JSON object. */
    Map<String, Object> row(String key, Function<String, String> names) {
        var row = new LinkedHashMap<String, Object>(MEMBERS);
        row.put("key", by == Dimension.NONE ? ALL : key);
        row.put("name", names.apply(key));
        figures(row, period -> period.rows().of(key), key);
        row.put("imported", now.imported().sums().getOrDefault(importedOf(key), Map.of()));
        return row;
    }

    /** All rows in one. */
    Map<String, Object> total() {
        var total = new LinkedHashMap<String, Object>(MEMBERS);
        figures(total, period -> period.rows().total(), by == Dimension.NONE ? "" : null);
        return total;
    }

    /** Puts the figures into a row, with those it is compared with and what changed. */
    private void figures(Map<String, Object> row, Function<OfPeriod, Figures> of, String key) {
        members(row, now, key, of.apply(now));
        var against = then.stream().map(period -> against(row, period, of, key)).toList();
        round(row);
        for (int i = 0; i < against.size(); i++) {
            if (i == 0) {
                row.putAll(against.get(i));
            } else {
                row.put(YEAR_BEFORE, against.get(i));
            }
        }
    }

    private Map<String, Object> against(
            Map<String, Object> row, OfPeriod period, Function<OfPeriod, Figures> of, String key) {
        var before = members(period, key, of.apply(period));
        WITHOUT_PERIOD.forEach(code -> before.put(code, null));
        var change = new LinkedHashMap<String, Object>(MEMBERS);
        before.forEach((code, earlier) -> change.put(code, change(code, row.get(code), earlier)));
        round(before);
        var against = new LinkedHashMap<String, Object>();
        against.put("compared", before);
        against.put("change", change);
        return against;
    }

    /** The cells of a row in a table. */
    List<Object> cells(String key, List<Column> columns) {
        var figures = members(now, key, now.rows().of(key));
        var before = then.stream()
                .map(period -> members(period, key, period.rows().of(key)))
                .toList();
        var cells = new ArrayList<Object>();
        for (Column column : columns) {
            Object value = figures.get(column.code());
            cells.add(shown(column.code(), value));
            for (Map<String, Object> members : before) {
                Object earlier = WITHOUT_PERIOD.contains(column.code()) ? null : members.get(column.code());
                cells.add(shown(column.code(), earlier));
                var change = change(column.code(), value, earlier);
                cells.add(change == null ? null : change.getOrDefault("points", change.get("absolute")));
                cells.add(change == null ? null : change.get("percent"));
            }
        }
        return cells;
    }

    private Map<String, Object> members(OfPeriod found, String key, Figures figures) {
        var members = new LinkedHashMap<String, Object>(MEMBERS);
        members(members, found, key, figures);
        return members;
    }

    private void members(Map<String, Object> members, OfPeriod found, String key, Figures figures) {
        long received = figures.count(Count.RECEIVED);
        Long inhabitants = found.inhabitants().get(by == Dimension.NONE && key != null ? unit : key);
        FigureView.put(members, figures, ofUnits);
        if (!p90) {
            members.remove(Definitions.P90);
        }
        members.put(
                Definitions.PER_DAY,
                BigDecimal.valueOf(received)
                        .divide(BigDecimal.valueOf(found.period().days()), MathContext.DECIMAL64));
        members.put(
                Definitions.SHARE, Rate.percent(received, found.rows().total().count(Count.RECEIVED)));
        members.put(Definitions.PER_10K, InhabitantQueries.per10k(received, inhabitants));
        members.put(Definitions.COMPOSITE, rule.composite().apply(figures));
        members.putAll(found.imported().members(importedOf(key)));
    }

    /** Makes of figures what people read; what they changed by is taken before. */
    private static void round(Map<String, Object> members) {
        members.computeIfPresent(Definitions.PER_DAY, FigureAnswer::shown);
    }

    private static Object shown(String code, Object value) {
        return code.equals(Definitions.PER_DAY) && value != null
                ? ((BigDecimal) value).setScale(2, RoundingMode.HALF_UP)
                : value;
    }

    /** Whose imported figures belong to a row: only units and the whole have any. */
    private String importedOf(String key) {
        if (by == Dimension.NONE && key != null) {
            return unit == null ? ImportedFigureQueries.CITY : unit;
        }
        return by == Dimension.UNIT && key != null ? key : NOBODY;
    }

    /** By how much a figure changed: rates by percentage points, others absolutely and in per cent of what they were. */
    private Map<String, Object> change(String code, Object value, Object before) {
        if (!(value instanceof Number) || !(before instanceof Number)) {
            return null;
        }
        var earlier = new BigDecimal(before.toString());
        var difference = new BigDecimal(value.toString()).subtract(earlier);
        var change = new LinkedHashMap<String, Object>();
        if (inPerCent(code)) {
            change.put("points", difference);
        } else {
            change.put("absolute", shown(code, difference));
            change.put(
                    "percent",
                    earlier.signum() == 0
                            ? null
                            : difference.multiply(BigDecimal.valueOf(100)).divide(earlier, 2, RoundingMode.HALF_UP));
        }
        return change;
    }

    private boolean inPerCent(String code) {
        return IN_PER_CENT.contains(code)
                || now.imported().counts().stream()
                        .anyMatch(count ->
                                count.rate() != null && count.rate().code().equals(code));
    }
}
