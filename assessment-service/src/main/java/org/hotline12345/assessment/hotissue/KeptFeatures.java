package org.hotline12345.assessment.hotissue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.assessment.hotissue.model.Features;

/**
 * What groups are about, as it was read before: a batch of cases looks at thousands of groups, nearly all of them those that the batch before
 * it looked at, and most of what they cost is sending and reading their numbers.
 */
final class KeptFeatures {
    /** Some 10 MB. */
    static final int MOST = 10_000;

    private final Map<UUID, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Kept> eldest) {
            return size() > MOST;
        }
    });

    private record Kept(String version, Features features) {}

    /** Of the group as this version of its row has them; null: they have to be read. */
    Features of(UUID group, String version) {
        Kept known = kept.get(group);
        return known != null && known.version().equals(version) ? known.features() : null;
    }

    /** They were read of this version. */
    void keep(UUID group, String version, Features features) {
        kept.put(group, new Kept(version, features));
    }
}
