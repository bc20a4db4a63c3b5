package org.hotline12345.assessment.scoring.model;

import java.math.BigDecimal;
import java.util.List;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.UnitLevel;

/**
 * A unit scored and placed.
 *
 * @param level Level. May be null.
 * @param band Class by the number of cases. May be null.
 * @param grade Grade. May be null.
 * @param rank Place; null if it has none.
 * @param before The score without the appeals that were granted and with the cases left out; null if none touched it.
 * @param exclusions What the office left out of it.
 */
public record ScoredUnit(
        String unit,
        String name,
        String group,
        UnitLevel level,
        Text band,
        UnitSheet.Standing standing,
        Score score,
        String grade,
        Integer rank,
        Integer of,
        List<UnitSheet.Deducted> deductions,
        UnitSheet.Before before,
        List<UnitSheet.Excluded> exclusions)
        implements Listed {
    /** Its total; null if there was nothing to score. */
    public BigDecimal total() {
        return score.total();
    }

    /** The same with a place. */
    public ScoredUnit placed(Integer place, Integer among) {
        return new ScoredUnit(
                unit, name, group, level, band, standing, score, grade, place, among, deductions, before, exclusions);
    }

    @Override
    public UnitSheet sheet() {
        return new UnitSheet(
                unit,
                name,
                group,
                level,
                band,
                standing,
                UnitSheet.plain(score.total()),
                score.scaled(),
                grade,
                rank,
                of,
                UnitSheet.Line.of(score.items()),
                UnitSheet.Line.of(score.bonuses()),
                deductions,
                before,
                exclusions);
    }
}
