package org.hotline12345.assessment.scoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.ScoredUnit;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.office.UnitInfo;

/**
 * Scores as they were last computed, of the periods asked for last. A score follows from a version of a rule set and its
 * {@link Ground} and from nothing else, so a unit of which these are equal is not scored again.
 */
final class ScoresBefore {
    /** Each holds the figures and the items of every unit. */
    private static final int MOST_TABLES = 4;

    private final Map<Table, OfPeriod> tables = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * What a unit's score follows from.
     *
     * @param unit The unit; null if it is not known.
     * @param figures Its figures, one for each filter of the rule set.
     */
    record Ground(UnitInfo unit, List<Figures> figures, List<UnitSheet.Deducted> deductions) {}

    private record Table(String ruleSet, int version, Period period) {}

    private record Scored(Ground ground, ScoredUnit unit) {}

    /** The scores of a period by unit. */
    static final class OfPeriod {
        private final Map<String, Scored> units = new ConcurrentHashMap<>();

        /** The score of a unit, not placed: as it was before, or computed. */
        ScoredUnit of(String unit, Ground ground, Supplier<ScoredUnit> computed) {
            Scored before = units.get(unit);
            if (before == null || !before.ground.equals(ground)) {
                before = new Scored(ground, computed.get());
                units.put(unit, before);
            }
            return before.unit;
        }
    }

    /** What is known of a period by a rule set; that of the table asked for longest ago is forgotten. */
    synchronized OfPeriod of(RuleSet rules, Period period) {
        var known = tables.computeIfAbsent(new Table(rules.id(), rules.version(), period), table -> new OfPeriod());
        if (tables.size() > MOST_TABLES) {
            tables.remove(tables.keySet().iterator().next());
        }
        return known;
    }
}
