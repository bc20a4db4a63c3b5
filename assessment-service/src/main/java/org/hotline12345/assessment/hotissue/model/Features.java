package org.hotline12345.assessment.hotissue.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a case is about, as a direction in the space of features: the features that say most, with their weights, of length 1. */
public final class Features {
    /** More say nothing new. */
    static final int MOST = 64;

    /** Nothing. */
    public static final Features NONE = new Features(new int[0], new float[0]);

    private final int[] features;
    private final float[] weights;
    /** Where each feature stands, plus one, by its hash; 0: none. Null until somebody asks: a case is compared with very many groups, a group with few cases. */
    private int[] slots;

    /**
     * @param features The features, the one that says most first, none twice.
     * @param weights Their weights, in the same order.
     */
    public Features(int[] features, float[] weights) {
        this.features = features;
        this.weights = weights;
    }

    /** The features, the one that says most first. */
    public int[] features() {
        return features;
    }

    /** Their weights, in the same order. */
    public float[] weights() {
        return weights;
    }

    /** What others weigh in each of the features here; 0 in those that the others have not. */
    double[] weightsOf(Features others) {
        if (slots == null) {
            fillSlots();
        }
        var found = new double[features.length];
        for (int i = 0; i < others.features.length; i++) {
            int feature = others.features[i];
            for (int at = start(feature); slots[at] != 0; at = next(at)) {
                if (features[slots[at] - 1] == feature) {
                    found[slots[at] - 1] = others.weights[i];
                    break;
                }
            }
        }
        return found;
    }

    private void fillSlots() {
        slots = new int[Integer.highestOneBit(4 * features.length + 1)];
        for (int i = 0; i < features.length; i++) {
            int at = start(features[i]);
            while (slots[at] != 0) {
                at = next(at);
            }
            slots[at] = i + 1;
        }
    }

    private int start(int feature) {
        return feature & slots.length - 1;
    }

    private int next(int at) {
        return at + 1 & slots.length - 1;
    }

    /** The features of a text, weighed by how rare they are. */
    public static Features of(Terms terms, Vocabulary vocabulary) {
        Map<Integer, Double> weighed = new HashMap<>();
        terms.counts().forEach((feature, count) -> {
            double weight = (1 + Math.log(count)) * vocabulary.weight(feature);
            if (weight > 0) {
                weighed.put(feature, weight);
            }
        });
        return strongest(weighed, MOST);
    }

    /** The strongest of them, brought to length 1. */
    static Features strongest(Map<Integer, Double> weighed, int most) {
        List<Map.Entry<Integer, Double>> entries = new ArrayList<>(weighed.entrySet());
        entries.sort(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        int size = Math.min(most, entries.size());
        double square = 0;
        for (int i = 0; i < size; i++) {
            square += entries.get(i).getValue() * entries.get(i).getValue();
        }
        double length = Math.sqrt(square);
        if (length == 0) {
            return NONE;
        }
        var features = new int[size];
        var weights = new float[size];
        for (int i = 0; i < size; i++) {
            features[i] = entries.get(i).getKey();
            weights[i] = (float) (entries.get(i).getValue() / length);
        }
        return new Features(features, weights);
    }

    /** The features that say most, by which alike cases are looked up. */
    public int[] keys(int most) {
        return Arrays.copyOf(features, Math.min(most, features.length));
    }

    /** Whether there is nothing to compare. */
    public boolean isEmpty() {
        return features.length == 0;
    }
}
