package org.hotline12345.localstack.demo.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts, by unit and in all: of what was played, or of what a service answers. Safe for use by many threads. */
public final class Ledger {
    /** Stands for the whole office. */
    public static final String ALL = "";

    private final Map<String, Map<Figure, LongAdder>> counts = new ConcurrentHashMap<>();

    /**
     * A difference between what was played and what was counted.
     *
     * @param unit code of the unit; {@link #ALL} for the office
     * @param played by the demo
     * @param counted by the service
     */
    public record Difference(String unit, Figure figure, long played, long counted) {}

    /** Adds one to a figure of the whole office. */
    public void office(Figure figure) {
        add(ALL, figure, 1);
    }

    /** Adds one to a figure of a unit, and of the whole. */
    public void unit(String unit, Figure figure) {
        add(unit, figure, 1);
        add(ALL, figure, 1);
    }

    /** Takes one away from a unit, and from the whole. */
    public void takeBack(String unit, Figure figure) {
        add(unit, figure, -1);
        add(ALL, figure, -1);
    }

    /** Adds a number to one figure of one unit only. */
    public void add(String unit, Figure figure, long number) {
        counts.computeIfAbsent(unit, u -> new ConcurrentHashMap<>())
                .computeIfAbsent(figure, f -> new LongAdder())
                .add(number);
    }

    public long count(String unit, Figure figure) {
        LongAdder counter = counts.getOrDefault(unit, Map.of()).get(figure);
        return counter == null ? 0 : counter.sum();
    }

    /** Units with any count. */
    public SortedSet<String> units() {
        var units = new TreeSet<>(counts.keySet());
        units.remove(ALL);
        return units;
    }

    /** These counts less earlier ones. */
    public Ledger since(Ledger earlier) {
        var difference = new Ledger();
        counts.forEach((unit, figures) -> figures.forEach(
                (figure, count) -> difference.add(unit, figure, count.sum() - earlier.count(unit, figure))));
        return difference;
    }

    /** Where a service's counts differ from these. */
    public List<Difference> differences(Ledger counted) {
        var all = new TreeSet<>(units());
        all.addAll(counted.units());
        List<Difference> found = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            compare(ALL, figure, counted, found);
            if (figure.ofUnits()) {
                all.forEach(unit -> compare(unit, figure, counted, found));
            }
        }
        return found;
    }

    /** How many figures {@link #differences} compares. */
    public int compared(Ledger counted) {
        var all = new TreeSet<>(units());
        all.addAll(counted.units());
        int compared = 0;
        for (Figure figure : Figure.values()) {
            compared += 1 + (figure.ofUnits() ? all.size() : 0);
        }
        return compared;
    }

    /** The counts of one unit. */
    public Map<Figure, Long> of(String unit) {
        var copy = new EnumMap<Figure, Long>(Figure.class);
        counts.getOrDefault(unit, Map.of()).forEach((figure, count) -> copy.put(figure, count.sum()));
        return copy;
    }

    private void compare(String unit, Figure figure, Ledger counted, List<Difference> found) {
        long here = count(unit, figure);
        long there = counted.count(unit, figure);
        if (here != there) {
            found.add(new Difference(unit, figure, here, there));
        }
    }
}
