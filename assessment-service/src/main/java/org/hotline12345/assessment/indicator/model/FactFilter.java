package org.hotline12345.assessment.indicator.model;

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
 * @param types Case types.
 * @param urgencies Urgencies.
 */
public record FactFilter(Set<String> channels, Set<CaseType> types, Set<Urgency> urgencies) {
    /** All cases. */
    public static final FactFilter NONE = new FactFilter(null, null, null);

    public FactFilter {
        channels = copy(channels);
        types = copy(types);
        urgencies = copy(urgencies);
    }

    /** Whether all cases pass. */
    public boolean letsAllPass() {
        return channels.isEmpty() && types.isEmpty() && urgencies.isEmpty();
    }

    private static <T> Set<T> copy(Collection<T> values) {
        return values == null ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
}
