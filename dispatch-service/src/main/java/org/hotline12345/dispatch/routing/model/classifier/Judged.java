package org.hotline12345.dispatch.routing.model.classifier;

/**
 * One judgement beside the truth.
 *
 * @param actual What is right.
 * @param predicted What was said.
 * @param confidence Its probability.
 */
public record Judged(String actual, String predicted, double confidence) {
    public boolean right() {
        return actual.equals(predicted);
    }
}
