package org.hotline12345.followup.survey.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import org.hotline12345.events.Satisfaction;

/**
 * The figures of an instrument in a period: satisfaction 满意率 = satisfied ÷ answered, solved 解决率 = solved ÷ those who said
 * whether it is solved. A rate without a denominator is null. Rates are rounded half up to two decimals of a percent.
 */
public final class InstrumentFigures {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final FigureRules rules;
    private final Map<Satisfaction, Integer> grades = new EnumMap<>(Satisfaction.class);
    private int answered;
    private int silent;
    private int solvedSaid;
    private int solved;
    private int informedSaid;
    private int informed;

    public InstrumentFigures(FigureRules rules) {
        this.rules = rules;
    }

    /** So many citizens answered alike. */
    public void answered(Satisfaction satisfaction, Boolean resolved, Boolean told, int count) {
        answered += count;
        grades.merge(satisfaction, count, Integer::sum);
        if (resolved != null) {
            solvedSaid += count;
            solved += resolved ? count : 0;
        }
        if (told != null) {
            informedSaid += count;
            informed += told ? count : 0;
        }
    }

    /** So many citizens were asked and did not answer. */
    public void silent(int count) {
        silent += count;
    }

    /** How many answered. */
    public int answered() {
        return answered;
    }

    /** How many were asked and did not answer. */
    public int silent() {
        return silent;
    }

    /** How many answered so. */
    public int of(Satisfaction grade) {
        return grades.getOrDefault(grade, 0);
    }

    /** How many count as satisfied. */
    public int satisfied() {
        int given = rules.satisfied().stream().mapToInt(this::of).sum();
        return given + (rules.silence() == FigureRules.Silence.SATISFIED ? silent : 0);
    }

    /** Of how many. */
    public int satisfactionOf() {
        return answered + (rules.silence() == FigureRules.Silence.IGNORED ? 0 : silent);
    }

    /** How many said that it is solved. */
    public int solved() {
        return solved;
    }

    /** Satisfaction in percent; null without a denominator. */
    public BigDecimal satisfactionRate() {
        return percent(satisfied(), satisfactionOf());
    }

    /** Solved in percent; null without a denominator. */
    public BigDecimal solvedRate() {
        return percent(solved, solvedSaid);
    }

    /** Informed by their own word in percent; null without a denominator. */
    public BigDecimal informedRate() {
        return percent(informed, informedSaid);
    }

    /** A share in percent with two decimals, half up; null of nothing. */
    public static BigDecimal percent(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
    }
}
