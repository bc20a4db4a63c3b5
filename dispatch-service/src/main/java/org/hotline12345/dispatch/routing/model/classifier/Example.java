package org.hotline12345.dispatch.routing.model.classifier;

import java.util.Objects;

/**
 * A message whose class is known.
 *
 * @param label Its class.
 */
public record Example(Message message, String label) {
    public Example {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(label, "label");
    }
}
