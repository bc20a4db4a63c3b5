package org.hotline12345.assessment.figures;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;

/** Figures of a period by each {@link Dimension}, and their course over periods. */
@ApplicationScoped
public class IndicatorQueries {
    private final FigureQueries reader;
    private final HandlingTimeQueries times;
    private final OfficeCopy office;
    private final OfficeTrees trees;
    private final Clock clock;

    public IndicatorQueries(
            FigureQueries reader, HandlingTimeQueries times, OfficeCopy office, OfficeTrees trees, Clock clock) {
        this.reader = reader;
        this.times = times;
        this.office = office;
        this.trees = trees;
        this.clock = clock;
    }

    /** The figures of one case of one unit. */
    public record UnitAndCase(String unit, UUID caseId) {}

    /** An area and a category; null for facts that have none. */
    public record AreaAndCategory(String area, String category) {}

    /**
     * Figures by key of the dimension.
     *
     * @param byKey The rows; the key is null where a fact has none.
     * @param total All in all, nothing counted twice.
     */
    public record Rows(Map<String, Figures> byKey, Figures total) {
        /** The figures of a row. */
        public Figures of(String key) {
            return byKey.getOrDefault(key, Figures.none());
        }
    }

    /**
     * The rows of a period by the default rules.
     *
     * @param units Only of these units; null for all.
     * @param categoryLevel To which level of the tree categories are rolled up, from 1.
     */
    public Uni<Map<String, Figures>> by(
            Dimension dimension, Period period, Collection<String> units, int categoryLevel) {
        Integer level = dimension == Dimension.CATEGORY ? categoryLevel : null;
        return by(new Breakdown(dimension, period, units, level, false, FactFilter.NONE, AnswerRule.DEFAULT, false))
                .map(Rows::byKey);
    }

    /** The figures of a period. */
    public Uni<Rows> by(Breakdown wanted) {
        var selection = Selection.of(
                new Counting(
                        wanted.period(),
                        wanted.units(),
                        EnumSet.allOf(Count.class),
                        wanted.filter(),
                        wanted.answers(),
                        clock.instant()),
                key(wanted.by()),
                null);
        return reader.read(selection)
                .chain(figures -> wanted.handlingTimes()
                        ? times.add(selection, figures)
                        : Uni.createFrom().item(figures))
                .map(byLeaf -> new Rows(rolledUp(wanted, byLeaf), Figures.sum(byLeaf.values())));
    }

    private static Selection.Key key(Dimension dimension) {
        return dimension == Dimension.GROUP ? Selection.Key.UNIT : Selection.Key.valueOf(dimension.name());
    }

    /** Counts by unit: no more of them than are asked for. */
    public Uni<Map<String, Figures>> byUnit(Sql sql, Counting counting) {
        return reader.read(sql, Selection.of(counting, Selection.Key.UNIT, null));
    }

    /** Counts of single cases by the unit they count for. */
    public Uni<Map<UnitAndCase, Figures>> byUnitAndCase(Sql sql, Counting counting, Collection<UUID> cases) {
        return reader.read(sql, Selection.of(counting, Selection.Key.UNIT_AND_CASE, cases))
                .map(IndicatorQueries::byUnitAndCase);
    }

    public Uni<Map<UnitAndCase, Figures>> byUnitAndCase(Counting counting, Collection<UUID> cases) {
        return reader.read(Selection.of(counting, Selection.Key.UNIT_AND_CASE, cases))
                .map(IndicatorQueries::byUnitAndCase);
    }

    private static Map<UnitAndCase, Figures> byUnitAndCase(Map<String, Figures> found) {
        var figures = new HashMap<UnitAndCase, Figures>();
        found.forEach((key, ofCase) -> {
            if (key != null) {
                int blank = key.lastIndexOf(' ');
                figures.put(
                        new UnitAndCase(key.substring(0, blank), UUID.fromString(key.substring(blank + 1))), ofCase);
            }
        });
        return figures;
    }

