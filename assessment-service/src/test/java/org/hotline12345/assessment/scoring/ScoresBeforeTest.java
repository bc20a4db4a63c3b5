package org.hotline12345.assessment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.ScoresBefore.Ground;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.Score;
import org.hotline12345.assessment.scoring.model.ScoredUnit;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.junit.jupiter.api.Test;

class ScoresBeforeTest {
    private static final RuleSet RULES = rules("four-rates");

    private final ScoresBefore before = new ScoresBefore();
    private int computed;

    @Test
    void equal_figures_are_not_scored_again() {
        ScoredUnit first = score(RULES, "2026-09", ground(3, List.of()));

        assertThat(score(RULES, "2026-09", ground(3, List.of()))).isSameAs(first);
        assertThat(computed).isEqualTo(1);
    }

    @Test
    void whatever_a_score_follows_from_makes_it_anew() {
        var fine = new UnitSheet.Deducted(
                new UUID(0, 1), UnitSheet.Deducted.Kind.BY_HAND, BigDecimal.ONE, "迟报", "王处", Instant.EPOCH);
        score(RULES, "2026-09", ground(3, List.of()));
        score(RULES, "2026-09", ground(4, List.of()));
        score(RULES, "2026-09", ground(4, List.of(fine)));
        score(RULES, "2026-10", ground(4, List.of(fine)));
        score(rules("hundred-points"), "2026-10", ground(4, List.of(fine)));

        assertThat(computed).isEqualTo(5);
    }

    @Test
    void the_table_asked_for_longest_ago_is_forgotten() {
        for (String period : List.of("2026-01", "2026-02", "2026-03", "2026-04", "2026-01", "2026-05")) {
            score(RULES, period, ground(3, List.of()));
        }
        assertThat(computed).isEqualTo(5);

        score(RULES, "2026-01", ground(3, List.of()));
        assertThat(computed).isEqualTo(5);
        score(RULES, "2026-02", ground(3, List.of()));
        assertThat(computed).isEqualTo(6);
    }

    private ScoredUnit score(RuleSet rules, String period, Ground ground) {
        return before.of(rules, Period.parse(period)).of("JYJ", ground, () -> {
            computed++;
            return new ScoredUnit(
                    "JYJ",
                    "教育局",
                    null,
                    null,
                    null,
                    UnitSheet.Standing.PLACED,
                    new Score(List.of(), List.of(), BigDecimal.valueOf(computed), false),
                    null,
                    null,
                    null,
                    ground.deductions(),
                    null,
                    List.of());
        });
    }

    private static Ground ground(long finished, List<UnitSheet.Deducted> deductions) {
        return new Ground(null, List.of(Figures.of(Map.of(Count.FINISHED, finished))), deductions);
    }

    private static RuleSet rules(String id) {
        return new RuleSetDocuments().read(RuleSetDocuments.resource("rule-sets/" + id + ".yaml"), 1);
    }
}
