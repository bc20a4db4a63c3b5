package org.hotline12345.dispatch.routing.model.classifier;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How much each feature speaks for each class; weights too small to matter are not kept.
 */
final class Weights {
    /** At 6 bytes each the model stays far below 50 MB. */
    static final int MOST_KEPT = 5_000_000;

    /** Where the entries of a feature begin. */
    private final int[] start;

    private final short[] classes;
    private final float[] weights;

    private Weights(int[] start, short[] classes, float[] weights) {
        this.start = start;
        this.classes = classes;
        this.weights = weights;
    }

    /** Of a full table, feature by feature. */
    static Weights of(double[] table, int features, int classes, int mostKept) {
        double least = leastKept(table, mostKept);
        int[] start = new int[features + 1];
        int size = 0;
        for (double weight : table) {
            size += Math.abs(weight) > least ? 1 : 0;
        }
        short[] ofClass = new short[size];
        float[] weights = new float[size];
        int next = 0;
        for (int feature = 0; feature < features; feature++) {
            start[feature] = next;
            for (int c = 0; c < classes; c++) {
                double weight = table[feature * classes + c];
                if (Math.abs(weight) > least) {
                    ofClass[next] = (short) c;
                    weights[next++] = (float) weight;
                }
            }
        }
        start[features] = next;
        return new Weights(start, ofClass, weights);
    }

    private static double leastKept(double[] table, int mostKept) {
        if (table.length <= mostKept) {
            return 0;
        }
        double[] sizes = Arrays.stream(table).map(Math::abs).toArray();
        Arrays.parallelSort(sizes);
        return sizes[sizes.length - mostKept];
    }

    /** What the feature says for the class. */
    double of(int feature, int ofClass) {
        int asInFullRow = start[feature] + ofClass;
        int at = asInFullRow < start[feature + 1] && classes[asInFullRow] == ofClass
                ? asInFullRow
                : Arrays.binarySearch(classes, start[feature], start[feature + 1], (short) ofClass);
        return at < 0 ? 0 : weights[at];
    }

    /** Adds what the feature says at this value to the scores of the classes. */
    void addTo(double[] scores, int feature, double value) {
        for (int i = start[feature]; i < start[feature + 1]; i++) {
            scores[classes[i]] += weights[i] * value;
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(start.length);
        for (int s : start) {
            out.writeInt(s);
        }
        for (int i = 0; i < classes.length; i++) {
            out.writeShort(classes[i]);
            out.writeFloat(weights[i]);
        }
    }

    static Weights read(DataInput in) throws IOException {
        int[] start = new int[in.readInt()];
        for (int i = 0; i < start.length; i++) {
            start[i] = in.readInt();
        }
        short[] classes = new short[start[start.length - 1]];
        float[] weights = new float[classes.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = in.readShort();
            weights[i] = in.readFloat();
        }
        return new Weights(start, classes, weights);
    }
}