    /** Counts by area and category, each rolled up to a level from 1. */
    public Uni<Map<AreaAndCategory, Figures>> byAreaAndCategory(
            Period period,
            Collection<String> units,
            Set<Count> counts,
            FactFilter filter,
            int areaLevel,
            int categoryLevel) {
        var counting = new Counting(period, units, counts, filter, AnswerRule.DEFAULT, clock.instant());
        return reader.read(Selection.of(counting, Selection.Key.AREA_AND_CATEGORY, null))
                .map(found -> {
                    var cells = new HashMap<AreaAndCategory, List<Figures>>();
                    found.forEach((key, figures) -> {
                        int blank = key.indexOf(' ');
                        String area = key.substring(0, blank);
                        String category = key.substring(blank + 1);
                        var cell = new AreaAndCategory(
                                area.isEmpty() ? null : OfficeTrees.at(trees.areaPath(area), areaLevel),
                                category.isEmpty()
                                        ? null
                                        : OfficeTrees.at(trees.categoryPath(category), categoryLevel));
                        cells.computeIfAbsent(cell, c -> new ArrayList<>()).add(figures);
                    });
                    var summed = new HashMap<AreaAndCategory, Figures>();
                    cells.forEach((cell, figures) -> summed.put(cell, Figures.sum(figures)));
                    return summed;
                });
    }

    /** Counts by period, in the order of the periods, which follow one another without a gap. */
    public Uni<List<Figures>> trend(
            List<Period> periods, Collection<String> units, Set<Count> counts, FactFilter filter) {
        return reader.read(Selection.of(periods, units, counts, filter, clock.instant()))
                .map(byNumber -> IntStream.rangeClosed(1, periods.size())
                        .mapToObj(number -> byNumber.getOrDefault(Integer.toString(number), Figures.none()))
                        .toList());
    }

    private Map<String, Figures> rolledUp(Breakdown wanted, Map<String, Figures> byLeaf) {
        return switch (wanted.by()) {
            case CATEGORY ->
                rolledUp(
                        byLeaf,
                        code -> List.of(
                                OfficeTrees.at(trees.categoryPath(code), wanted.level() == null ? 1 : wanted.level())));
            case AREA ->
                wanted.level() == null
                        ? byLeaf
                        : rolledUp(byLeaf, code -> List.of(OfficeTrees.at(trees.areaPath(code), wanted.level())));
            case GROUP ->
                rolledUp(
                        byLeaf,
                        code -> Collections.singletonList(
                                office.unit(code).map(UnitInfo::group).orElse(null)));
            case UNIT -> wanted.subordinates() ? rolledUp(byLeaf, code -> unitsAbove(code, wanted.units())) : byLeaf;
            default -> byLeaf;
        };
    }

    /** Every figure into each of the rows it belongs to; what has no key stays without. */
    private static Map<String, Figures> rolledUp(Map<String, Figures> byLeaf, Function<String, List<String>> rows) {
        var rolled = new HashMap<String, List<Figures>>();
        byLeaf.forEach((code, figures) -> (code == null ? Collections.<String>singletonList(null) : rows.apply(code))
                .forEach(row ->
                        rolled.computeIfAbsent(row, key -> new ArrayList<>()).add(figures)));
        var summed = new HashMap<String, Figures>();
        rolled.forEach((row, figures) -> summed.put(row, Figures.sum(figures)));
        return summed;
    }

    /** The unit and those above it, as far as they are asked for. */
    private List<String> unitsAbove(String code, Collection<String> asked) {
        var units = new ArrayList<String>();
        for (String next = code;
                next != null && !units.contains(next);
                next = office.unit(next).map(UnitInfo::parent).orElse(null)) {
            units.add(next);
        }
        if (asked != null) {
            units.retainAll(asked);
        }
        return units;
    }
}
