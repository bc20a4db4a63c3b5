package org.hotline12345.assessment.rebuild;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.model.Mark;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.ScoreQueries;
import org.hotline12345.assessment.scoring.ScoreSheet;
import org.hotline12345.assessment.scoring.ScoreSheetQueries;
import org.hotline12345.assessment.scoring.model.UnitSheet;

/** Computes approved scores again from facts made anew, and says where they differ from what was approved. */
@ApplicationScoped
public class CompareApproved {
    private final ScoreSheetQueries sheets;
    private final ScoreQueries scores;
    private final ReportingPeriods periods;

    public CompareApproved(ScoreSheetQueries sheets, ScoreQueries scores, ReportingPeriods periods) {
        this.sheets = sheets;
        this.scores = scores;
        this.periods = periods;
    }

    /**
     * What was compared.
     *
     * @param units How many units.
     * @param different The units whose score differs.
     */
    public record Compared(String period, String ruleSet, int version, int units, List<String> different) {}

    /** Compares the scores that were approved at the mark with the facts that the transaction sees. */
    Uni<List<Compared>> with(Mutiny.Session session, Mark mark) {
        return sheets.withMark(session, mark.text())
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(sheet -> compare(session, sheet, mark))
                        .collect()
                        .asList());
    }

    private Uni<Compared> compare(Mutiny.Session session, ScoreSheet sheet, Mark mark) {
        Period period = periods.find(sheet.period()).orElseThrow();
        return scores.anew(session, period, sheet, mark.decision())
                .chain(anew -> sheets.kept(session, sheet.id()).map(approved -> compared(sheet, approved, anew)));
    }

    private static Compared compared(ScoreSheet sheet, List<UnitSheet> approved, List<UnitSheet> anew) {
        Map<String, UnitSheet> byUnit = new HashMap<>();
        anew.forEach(unit -> byUnit.put(unit.unit(), unit));
        var different = new ArrayList<String>();
        approved.forEach(was -> {
            UnitSheet now = byUnit.get(was.unit());
            // a unit that came without cases may have gone since
            boolean same = now == null ? was.total() == null : same(was, now);
            if (!same) {
                different.add(was.unit());
            }
        });
        return new Compared(sheet.period(), sheet.ruleSet(), sheet.rulesVersion(), approved.size(), different);
    }

    private static boolean same(UnitSheet was, UnitSheet now) {
        if (!same(was.total(), now.total()) || was.items().size() != now.items().size()) {
            return false;
        }
        for (int i = 0; i < was.items().size(); i++) {
            UnitSheet.Line one = was.items().get(i);
            UnitSheet.Line other = now.items().get(i);
            boolean equal = Objects.equals(one.numerator(), other.numerator())
                    && Objects.equals(one.denominator(), other.denominator())
                    && same(one.value(), other.value())
                    && same(one.points(), other.points());
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }
}
