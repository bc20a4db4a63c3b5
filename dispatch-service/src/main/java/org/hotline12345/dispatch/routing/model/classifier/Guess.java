package org.hotline12345.dispatch.routing.model.classifier;

import java.util.List;

/**
 * A class a message may belong to.
 *
 * @param label The class.
 * @param probability Calibrated, from 0 to 1.
 * @param words Words of the message that spoke for it, the strongest first; empty where they were not asked for.
 */
public record Guess(String label, double probability, List<String> words) {
    public Guess {
        words = List.copyOf(words);
    }
}
