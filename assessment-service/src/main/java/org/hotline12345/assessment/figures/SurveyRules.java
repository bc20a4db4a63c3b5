package org.hotline12345.assessment.figures;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.function.Function;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Figures;

/** What rule sets say about satisfaction; implemented where rule sets are kept. */
public interface SurveyRules {
    /** What the rule set of this id says; the item is null if there is none. */
    Uni<SurveyRule> of(String ruleSet);

    /**
     * What a rule set says.
     *
     * @param answers Which answers of citizens count.
     * @param composite The composite of several instruments (综合评价满意率) in per cent; answers null where it has no weights
     *     for one, or nobody answered.
     */
    record SurveyRule(AnswerRule answers, Function<Figures, BigDecimal> composite) {
        /** Without a rule set there is no composite: no weights are preset. */
        public static final SurveyRule DEFAULT = new SurveyRule(AnswerRule.DEFAULT, figures -> null);
    }
}
