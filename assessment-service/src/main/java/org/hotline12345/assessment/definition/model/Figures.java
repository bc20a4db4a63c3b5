package org.hotline12345.assessment.definition.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of one row: of a unit, an area, the whole city. Figures of disjoint rows can be added up; rates are taken from the
 * sums, never from other rates.
 */
public final class Figures {
    private static final int COUNTS = Count.values().length;

    private final long[] counts = new long[COUNTS];
    /** How many rounds took so many working days; made when the first is added. */
    private TreeMap<Integer, Long> workingDays;

    /** No cases at all. */
    public static Figures none() {
        return new Figures();
    }

    /** These counts; others are nought. */
    public static Figures of(Map<Count, Long> counts) {
        var figures = new Figures();
        counts.forEach(figures::add);
        return figures;
    }

    /** The sum of disjoint rows. */
    public static Figures sum(Collection<Figures> rows) {
        var sum = new Figures();
        rows.forEach(sum::add);
        return sum;
    }

    /** The same with every count taken off instead of added. */
    public Figures negated() {
        var negated = new Figures();
        for (int i = 0; i < COUNTS; i++) {
            negated.counts[i] = -counts[i];
        }
        handled().forEach((days, rounds) -> negated.addHandled(days, -rounds));
        return negated;
    }

    /** Adds to a count; for the reader of the facts. */
    public void add(Count count, long amount) {
        counts[count.ordinal()] += amount;
    }

    /** Adds the figures of another row; for the reader of the facts. */
    public void add(Figures row) {
        for (int i = 0; i < COUNTS; i++) {
            counts[i] += row.counts[i];
        }
        row.handled().forEach(this::addHandled);
    }

    /** Adds some counts of another row, given by their ordinals; for the reader of the facts. */
    public void add(Figures row, int[] wanted) {
        for (int ordinal : wanted) {
            counts[ordinal] += row.counts[ordinal];
        }
    }

    /** Adds rounds that took so many working days; for the reader of the facts. */
    public void addHandled(int days, long rounds) {
        workingDays = workingDays == null ? new TreeMap<>() : workingDays;
        workingDays.merge(days, rounds, Long::sum);
    }

    private Map<Integer, Long> handled() {
        return workingDays == null ? Map.of() : workingDays;
    }

    public long count(Count count) {
        return counts[count.ordinal()];
    }

    /** The sum of some counts. */
    public long sum(List<Count> of) {
        long sum = 0;
        for (Count count : of) {
            sum += counts[count.ordinal()];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Figures figures
                && Arrays.equals(counts, figures.counts)
                && handled().equals(figures.handled());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    /** Whether nothing at all was counted. */
    public boolean empty() {
        for (long count : counts) {
            if (count != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Mean working days of handling, two decimals, half up: working days after the day of receipt up to and including the
     * day of the reply. Null without a finished round.
     */
    public BigDecimal averageWorkingDays() {
        long rounds = count(Count.WORKING_DAYS_OF);
        return rounds == 0
                ? null
                : BigDecimal.valueOf(count(Count.WORKING_DAYS))
                        .divide(BigDecimal.valueOf(rounds), 2, RoundingMode.HALF_UP);
    }

    /**
     * Within how many working days nine of ten rounds were finished: the least number of days that at least 90 % of them kept
     * to (nearest rank). Null without a finished round.
     */
    public Integer p90WorkingDays() {
        long rounds = handled().values().stream().mapToLong(Long::longValue).sum();
        long within = 0;
        for (var entry : handled().entrySet()) {
            within += entry.getValue();
            if (within > 0 && within * 10 >= rounds * 9) {
                return entry.getKey();
            }
        }
        return null;
    }
}
