package org.hotline12345.assessment.scoring.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.language.TextBundle;

/** How a rate in per cent, or a count of cases, becomes points. The kinds are fixed here; a rule set names one and gives its numbers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PointsRule.LossPerPoint.class, name = "loss-per-point"),
    @JsonSubTypes.Type(value = PointsRule.LossPerPointAbove.class, name = "loss-per-point-above"),
    @JsonSubTypes.Type(value = PointsRule.ShareOfTarget.class, name = "share-of-target"),
    @JsonSubTypes.Type(value = PointsRule.Weight.class, name = "weight"),
    @JsonSubTypes.Type(value = PointsRule.Ladder.class, name = "ladder"),
    @JsonSubTypes.Type(value = PointsRule.LossPerCase.class, name = "loss-per-case"),
    @JsonSubTypes.Type(value = PointsRule.GainPerCase.class, name = "gain-per-case")
})
public sealed interface PointsRule {
    /** A hundred per cent. */
    BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** How points came about, by kind of rule; without a value by {@link Score.Ground}. */
    TextBundle TEXTS = TextBundle.of("scoring/points");

    /** Full marks. */
    BigDecimal max();

    /** The value from which full marks are given; null where there is none. */
    default BigDecimal target() {
        return null;
    }

    /** Whether it takes rates. */
    default boolean ofRates() {
        return true;
    }

    /** Whether it takes counts of cases. */
    default boolean ofCounts() {
        return !ofRates();
    }

    /** The points of a rate in per cent, already rounded, or of a count. */
    BigDecimal points(BigDecimal value);

    /** How the points came about, in words. */
    Text how(BigDecimal value);

    /**
     * Full marks from a threshold; below it so many points are lost per percentage point, but not below the floor. Example: 20
     * points, full from 95 %, minus 1 a point, not under 0 (the kind of scheme cities such as Lianyungang publish).
     *
     * @param fullFrom Threshold in per cent.
     * @param lossPerPoint Points lost per percentage point below.
     */
    record LossPerPoint(BigDecimal max, BigDecimal fullFrom, BigDecimal lossPerPoint, BigDecimal floor)
            implements PointsRule {
        public LossPerPoint {
            floor = floor == null ? BigDecimal.ZERO : floor;
            positive(max, "max");
            percent(fullFrom, "fullFrom");
            notNegative(lossPerPoint, "lossPerPoint");
            floorWithin(floor, max);
        }

        @Override
        public BigDecimal target() {
            return fullFrom;
        }

        @Override
        public BigDecimal points(BigDecimal rate) {
            BigDecimal missing = fullFrom.subtract(rate).max(BigDecimal.ZERO);
            return max.subtract(missing.multiply(lossPerPoint)).max(floor);
        }

        @Override
        public Text how(BigDecimal rate) {
            BigDecimal missing = fullFrom.subtract(rate);
            BigDecimal points = points(rate);
            if (missing.signum() <= 0) {
                return say("loss-per-point.full", rate, fullFrom, points);
            }
            boolean atFloor = points.compareTo(floor) == 0 && floor.compareTo(max) < 0;
            String key = atFloor ? "loss-per-point.least" : "loss-per-point";
            return say(key, rate, fullFrom, missing, lossPerPoint, points, max);
        }
    }

    /**
     * Full marks up to a threshold; above it so many points are lost per percentage point: for rates that had better be low,
     * such as rework.
     *
     * @param fullUpTo Threshold in per cent.
     * @param lossPerPoint Points lost per percentage point above.
     */
    record LossPerPointAbove(BigDecimal max, BigDecimal fullUpTo, BigDecimal lossPerPoint, BigDecimal floor)
            implements PointsRule {
        public LossPerPointAbove {
            floor = floor == null ? BigDecimal.ZERO : floor;
            positive(max, "max");
            notNegative(fullUpTo, "fullUpTo");
            RuleFault.unless(fullUpTo.compareTo(HUNDRED) <= 0, "fullUpTo", "violation.range", 0, 100);
            notNegative(lossPerPoint, "lossPerPoint");
            floorWithin(floor, max);
        }

        @Override
        public BigDecimal points(BigDecimal rate) {
            BigDecimal above = rate.subtract(fullUpTo).max(BigDecimal.ZERO);
            return max.subtract(above.multiply(lossPerPoint)).max(floor);
        }

        @Override
        public Text how(BigDecimal rate) {
            BigDecimal above = rate.subtract(fullUpTo);
            return above.signum() <= 0
                    ? say("loss-per-point-above.full", rate, fullUpTo, points(rate))
                    : say("loss-per-point-above", rate, fullUpTo, above, lossPerPoint, points(rate), max);
        }
    }

    /** Points in the share in which the target is reached, two decimals, half up; full marks from the target on. */
    record ShareOfTarget(BigDecimal max, BigDecimal target) implements PointsRule {
        public ShareOfTarget {
            positive(max, "max");
            percent(target, "target");
        }

        @Override
        public BigDecimal points(BigDecimal rate) {
            return rate.compareTo(target) >= 0 ? max : max.multiply(rate).divide(target, 2, RoundingMode.HALF_UP);
        }

        @Override
        public Text how(BigDecimal rate) {
            String key = rate.compareTo(target) >= 0 ? "share-of-target.full" : "share-of-target";
            return say(key, rate, target, points(rate), max);
        }
    }

    /** The rate times a weight, exactly: the parts of a weighted sum. */
    record Weight(BigDecimal max) implements PointsRule {
        public Weight {
            positive(max, "max");
        }

        @Override
        public BigDecimal target() {
            return HUNDRED;
        }

        @Override
        public BigDecimal points(BigDecimal rate) {
            return rate.multiply(max).divide(HUNDRED);
        }

        @Override
        public Text how(BigDecimal rate) {
            return say("weight", rate, max, points(rate));
        }
    }

    /**
     * Steps: the points of the highest step reached.
     *
     * @param steps The steps, from the highest value down.
     */
    record Ladder(List<Step> steps, BigDecimal otherwise) implements PointsRule {
        /**
         * A step.
         *
         * @param from The least value of it: per cent or cases.
         */
        public record Step(BigDecimal from, BigDecimal points) {
            public Step {
                notNegative(from, "from");
                notNegative(points, "points");
            }
        }

        public Ladder {
            RuleFault.unless(steps != null && !steps.isEmpty(), "steps", "violation.required");
            steps = List.copyOf(steps);
            otherwise = otherwise == null ? BigDecimal.ZERO : otherwise;
            notNegative(otherwise, "otherwise");
            for (int i = 1; i < steps.size(); i++) {
                RuleFault.unless(
                        steps.get(i).from().compareTo(steps.get(i - 1).from()) < 0,
                        "steps",
                        "violation.rule-set.order");
            }
        }

        @Override
        public BigDecimal max() {
            return steps.stream().map(Step::points).reduce(otherwise, BigDecimal::max);
        }

        @Override
        public boolean ofCounts() {
            return true;
        }

        @Override
        public BigDecimal points(BigDecimal value) {
            Step step = step(value);
            return step == null ? otherwise : step.points();
        }

        private Step step(BigDecimal value) {
            return steps.stream()
                    .filter(step -> value.compareTo(step.from()) >= 0)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Text how(BigDecimal value) {
            Step step = step(value);
            return step == null
                    ? say("ladder.below", value, otherwise)
                    : say("ladder", value, step.from(), step.points());
        }
    }

    /**
     * Full marks without a case; points lost for each.
     *
     * @param free So many cases cost nothing.
     */
    record LossPerCase(BigDecimal max, BigDecimal lossPerCase, int free, BigDecimal floor) implements PointsRule {
        public LossPerCase {
            floor = floor == null ? BigDecimal.ZERO : floor;
            positive(max, "max");
            notNegative(lossPerCase, "lossPerCase");
            RuleFault.unless(free >= 0, "free", "violation.PositiveOrZero");
            floorWithin(floor, max);
        }

        @Override
        public boolean ofRates() {
            return false;
        }

        @Override
        public BigDecimal points(BigDecimal cases) {
            BigDecimal counted = cases.subtract(BigDecimal.valueOf(free)).max(BigDecimal.ZERO);
            return max.subtract(counted.multiply(lossPerCase)).max(floor);
        }

        @Override
        public Text how(BigDecimal cases) {
            return say("loss-per-case", cases, BigDecimal.valueOf(free), lossPerCase, points(cases), max);
        }
    }

    /** Points for each case, up to a cap: for bonuses. */
    record GainPerCase(BigDecimal max, BigDecimal gainPerCase) implements PointsRule {
        public GainPerCase {
            positive(max, "max");
            positive(gainPerCase, "gainPerCase");
        }

        @Override
        public boolean ofRates() {
            return false;
        }

        @Override
        public BigDecimal points(BigDecimal cases) {
            return cases.multiply(gainPerCase).min(max);
        }

        @Override
        public Text how(BigDecimal cases) {
            return say("gain-per-case", cases, gainPerCase, max, points(cases));
        }
    }

    /** A number without needless noughts, never in scientific notation. */
    static String plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
    }

    private static Text say(String key, BigDecimal... numbers) {
        return TEXTS.get(key).fill(Arrays.stream(numbers).map(PointsRule::plain).toArray());
    }

    private static void positive(BigDecimal number, String field) {
        RuleFault.unless(number != null && number.signum() > 0, field, "violation.Positive");
    }

    private static void notNegative(BigDecimal number, String field) {
        RuleFault.unless(number != null && number.signum() >= 0, field, "violation.PositiveOrZero");
    }

    private static void percent(BigDecimal number, String field) {
        positive(number, field);
        RuleFault.unless(number.compareTo(HUNDRED) <= 0, field, "violation.range", 0, 100);
    }

    private static void floorWithin(BigDecimal floor, BigDecimal max) {
        RuleFault.unless(floor.signum() >= 0 && floor.compareTo(max) <= 0, "floor", "violation.range", 0, plain(max));
    }
}
