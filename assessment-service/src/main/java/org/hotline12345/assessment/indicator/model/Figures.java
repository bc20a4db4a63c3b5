package org.hotline12345.assessment.indicator.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of one row: of a unit, an area, the whole city. Figures of disjoint rows can be added up; rates are taken from the
 * sums, never from other rates.
 */
public final class Figures {
    private final EnumMap<Count, Long> counts = new EnumMap<>(Count.class);
    /** How many rounds took so many working days. */
    private final TreeMap<Integer, Long> workingDays = new TreeMap<>();

    /** No cases at all. */
    public static Figures none() {
        return new Figures();
    }

    /** These counts; others are nought. */
    public static Figures of(Map<Count, Long> counts) {
        var figures = new Figures();
        figures.counts.putAll(counts);
        return figures;
    }

    /** The sum of disjoint rows. */
    public static Figures sum(Collection<Figures> rows) {
        var sum = new Figures();
        rows.forEach(row -> {
            row.counts.forEach(sum::add);
            row.workingDays.forEach(sum::addHandled);
        });
        return sum;
    }

    /** The same with every count taken off instead of added. */
    public Figures negated() {
        var negated = new Figures();
        counts.forEach((count, amount) -> negated.add(count, -amount));
        workingDays.forEach((days, rounds) -> negated.addHandled(days, -rounds));
        return negated;
    }

    /** Adds to a count; for the reader of the facts. */
    public void add(Count count, long amount) {
        counts.merge(count, amount, Long::sum);
    }

    /** Adds rounds that took so many working days; for the reader of the facts. */
    public void addHandled(int days, long rounds) {
        workingDays.merge(days, rounds, Long::sum);
    }

    /** A count. */
    public long count(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** Whether nothing at all was counted. */
    public boolean empty() {
        return counts.values().stream().allMatch(n -> n == 0);
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
        long rounds = workingDays.values().stream().mapToLong(Long::longValue).sum();
        long within = 0;
        for (var entry : workingDays.entrySet()) {
            within += entry.getValue();
            if (within > 0 && within * 10 >= rounds * 9) {
                return entry.getKey();
            }
        }
        return null;
    }
}
