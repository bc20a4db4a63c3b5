package org.hotline12345.localstack.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What one topic tells, read piece by piece. After a failure of a relay or a broker it can hold events again, with the same ids: readers drop
 * the repeats, so does this one. What was written from outside is left out, by its keys.
 */
final class Told {
    private final CaseStream stream;
    private final Set<UUID> ids = new HashSet<>();
    private List<CaseStream.Entry> piece = new ArrayList<>();

    Told(CaseStream stream) {
        this.stream = stream;
    }

    /** Adds to the piece what has come meanwhile. */
    void read(Set<String> fromOutside) {
        stream.next().stream()
                .filter(entry -> !fromOutside.contains(entry.caseId()))
                .filter(entry -> ids.add(UUID.fromString(entry.id())))
                .forEach(piece::add);
    }

    /** The events of the piece, in the order of each key. */
    List<CaseStream.Entry> piece() {
        return piece;
    }

    /** How many different events there are in all pieces. */
    int all() {
        return ids.size();
    }

    /** The piece is settled, the next one begins. */
    void settled() {
        piece = new ArrayList<>();
    }
}
