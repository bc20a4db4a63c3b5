package org.hotline12345.assessment.scoring.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.UnitLevel;

/**
 * What a rule set makes of a unit's figures. Rates are rounded before they are scored; points are exact.
 *
 * @param total Points of the items, scaled to the rule set's full marks (two decimals) where items are left out, plus bonuses,
 *     less deductions, within the limits; null if there is nothing to score.
 */
public record Score(List<ItemScore> items, List<ItemScore> bonuses, BigDecimal total, boolean scaled) {
    /** Decimals to which a scaled total is rounded. */
    private static final int SCALED_DECIMALS = 2;

    /**
     * Whether enough of the unit could be scored to place it among others: the items that were not left out carry at least half of
     * the marks that the unit could get. A total scaled up from less says little, and would stand first for one good answer.
     */
    public boolean representative() {
        BigDecimal possible = marks(scored -> scored.ground() != Ground.NOT_OF_LEVEL);
        BigDecimal scored = marks(item -> item.points() != null);
        return scored.add(scored).compareTo(possible) >= 0;
    }

    private BigDecimal marks(Predicate<ItemScore> which) {
        return items.stream()
                .filter(which)
                .map(scored -> scored.item().points().max())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How an item got its points. */
    public enum Ground {
        VALUE,
        /** It has no denominator and is left out. */
        LEFT_OUT,
        /** It has no denominator and gets full marks. */
        FULL_MARKS,
        /** It has no denominator and gets no points. */
        NO_POINTS,
        /** Units of this level do not have it. */
        NOT_OF_LEVEL
    }

    /**
     * An item scored.
     *
     * @param value The rate in per cent, or the count; null without a denominator.
     * @param numerator Numerator. May be null.
     * @param denominator Denominator. May be null.
     * @param points Points; null if the item is left out.
     */
    public record ItemScore(
            RuleSet.Item item, BigDecimal value, Long numerator, Long denominator, BigDecimal points, Ground ground) {
        /** How the points came about, in words. */
        public Text how() {
            return ground == Ground.VALUE ? item.points().how(value) : PointsRule.TEXTS.get(ground.name());
        }
    }

    /**
     * What an item is scored by.
     *
     * @param value In per cent, or a count; null without a denominator.
     * @param numerator Numerator. May be null.
     * @param denominator Denominator. May be null.
     */
    public record Input(BigDecimal value, Long numerator, Long denominator) {
        /** Without a denominator. */
        public static final Input NONE = new Input(null, null, null);
    }

    /** What an item takes from a unit's figures; rates have so many decimals. */
    public static Input input(RuleSet.Item item, Figures figures, int decimals) {
        return input(item, item.bases(), figures, decimals);
    }

    /**
     * The same of very many units.
     *
     * @param bases What it rests on, {@link RuleSet.Item#bases()}.
     */
    public static Input input(RuleSet.Item item, List<Basis> bases, Figures figures, int decimals) {
        if (item.count() != null) {
            long number = bases.get(0).denominator(figures);
            return new Input(BigDecimal.valueOf(number), number, number);
        }
        if (item.sum() == null) {
            Basis basis = bases.get(0);
            long numerator = basis.numerator(figures);
            long denominator = basis.denominator(figures);
            return new Input(percent(numerator, denominator, decimals), numerator, denominator);
        }
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        for (int i = 0; i < bases.size(); i++) {
            BigDecimal rate =
                    percent(bases.get(i).numerator(figures), bases.get(i).denominator(figures), decimals);
            if (rate != null) {
                BigDecimal weight = item.sum().get(i).weight();
                sum = sum.add(rate.multiply(weight));
                weights = weights.add(weight);
            }
        }
        return weights.signum() == 0
                ? Input.NONE
                : new Input(sum.divide(weights, decimals, RoundingMode.HALF_UP), null, null);
    }

    private static BigDecimal percent(long numerator, long denominator, int decimals) {
        return denominator <= 0
                ? null
                : BigDecimal.valueOf(numerator)
                        .multiply(PointsRule.HUNDRED)
                        .divide(BigDecimal.valueOf(denominator), decimals, RoundingMode.HALF_UP);
    }

    /**
     * Scores a unit.
     *
     * @param level Level of the unit. May be null.
     */
    public static Score of(
            RuleSet rules, UnitLevel level, Function<RuleSet.Item, Input> inputs, List<UnitSheet.Deducted> deducted) {
        return new Sum(rules, inputs).of(level, deducted);
    }

    /**
     * Scores given values only: what is not given is not scored, what is given and has no denominator is scored as the rule set says,
     * and the total is the plain sum.
     */
    public static Score trial(RuleSet rules, Function<RuleSet.Item, Input> inputs) {
        return new Sum(rules, inputs).trial();
    }

    private static final class Sum {
        private final RuleSet rules;
        private final Function<RuleSet.Item, Input> inputs;
        private final List<ItemScore> items = new ArrayList<>();
        private final List<ItemScore> bonuses = new ArrayList<>();

        private Sum(RuleSet rules, Function<RuleSet.Item, Input> inputs) {
            this.rules = rules;
            this.inputs = inputs;
        }

        Score of(UnitLevel level, List<UnitSheet.Deducted> deducted) {
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal possible = BigDecimal.ZERO;
            boolean anything = false;
            for (RuleSet.Item item : rules.items()) {
                ItemScore scored = scored(item, level);
                items.add(scored);
                if (scored.points() != null) {
                    sum = sum.add(scored.points());
                    possible = possible.add(item.points().max());
                }
                anything |= scored.ground() == Ground.VALUE
                        && (item.count() == null || scored.value().signum() > 0);
            }
            BigDecimal bonus = bonus(level);
            if (!anything) {
                return new Score(items, bonuses, null, false);
            }
            boolean scaled = possible.compareTo(rules.max()) < 0;
            BigDecimal total =
                    scaled ? sum.multiply(rules.max()).divide(possible, SCALED_DECIMALS, RoundingMode.HALF_UP) : sum;
            return new Score(items, bonuses, within(total.add(bonus).subtract(deducted(deducted))), scaled);
        }

        Score trial() {
            BigDecimal total = null;
            for (RuleSet.Item item : rules.items()) {
                Input input = inputs.apply(item);
                ItemScore valued = valued(item, input);
                ItemScore scored = input.denominator() == null ? valued : withoutDenominator(valued);
                items.add(scored);
                total = scored.points() == null
                        ? total
                        : (total == null ? BigDecimal.ZERO : total).add(scored.points());
            }
            BigDecimal bonus = bonus(null);
            return new Score(items, bonuses, total == null ? null : within(total.add(bonus)), false);
        }

        private BigDecimal bonus(UnitLevel level) {
            if (rules.bonuses() == null) {
                return BigDecimal.ZERO;
            }
            BigDecimal sum = BigDecimal.ZERO;
            for (RuleSet.Item item : rules.bonuses().items()) {
                ItemScore scored = item.appliesTo(level)
                        ? valued(item, inputs.apply(item))
                        : new ItemScore(item, null, null, null, null, Ground.NOT_OF_LEVEL);
                bonuses.add(scored);
                sum = scored.points() == null ? sum : sum.add(scored.points());
            }
            return sum.min(rules.bonuses().cap());
        }

        private BigDecimal deducted(List<UnitSheet.Deducted> deducted) {
            return Stream.of(UnitSheet.Deducted.Kind.Cap.values())
                    .map(cap -> sum(deducted, cap).min(rules.most(cap)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static BigDecimal sum(List<UnitSheet.Deducted> deducted, UnitSheet.Deducted.Kind.Cap cap) {
            return deducted.stream()
                    .filter(one -> one.kind().cap() == cap)
                    .map(UnitSheet.Deducted::points)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private BigDecimal within(BigDecimal total) {
            BigDecimal limited = total;
            if (rules.limits() != null) {
                limited = rules.limits().least() == null
                        ? limited
                        : limited.max(rules.limits().least());
                limited = rules.limits().most() == null
                        ? limited
                        : limited.min(rules.limits().most());
            }
            return rules.rounding().total() == null
                    ? limited
                    : limited.setScale(rules.rounding().total(), RoundingMode.HALF_UP);
        }

        private ItemScore scored(RuleSet.Item item, UnitLevel level) {
            if (!item.appliesTo(level)) {
                return new ItemScore(item, null, null, null, null, Ground.NOT_OF_LEVEL);
            }
            return withoutDenominator(valued(item, inputs.apply(item)));
        }

        private ItemScore withoutDenominator(ItemScore valued) {
            if (valued.points() != null) {
                return valued;
            }
            return switch (rules.withoutDenominator()) {
                case LEAVE_OUT -> valued;
                case FULL_MARKS -> without(valued, valued.item().points().max(), Ground.FULL_MARKS);
                case NO_POINTS -> without(valued, BigDecimal.ZERO, Ground.NO_POINTS);
            };
        }

        private static ItemScore without(ItemScore valued, BigDecimal points, Ground ground) {
            return new ItemScore(valued.item(), null, valued.numerator(), valued.denominator(), points, ground);
        }

        private ItemScore valued(RuleSet.Item item, Input input) {
            if (input.value() == null) {
                return new ItemScore(item, null, input.numerator(), input.denominator(), null, Ground.LEFT_OUT);
            }
            BigDecimal value = item.count() != null
                    ? input.value()
                    : input.value().setScale(rules.rounding().rates(), RoundingMode.HALF_UP);
            return new ItemScore(
                    item,
                    value,
                    input.numerator(),
                    input.denominator(),
                    item.points().points(value),
                    Ground.VALUE);
        }
    }
}
