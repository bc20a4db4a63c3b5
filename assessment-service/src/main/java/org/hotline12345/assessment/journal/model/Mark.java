package org.hotline12345.assessment.journal.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Up to where a score counts: the last event of each partition and the last decision. Written {@code 0:17,3:204;d5}.
 *
 * @param offsets Offset of the last event by partition; a partition without events is absent.
 * @param decision Id of the last decision; 0 for none.
 */
public record Mark(SortedMap<Integer, Long> offsets, long decision) {
    private static final Pattern SYNTAX = Pattern.compile("(?:\\d{1,4}:\\d{1,18}(?:,\\d{1,4}:\\d{1,18})*)?;d\\d{1,18}");

    public Mark {
        offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
    }

    /** A mark of these places. */
    public static Mark of(Map<Integer, Long> offsets, long decision) {
        return new Mark(new TreeMap<>(offsets), decision);
    }

    /**
     * Reads a mark.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Mark parse(String text) {
        String written = text == null ? "" : text.strip();
        if (!SYNTAX.matcher(written).matches()) {
            throw new IllegalArgumentException("not a mark: " + written);
        }
        int end = written.indexOf(';');
        var offsets = new TreeMap<Integer, Long>();
        if (end > 0) {
            for (String place : written.substring(0, end).split(",")) {
                int colon = place.indexOf(':');
                offsets.put(Integer.parseInt(place.substring(0, colon)), Long.parseLong(place.substring(colon + 1)));
            }
        }
        return new Mark(offsets, Long.parseLong(written.substring(end + 2)));
    }

    /** The last event of a partition that counts; -1 for none. */
    public long lastOf(int partition) {
        return offsets.getOrDefault(partition, -1L);
    }

    /** As it is written. */
    public String text() {
        return offsets.entrySet().stream()
                        .map(place -> place.getKey() + ":" + place.getValue())
                        .collect(Collectors.joining(","))
                + ";d" + decision;
    }
}
