package org.hotline12345.assessment.bulletin.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;

/**
 * Makes the figures of a bulletin of what was counted: which rows are shown, in which order, how many.
 *
 * @param most How many rows a table of categories, areas or units has at most.
 */
public record Composition(Thresholds thresholds, Naming naming, int most) {
    private static final Comparator<Map.Entry<String, Figures>> BY_CODE =
            Map.Entry.comparingByKey(Comparator.nullsLast(Comparator.naturalOrder()));

    /** The figures of a bulletin. */
    public Content of(Gathered gathered) {
        return new Content(
                new Content.Totals(
                        Values.all(gathered.total()),
                        Values.all(gathered.totalBefore()),
                        Values.all(gathered.totalYearBefore())),
                received(gathered, Dimension.TYPE, Integer.MAX_VALUE),
                received(gathered, Dimension.CHANNEL, Integer.MAX_VALUE),
                received(gathered, Dimension.CATEGORY, most),
                received(gathered, Dimension.AREA, most),
                units(
                        gathered,
                        unit -> unit.count(Count.DUE) > 0
                                && unit.count(Count.FINISHED_ON_TIME) == unit.count(Count.DUE),
                        most(Count.DUE),
                        List.of(Count.DUE, Count.FINISHED_ON_TIME),
                        Rate.ON_TIME),
                units(
                        gathered,
                        unit -> unit.count(Count.OVERDUE) > 0,
                        most(Count.OVERDUE),
                        List.of(Count.DUE, Count.FINISHED_ON_TIME, Count.OVERDUE),
                        Rate.ON_TIME),
                units(
                        gathered,
                        unit -> notInformed(unit) > 0,
                        Comparator.<Figures>comparingLong(Composition::notInformed)
                                .reversed(),
                        List.of(Count.TO_BE_INFORMED, Count.INFORMED),
                        Rate.FEEDBACK),
                units(
                        gathered,
                        unit -> unit.count(Count.ANSWERED) >= thresholds.rounds()
                                && Rate.SATISFACTION.of(unit).compareTo(thresholds.satisfactionTarget()) < 0,
                        Comparator.comparing(Rate.SATISFACTION::of),
                        List.of(Count.ANSWERED, Count.SATISFIED),
                        Rate.SATISFACTION),
                units(
                        gathered,
                        unit -> unit.count(Count.SUPERVISED) > 0,
                        most(Count.SUPERVISED),
                        List.of(Count.SUPERVISED, Count.URGED, Count.REWORKED)),
                gathered.hotIssues(),
                gathered.totalQuery() == null ? List.of() : findings(gathered),
                gathered.cases(),
                gathered.supervisedCases(),
                gathered.rectifications());
    }

    private List<Finding> findings(Gathered gathered) {
        return Arrays.stream(NotableRule.values())
                .flatMap(rule -> rule.findings(gathered, thresholds, naming).stream())
                .toList();
    }

    /** Citizens of the unit who are still to be informed. */
    static long notInformed(Figures figures) {
        return figures.count(Count.TO_BE_INFORMED) - figures.count(Count.INFORMED);
    }

    private Listing received(Gathered gathered, Dimension dimension, int most) {
        var keys = new HashSet<>(gathered.now(dimension).keySet());
        keys.addAll(gathered.before().getOrDefault(dimension, Map.of()).keySet());
        var rows = keys.stream()
                .map(key -> row(
                        gathered,
                        dimension,
                        key,
                        gathered.now(dimension).getOrDefault(key, Figures.none()),
                        List.of(Count.RECEIVED)))
                .filter(row -> row.now().get(Count.RECEIVED.code()).signum() > 0
                        || row.before().get(Count.RECEIVED.code()).signum() > 0)
                .sorted(Comparator.comparing((Row row) -> row.now().get(Count.RECEIVED.code()))
                        .reversed()
                        .thenComparing(Row::key, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        return Listing.first(rows, most);
    }

    private Listing units(
            Gathered gathered, Predicate<Figures> shown, Comparator<Figures> order, List<Count> counts, Rate... rates) {
        var rows = gathered.now(Dimension.UNIT).entrySet().stream()
                .filter(entry -> Objects.nonNull(entry.getKey()) && shown.test(entry.getValue()))
                .sorted(Map.Entry.<String, Figures>comparingByValue(order).thenComparing(BY_CODE))
                .map(entry -> row(gathered, Dimension.UNIT, entry.getKey(), entry.getValue(), counts, rates))
                .toList();
        return Listing.first(new ArrayList<>(rows), most);
    }

    private Row row(
            Gathered gathered, Dimension dimension, String key, Figures figures, List<Count> counts, Rate... rates) {
        return new Row(
                key,
                naming.of(dimension, key),
                Values.of(figures, counts, List.of(rates)),
                Values.of(gathered.before(dimension, key), counts, List.of(rates)));
    }

    private static Comparator<Figures> most(Count count) {
        ToLongFunction<Figures> amount = figures -> figures.count(count);
        return Comparator.comparingLong(amount).reversed();
    }
}
