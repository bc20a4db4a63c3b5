package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hotline12345.assessment.indicator.model.AnswerRule;
import org.hotline12345.assessment.indicator.model.Count;
import org.hotline12345.assessment.indicator.model.Dimension;
import org.hotline12345.assessment.indicator.model.FactFilter;
import org.hotline12345.assessment.indicator.model.Figures;
import org.hotline12345.assessment.indicator.model.Period;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.reference.AreaInfo;
import org.hotline12345.chassis.reference.OfficeCopy;
import org.hotline12345.chassis.reference.UnitInfo;

/** Figures of a period by each {@link Dimension}, and their course over periods. */
@ApplicationScoped
public class ReadIndicators {
    private final FigureReader reader;
    private final HandlingTimes times;
    private final OfficeCopy office;
    private final Clock clock;

    public ReadIndicators(FigureReader reader, HandlingTimes times, OfficeCopy office, Clock clock) {
        this.reader = reader;
        this.times = times;
        this.office = office;
        this.clock = clock;
    }

    /**
     * The figures of one case of one unit.
     *
     * @param unit The unit.
     * @param caseId The case.
     */
    public record UnitAndCase(String unit, UUID caseId) {}

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
                .map(found -> {
                    var figures = new HashMap<UnitAndCase, Figures>();
                    found.forEach((key, ofCase) -> {
                        if (key != null) {
                            int blank = key.lastIndexOf(' ');
                            figures.put(
                                    new UnitAndCase(key.substring(0, blank), UUID.fromString(key.substring(blank + 1))),
                                    ofCase);
                        }
                    });
                    return figures;
                });
    }

    /** Counts by period, in the order of the periods, which follow one another without a gap. */
    public Uni<List<Figures>> trend(List<Period> periods, Collection<String> units, Set<Count> counts) {
        return reader.read(Selection.of(periods, units, counts, clock.instant()))
                .map(byNumber -> IntStream.rangeClosed(1, periods.size())
                        .mapToObj(number -> byNumber.getOrDefault(Integer.toString(number), Figures.none()))
                        .toList());
    }

    private Map<String, Figures> rolledUp(Breakdown wanted, Map<String, Figures> byLeaf) {
        return switch (wanted.by()) {
            case CATEGORY -> rolledUp(byLeaf, code -> List.of(categoryAt(code, wanted.level())));
            case AREA ->
                wanted.level() == null ? byLeaf : rolledUp(byLeaf, code -> List.of(at(areaPath(code), wanted.level())));
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

    private String categoryAt(String code, Integer level) {
        var path = new ArrayList<>(List.of(code));
        path.addAll(office.categoryAncestors(code));
        Collections.reverse(path);
        return at(path, level == null ? 1 : level);
    }

    private static String at(List<String> path, int level) {
        return path.get(Math.min(level, path.size()) - 1);
    }

    /** The areas an area lies in, the outermost first; of a division and a zone that both hold it the division counts. */
    private List<String> areaPath(String code) {
        var path = new LinkedList<String>();
        for (String next = code; next != null && !path.contains(next); next = areaAbove(next)) {
            path.addFirst(next);
        }
        return path;
    }

    private String areaAbove(String code) {
        List<String> parents = office.area(code).map(AreaInfo::parents).orElse(List.of());
        return parents.stream()
                .filter(parent -> office.area(parent).filter(AreaInfo::zone).isEmpty())
                .findFirst()
                .orElse(parents.isEmpty() ? null : parents.get(0));
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
