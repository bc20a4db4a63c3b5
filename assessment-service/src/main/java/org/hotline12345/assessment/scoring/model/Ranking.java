package org.hotline12345.assessment.scoring.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Ranks within comparison groups only: unlike units are not compared (分档分类评价). Equal totals share a rank and the next one
 * is skipped. What has no total is not ranked, and who is alone in a group has no place.
 */
public final class Ranking {
    private Ranking() {}

    /**
     * A place.
     *
     * @param rank Rank in the group, from 1; null of the only one there is: it was compared with nobody.
     * @param of How many are ranked in the group.
     */
    public record Place<T>(T entry, Integer rank, int of) {}

    /** The places by group, best first; entries of the same rank in the order of their names. */
    public static <T> List<Place<T>> within(
            List<T> entries, Function<T, String> group, Function<T, BigDecimal> total, Function<T, String> name) {
        Map<String, List<T>> groups = new TreeMap<>();
        entries.stream()
                .filter(e -> total.apply(e) != null)
                .forEach(e -> groups.computeIfAbsent(
                                group.apply(e) == null ? "" : group.apply(e), g -> new ArrayList<>())
                        .add(e));
        var places = new ArrayList<Place<T>>();
        for (List<T> members : new LinkedHashMap<>(groups).values()) {
            members.sort(Comparator.comparing(total).reversed().thenComparing(name));
            int rank = 0;
            for (int i = 0; i < members.size(); i++) {
                T entry = members.get(i);
                boolean tie = i > 0 && total.apply(entry).compareTo(total.apply(members.get(i - 1))) == 0;
                rank = tie ? rank : i + 1;
                places.add(new Place<>(entry, members.size() == 1 ? null : rank, members.size()));
            }
        }
        return places;
    }
}
