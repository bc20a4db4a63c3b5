package org.hotline12345.dispatch.inbox.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hotline12345.events.WorkOrderState;

/**
 * How many open orders a unit has. The counts by one thing go by what is looked for in the others: whoever looks for what is due today
 * sees how many of these are in each state, and how many would be due tomorrow.
 *
 * @param total How many match all that is looked for.
 * @param states By where they stand; every state that is open.
 * @param due By how near the reply is due.
 * @param categories By category, the most frequent first; without those that have none.
 * @param handlers By handler, the most frequent first; without those that nobody was named for.
 */
public record InboxCounts(
        long total,
        Map<WorkOrderState, Long> states,
        Map<DueIn, Long> due,
        List<Counted> categories,
        List<Counted> handlers) {
    /** How many have this. */
    public record Counted(String code, long count) {}

    /**
     * So many orders that have all of this in common and hold the words that are looked for.
     *
     * @param category May be null.
     * @param handler May be null.
     */
    public record Line(WorkOrderState state, DueIn due, String category, String handler, long count) {}

    /** What the lines come to. */
    public static InboxCounts of(Collection<Line> lines, InboxFilter filter) {
        Predicate<Line> state =
                line -> filter.states().isEmpty() || filter.states().contains(line.state());
        Predicate<Line> due = line -> filter.due().isEmpty() || filter.due().contains(line.due());
        Predicate<Line> category =
                line -> filter.category() == null || filter.category().equals(line.category());
        Predicate<Line> handler =
                line -> filter.handler() == null || filter.handler().equals(line.handler());
        var all = state.and(due).and(category).and(handler);
        var states = new EnumMap<WorkOrderState, Long>(WorkOrderState.class);
        lines.stream()
                .filter(due.and(category).and(handler))
                .forEach(line -> states.merge(line.state(), line.count(), Long::sum));
        var near = new EnumMap<DueIn, Long>(DueIn.class);
        for (DueIn each : DueIn.values()) {
            near.put(each, 0L);
        }
        lines.stream()
                .filter(state.and(category).and(handler))
                .forEach(line -> near.merge(line.due(), line.count(), Long::sum));
        return new InboxCounts(
                lines.stream().filter(all).mapToLong(Line::count).sum(),
                states,
                near,
                by(lines, state.and(due).and(handler), Line::category),
                by(lines, state.and(due).and(category), Line::handler));
    }

    private static List<Counted> by(Collection<Line> lines, Predicate<Line> found, Function<Line, String> what) {
        var counts = new TreeMap<String, Long>();
        lines.stream()
                .filter(found.and(line -> what.apply(line) != null))
                .forEach(line -> counts.merge(what.apply(line), line.count(), Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new Counted(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Counted::count).reversed().thenComparing(Counted::code))
                .toList();
    }
}
