package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.figures.SurveyRules;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.Score;

/** The composite satisfaction is the first item of a rule set that is a weighted sum of instruments' satisfaction rates only. */
@ApplicationScoped
class SurveyRulesOfRuleSets implements SurveyRules {
    private final RuleSetQueries ruleSets;

    SurveyRulesOfRuleSets(RuleSetQueries ruleSets) {
        this.ruleSets = ruleSets;
    }

    @Override
    public Uni<SurveyRule> of(String ruleSet) {
        return ruleSets.find(ruleSet, null)
                .map(stored ->
                        stored == null ? null : new SurveyRule(stored.rules().answers(), composite(stored.rules())));
    }

    private static Function<Figures, BigDecimal> composite(RuleSet rules) {
        return rules.all().stream()
                .filter(SurveyRulesOfRuleSets::combinesInstruments)
                .findFirst()
                .<Function<Figures, BigDecimal>>map(item -> {
                    List<Basis> bases = item.bases();
                    return figures -> Score.input(
                                    item, bases, figures, rules.rounding().rates())
                            .value();
                })
                .orElse(figures -> null);
    }

    private static boolean combinesInstruments(RuleSet.Item item) {
        return item.sum() != null
                && item.sum().stream()
                        .allMatch(part -> Rate.named(part.rate())
                                .filter(Rate.SATISFACTION_BY_INSTRUMENT::contains)
                                .isPresent());
    }
}
