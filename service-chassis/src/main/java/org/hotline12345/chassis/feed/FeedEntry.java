package org.hotline12345.chassis.feed;

import java.util.Objects;
import java.util.UUID;

/**
 * A change to be told.
 *
 * @param reader Whose feed, for example a unit's code.
 * @param subject What changed.
 * @param op What happened to it in the reader's view.
 */
public record FeedEntry(String reader, UUID subject, int version, Op op) {
    public FeedEntry {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(op, "op");
    }
}
