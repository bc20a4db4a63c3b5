package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hotline12345.assessment.indicator.model.Count;
import org.hotline12345.assessment.indicator.model.Dimension;
import org.hotline12345.assessment.indicator.model.Figures;
import org.hotline12345.assessment.indicator.model.Period;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.reference.OfficeCopy;

/** Figures of a period by unit, area, category, channel or type, and their course over months or weeks. */
@ApplicationScoped
public class ReadIndicators {
    private final FigureReader reader;
    private final OfficeCopy office;
    private final Clock clock;

    public ReadIndicators(FigureReader reader, OfficeCopy office, Clock clock) {
        this.reader = reader;
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
     * The figures by key of the dimension; the key is null where a fact has none.
     *
     * @param units Only of these units; null for all.
     * @param categoryLevel To which level of the tree categories are rolled up, from 1.
     */
    public Uni<Map<String, Figures>> by(
            Dimension dimension, Period period, Collection<String> units, int categoryLevel) {
        var selection = Selection.of(
                period, Selection.Key.valueOf(dimension.name()), units, EnumSet.allOf(Count.class), clock.instant());
        var figures = reader.read(selection);
        return dimension == Dimension.CATEGORY ? figures.map(byLeaf -> rolledUp(byLeaf, categoryLevel)) : figures;
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

    private Map<String, Figures> rolledUp(Map<String, Figures> byLeaf, int level) {
        var rolled = new HashMap<String, Figures>();
        byLeaf.forEach((code, figures) -> {
            String key = code == null ? null : ancestorAt(code, level);
            Figures known = rolled.get(key);
            rolled.put(key, known == null ? figures : Figures.sum(List.of(known, figures)));
        });
        return rolled;
    }

    private String ancestorAt(String code, int level) {
        List<String> above = office.categoryAncestors(code);
        int own = above.size() + 1;
        return own <= level ? code : above.get(own - level - 1);
    }
}
