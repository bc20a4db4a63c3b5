package org.hotline12345.assessment.definition.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Urgency;

/**
 * Which cases are counted. An empty set lets all pass.
 *
 * @param channels Channels, codes of the city's list.
 * @param areas Areas as they were given, codes.
 * @param categories Categories as they were given, codes.
 * @param mergedOnce Whether cases merged into another one (并单) are left out, so that a matter counts once, with its lead case.
 */
public record FactFilter(
        Set<String> channels,
        Set<CaseType> types,
        Set<Urgency> urgencies,
        Set<String> areas,
        Set<String> categories,
        boolean mergedOnce) {
    /** Among areas or categories: of cases that have none. No code reads so. */
    public static final String WITHOUT = "-";

    /** All cases; merged ones count for each citizen. */
    public static final FactFilter NONE = new FactFilter(null, null, null);

    /** A matter counts once however many citizens raised it. */
    public static final FactFilter MERGED_ONCE = new FactFilter(null, null, null, null, null, true);

    public FactFilter {
        channels = copy(channels);
        types = copy(types);
        urgencies = copy(urgencies);
        areas = copy(areas);
        categories = copy(categories);
    }

    /** Of all areas and categories; merged cases count for each citizen. */
    public FactFilter(Set<String> channels, Set<CaseType> types, Set<Urgency> urgencies) {
        this(channels, types, urgencies, null, null, false);
    }

    /** Whether all cases pass. */
    public boolean letsAllPass() {
        return ofAllKinds() && !mergedOnce;
    }

    /** Whether cases of every channel, type, urgency, area and category pass. */
    public boolean ofAllKinds() {
        return channels.isEmpty() && types.isEmpty() && urgencies.isEmpty() && areas.isEmpty() && categories.isEmpty();
    }

    private static <T> Set<T> copy(Collection<T> values) {
        return values == null ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
}
