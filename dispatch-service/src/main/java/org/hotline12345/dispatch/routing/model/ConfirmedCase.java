package org.hotline12345.dispatch.routing.model;

import java.time.Instant;
import org.hotline12345.dispatch.routing.model.classifier.Message;

/**
 * A case whose unit signed it and did not return it.
 *
 * @param about The case as the router saw it, without the category.
 * @param category Category of its work order. May be null.
 * @param returned Whether another unit returned it before: the router was wrong.
 * @param dispatchedAt When it was given to the unit.
 */
public record ConfirmedCase(CaseToRoute about, String category, String unit, boolean returned, Instant dispatchedAt) {
    /** What the citizen wrote. */
    public Message message() {
        return new Message(about.title(), about.text());
    }
}
