package org.hotline12345.assessment.scoring.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

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
    /** Full marks. */
    BigDecimal max();

    /** The value from which full marks are given; null where there is none. */
    BigDecimal target();

    /** Whether it takes rates. */
    boolean ofRates();

    /** Whether it takes counts of cases. */
    boolean ofCounts();

    /** The points of a rate in per cent, already rounded, or of a count. */
    BigDecimal points(BigDecimal value);

    /** How the points came about, in words. */
    String how(BigDecimal value, boolean english);

    /**
     * Full marks from a threshold; below it so many points are lost per percentage point, but not below the floor. Example: 20
     * points, full from 95 %, minus 1 a point, not under 0 (the kind of scheme cities such as Lianyungang publish).
     *
     * @param max Full marks.
     * @param fullFrom Threshold in per cent.
     * @param lossPerPoint Points lost per percentage point below.
     * @param floor Least points.
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
        public boolean ofRates() {
            return true;
        }

        @Override
        public boolean ofCounts() {
            return false;
        }

        @Override
        public BigDecimal points(BigDecimal rate) {
            BigDecimal missing = fullFrom.subtract(rate).max(BigDecimal.ZERO);
            return max.subtract(missing.multiply(lossPerPoint)).max(floor);
        }

        @Override
        public String how(BigDecimal rate, boolean english) {
            BigDecimal missing = fullFrom.subtract(rate);
            String points = plain(points(rate));
            if (missing.signum() <= 0) {
                return english
                        ? "%s %% reaches %s %%: full marks %s".formatted(plain(rate), plain(fullFrom), points)
                        : "%s%%达到满分线%s%%,得满分%s分".formatted(plain(rate), plain(fullFrom), points);
            }
            boolean atFloor = points(rate).compareTo(floor) == 0 && floor.compareTo(max) < 0;
            if (english) {
                return "%s %% is %s percentage points below %s %%, %s points lost for each: %s of %s%s"
                        .formatted(
                                plain(rate),
                                plain(missing),
                                plain(fullFrom),
                                plain(lossPerPoint),
                                points,
                                plain(max),
                                atFloor ? " (the least)" : "");
            }
            return "%s%%低于满分线%s%%共%s个百分点,每个百分点扣%s分,得%s分(满分%s分)%s"
                    .formatted(
                            plain(rate),
                            plain(fullFrom),
                            plain(missing),
                            plain(lossPerPoint),
                            points,
                            plain(max),
                            atFloor ? ",已到最低分" : "");
        }
    }

    /**
     * Full marks up to a threshold; above it so many points are lost per percentage point: for rates that had better be low,
     * such as rework.
     *
     * @param max Full marks.
     * @param fullUpTo Threshold in per cent.
     * @param lossPerPoint Points lost per percentage point above.
     * @param floor Least points.
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
        public BigDecimal target() {
            return null;
        }

        @Override
        public boolean ofRates() {
            return true;
        }

        @Override
        public boolean ofCounts() {
            return false;
        }

        @Override
        public BigDecimal points(BigDecimal rate) {
            BigDecimal above = rate.subtract(fullUpTo).max(BigDecimal.ZERO);
            return max.subtract(above.multiply(lossPerPoint)).max(floor);
        }

        @Override
        public String how(BigDecimal rate, boolean english) {
            BigDecimal above = rate.subtract(fullUpTo);
            String points = plain(points(rate));
            if (above.signum() <= 0) {
                return english
                        ? "%s %% is not above %s %%: full marks %s".formatted(plain(rate), plain(fullUpTo), points)
                        : "%s%%未超过%s%%,得满分%s分".formatted(plain(rate), plain(fullUpTo), points);
            }
            return english
                    ? "%s %% is %s percentage points above %s %%, %s points lost for each: %s of %s"
                            .formatted(
                                    plain(rate), plain(above), plain(fullUpTo), plain(lossPerPoint), points, plain(max))
                    : "%s%%超过%s%%共%s个百分点,每个百分点扣%s分,得%s分(满分%s分)"
                            .formatted(
                                    plain(rate),
                                    plain(fullUpTo),
                                    plain(above),
                                    plain(lossPerPoint),
                                    points,
                                    plain(max));
        }
    }

    /**
     * Points in the share in which the target is reached, two decimals, half up; full marks from the target on.
     *
     * @param max Full marks.
     * @param target Target in per cent.
     */
    record ShareOfTarget(BigDecimal max, BigDecimal target) implements PointsRule {
        public ShareOfTarget {
            positive(max, "max");
            percent(target, "target");
        }

        @Override
        public boolean ofRates() {
            return true;
        }

        @Override
        public boolean ofCounts() {
            return false;
        }

        @Override
        public BigDecimal points(BigDecimal rate) {
            return rate.compareTo(target) >= 0 ? max : max.multiply(rate).divide(target, 2, RoundingMode.HALF_UP);
        }

        @Override
        public String how(BigDecimal rate, boolean english) {
            String points = plain(points(rate));
            if (rate.compareTo(target) >= 0) {
                return english
                        ? "%s %% reaches the target of %s %%: full marks %s"
                                .formatted(plain(rate), plain(target), points)
                        : "%s%%达到目标%s%%,得满分%s分".formatted(plain(rate), plain(target), points);
            }
            return english
                    ? "%s %% of the target of %s %%: %s × %s ÷ %s = %s of %s"
                            .formatted(
                                    plain(rate),
                                    plain(target),
                                    plain(max),
                                    plain(rate),
                                    plain(target),
                                    points,
                                    plain(max))
                    : "%s%%未达目标%s%%,按比例得分:%s×%s÷%s=%s分(满分%s分)"
                            .formatted(
                                    plain(rate),
                                    plain(target),
                                    plain(max),
                                    plain(rate),
                                    plain(target),
                                    points,
                                    plain(max));
        }
    }

    /**
     * The rate times a weight, exactly: the parts of a weighted sum.
     *
     * @param max The weight: points at 100 %.
     */
    record Weight(BigDecimal max) implements PointsRule {
        public Weight {
            positive(max, "max");
        }

        @Override
        public BigDecimal target() {
            return HUNDRED;
        }

        @Override
        public boolean ofRates() {
            return true;
        }

        @Override
        public boolean ofCounts() {
            return false;
        }

        @Override
        public BigDecimal points(BigDecimal rate) {
            return rate.multiply(max).divide(HUNDRED);
        }

        @Override
        public String how(BigDecimal rate, boolean english) {
            return english
                    ? "%s %% × %s ÷ 100 = %s".formatted(plain(rate), plain(max), plain(points(rate)))
                    : "%s%%×%s÷100=%s分".formatted(plain(rate), plain(max), plain(points(rate)));
        }
    }

    /**
     * Steps: the points of the highest step reached.
     *
     * @param steps The steps, from the highest value down.
     * @param otherwise Points below all steps.
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
        public BigDecimal target() {
            return null;
        }

        @Override
        public boolean ofRates() {
            return true;
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
        public String how(BigDecimal value, boolean english) {
            Step step = step(value);
            if (step == null) {
                return english
                        ? "%s is below the lowest step: %s points".formatted(plain(value), plain(otherwise))
                        : "%s未达最低档,得%s分".formatted(plain(value), plain(otherwise));
            }
            return english
                    ? "%s is in the step from %s: %s points"
                            .formatted(plain(value), plain(step.from()), plain(step.points()))
                    : "%s属于%s以上档,得%s分".formatted(plain(value), plain(step.from()), plain(step.points()));
        }
    }

    /**
     * Full marks without a case; points lost for each.
     *
     * @param max Full marks.
     * @param lossPerCase Points lost for each case.
     * @param free So many cases cost nothing.
     * @param floor Least points.
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
        public BigDecimal target() {
            return null;
        }

        @Override
        public boolean ofRates() {
            return false;
        }

        @Override
        public boolean ofCounts() {
            return true;
        }

        @Override
        public BigDecimal points(BigDecimal cases) {
            return max.subtract(counted(cases).multiply(lossPerCase)).max(floor);
        }

        private BigDecimal counted(BigDecimal cases) {
            return cases.subtract(BigDecimal.valueOf(free)).max(BigDecimal.ZERO);
        }

        @Override
        public String how(BigDecimal cases, boolean english) {
            return english
                    ? "%s cases (%s without loss), %s points lost for each: %s of %s"
                            .formatted(plain(cases), free, plain(lossPerCase), plain(points(cases)), plain(max))
                    : "%s件(其中%s件以内不扣),每件扣%s分,得%s分(满分%s分)"
                            .formatted(plain(cases), free, plain(lossPerCase), plain(points(cases)), plain(max));
        }
    }

    /**
     * Points for each case, up to a cap: for bonuses.
     *
     * @param max The cap.
     * @param gainPerCase Points for each case.
     */
    record GainPerCase(BigDecimal max, BigDecimal gainPerCase) implements PointsRule {
        public GainPerCase {
            positive(max, "max");
            positive(gainPerCase, "gainPerCase");
        }

        @Override
        public BigDecimal target() {
            return null;
        }

        @Override
        public boolean ofRates() {
            return false;
        }

        @Override
        public boolean ofCounts() {
            return true;
        }

        @Override
        public BigDecimal points(BigDecimal cases) {
            return cases.multiply(gainPerCase).min(max);
        }

        @Override
        public String how(BigDecimal cases, boolean english) {
            return english
                    ? "%s cases, %s points for each, at most %s: %s"
                            .formatted(plain(cases), plain(gainPerCase), plain(max), plain(points(cases)))
                    : "%s件,每件加%s分,最多%s分,得%s分"
                            .formatted(plain(cases), plain(gainPerCase), plain(max), plain(points(cases)));
        }
    }

    /** A hundred per cent. */
    BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A number without needless noughts, never in scientific notation. */
    static String plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
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
