package org.hotline12345.bench.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A figure of two variants that were measured by turns.
 *
 * <p>The spread of a variant is half the distance between its smallest and its largest run. A difference of the medians counts when it is
 * more than twice the larger of both spreads. Of figures that do not differ at all, three runs each say so of six in a hundred, five of
 * one in two hundred (of normally distributed runs): of a table of a hundred figures some will stand out by chance.
 *
 * @param name The figure.
 * @param unit Its unit.
 * @param first The first variant.
 * @param second The second one.
 * @param ratio The second by the first, run by run in the order of the rounds: steady where the machine gets faster and slower.
 */
public record Comparison(String name, String unit, Side first, Side second, Side ratio) {
    /**
     * What the runs of a variant came to.
     *
     * @param median The one in the middle, or the mean of both in the middle; NaN without runs.
     * @param spread Half the distance between the smallest and the largest run.
     * @param runs In the order of the rounds.
     */
    public record Side(double median, double spread, List<Double> runs) {
        static Side of(List<Double> runs) {
            List<Double> sorted = runs.stream().sorted().toList();
            int count = sorted.size();
            return count == 0
                    ? new Side(Double.NaN, Double.NaN, List.of())
                    : new Side(
                            (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2,
                            (sorted.get(count - 1) - sorted.get(0)) / 2,
                            List.copyOf(runs));
        }
    }

    /**
     * Compares the runs of a figure.
     *
     * @param first of the first variant in the order of the rounds
     * @param second of the second one, as many
     */
    public static Comparison of(String name, String unit, List<Double> first, List<Double> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("each round has a run of both");
        }
        List<Double> ratios = IntStream.range(0, first.size())
                .filter(round -> first.get(round) != 0)
                .mapToObj(round -> second.get(round) / first.get(round))
                .toList();
        return new Comparison(name, unit, Side.of(first), Side.of(second), Side.of(ratios));
    }

    /** How far the median moved, from the first variant to the second. */
    public double moved() {
        return second.median() - first.median();
    }

    /** Whether it moved by more than twice the spread; one run a variant has no spread and says nothing. */
    public boolean counts() {
        return first.runs().size() > 1 && Math.abs(moved()) > 2 * Math.max(first.spread(), second.spread());
    }
}
