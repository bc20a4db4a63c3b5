package org.hotline12345.dispatch.routing.model.classifier;

import java.util.List;

/**
 * From scores to probabilities that hold: softmax of the scores times one sharpness, chosen so that messages the model has
 * not seen get the likeliest probabilities (temperature scaling).
 */
final class Calibration {
    private static final double LEAST = 0.05;
    private static final double MOST = 50;
    private static final int STEPS = 60;

    private Calibration() {}

    /** A score of each class and the class that is right. */
    record Scored(double[] scores, int actual) {}

    static double[] probabilities(double[] scores, double sharpness) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double[] probabilities = new double[scores.length];
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            probabilities[c] = Math.exp(sharpness * (scores[c] - highest));
            sum += probabilities[c];
        }
        for (int c = 0; c < scores.length; c++) {
            probabilities[c] /= sum;
        }
        return probabilities;
    }

    /** The sharpness of the least log loss: the loss has one valley, which is halved in. */
    static double sharpness(List<Scored> unseen) {
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        for (int i = 0; i < STEPS; i++) {
            double third = (high - low) / 3;
            if (loss(unseen, Math.exp(low + third)) < loss(unseen, Math.exp(high - third))) {
                high -= third;
            } else {
                low += third;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static double loss(List<Scored> unseen, double sharpness) {
        double loss = 0;
        for (var scored : unseen) {
            loss -= Math.log(Math.max(1e-12, probabilities(scored.scores(), sharpness)[scored.actual()]));
        }
        return loss;
    }
}
