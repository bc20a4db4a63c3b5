package org.hotline12345.assessment.journal.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Up to where a score counts: the last event of each partition and the last decision, and which events before had not been counted,
 * because they were parked; replayed later, they still do not belong to that score. Written {@code 0:17,3:204;d5} or
 * {@code 0:17,3:204;d5;p3:180,3:191}.
 *
 * @param offsets Offset of the last event by partition; a partition without events is absent.
 * @param decision Id of the last decision; 0 for none.
 * @param parked Offsets of the events that were parked, by partition.
 */
public record Mark(SortedMap<Integer, Long> offsets, long decision, SortedMap<Integer, Set<Long>> parked) {
    private static final String PLACES = "\\d{1,4}:\\d{1,18}(?:,\\d{1,4}:\\d{1,18})*+";
    private static final Pattern SYNTAX = Pattern.compile("(" + PLACES + ")?;d(\\d{1,18})(?:;p(" + PLACES + "))?");

    /**
     * Where an event stands.
     *
     * @param offset Its place in the partition.
     */
    public record Place(int partition, long offset) {
        private static Place read(String text) {
            int colon = text.indexOf(':');
            return new Place(Integer.parseInt(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
        }
    }

    public Mark {
        offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
        parked = Collections.unmodifiableSortedMap(new TreeMap<>(parked));
    }

    /**
     * A mark of these ends.
     *
     * @param parked Events that are not counted; those behind the ends say nothing.
     */
    public static Mark of(Map<Integer, Long> offsets, long decision, Collection<Place> parked) {
        var before = new TreeMap<Integer, Set<Long>>();
        for (Place place : parked) {
            if (place.offset() <= offsets.getOrDefault(place.partition(), -1L)) {
                before.computeIfAbsent(place.partition(), partition -> new TreeSet<>())
                        .add(place.offset());
            }
        }
        return new Mark(new TreeMap<>(offsets), decision, before);
    }

    /**
     * Reads a mark.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Mark parse(String text) {
        String written = text == null ? "" : text.strip();
        var parts = SYNTAX.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a mark: " + written);
        }
        var offsets = places(parts.group(1)).stream().collect(Collectors.toMap(Place::partition, Place::offset));
        return of(offsets, Long.parseLong(parts.group(2)), places(parts.group(3)));
    }

    private static Set<Place> places(String text) {
        return text == null
                ? Set.of()
                : Pattern.compile(",").splitAsStream(text).map(Place::read).collect(Collectors.toSet());
    }

    /** The last event of a partition that counts; -1 for none. */
    public long lastOf(int partition) {
        return offsets.getOrDefault(partition, -1L);
    }

    /** Whether an event was counted: it stands before the end, and was not parked. */
    public boolean counts(int partition, long offset) {
        return offset <= lastOf(partition)
                && !parked.getOrDefault(partition, Set.of()).contains(offset);
    }

    /** As it is written. */
    public String text() {
        String ends = offsets.entrySet().stream()
                .map(place -> place.getKey() + ":" + place.getValue())
                .collect(Collectors.joining(","));
        String left = parked.entrySet().stream()
                .flatMap(of -> of.getValue().stream().map(offset -> of.getKey() + ":" + offset))
                .collect(Collectors.joining(","));
        return ends + ";d" + decision + (left.isEmpty() ? "" : ";p" + left);
    }
}
