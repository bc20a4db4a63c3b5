package org.hotline12345.dispatch.routing.model.classifier;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * The marks a model knows and how rare each is (sublinear TF-IDF): 1 + ln(number in the message) times
 * 1 + ln(messages / messages with the mark), the whole message brought to length 1.
 */
final class Features {
    /** A mark of one message alone teaches nothing about others. */
    private static final int LEAST_MESSAGES = 2;

    /** 1 + ln(number) of the usual numbers. */
    private static final double[] STRENGTH = IntStream.range(0, 64)
            .mapToDouble(number -> 1 + Math.log(Math.max(1, number)))
            .toArray();

    private final int[] marks;
    private final float[] rarity;
    private final int[] featureOfMark = new int[Grams.SPACE];

    private Features(int[] marks, float[] rarity) {
        this.marks = marks;
        this.rarity = rarity;
        Arrays.fill(featureOfMark, -1);
        for (int i = 0; i < marks.length; i++) {
            featureOfMark[marks[i]] = i;
        }
    }

    /** The marks of these messages; at most so many, those of the most messages. */
    static Features of(Collection<Counts> messages, int most) {
        int[] with = new int[Grams.SPACE];
        messages.forEach(message -> {
            for (int mark : message.marks()) {
                with[mark]++;
            }
        });
        int least = LEAST_MESSAGES;
        while (known(with, least) > most) {
            least++;
        }
        int[] marks = new int[known(with, least)];
        float[] rarity = new float[marks.length];
        int next = 0;
        for (int mark = 0; mark < with.length; mark++) {
            if (with[mark] >= least) {
                marks[next] = mark;
                rarity[next++] = (float) (1 + Math.log((1.0 + messages.size()) / (1.0 + with[mark])));
            }
        }
        return new Features(marks, rarity);
    }

    private static int known(int[] with, int least) {
        return (int) Arrays.stream(with).filter(number -> number >= least).count();
    }

    int size() {
        return marks.length;
    }

    /** The message as numbers, in the order of its marks. */
    Vector vector(Counts counts) {
        int[] features = new int[counts.marks().length];
        float[] values = new float[features.length];
        double squares = 0;
        for (int i = 0; i < features.length; i++) {
            int feature = featureOfMark[counts.marks()[i]];
            features[i] = feature;
            if (feature >= 0) {
                double value = strength(counts.numbers()[i]) * rarity[feature];
                values[i] = (float) value;
                squares += value * value;
            }
        }
        float length = squares > 0 ? (float) Math.sqrt(squares) : 1;
        for (int i = 0; i < values.length; i++) {
            values[i] /= length;
        }
        return new Vector(features, values);
    }

    private static double strength(int number) {
        return number < STRENGTH.length ? STRENGTH[number] : 1 + Math.log(number);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(marks.length);
        for (int i = 0; i < marks.length; i++) {
            out.writeInt(marks[i]);
            out.writeFloat(rarity[i]);
        }
    }

    static Features read(DataInput in) throws IOException {
        int[] marks = new int[in.readInt()];
        float[] rarity = new float[marks.length];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = in.readInt();
            rarity[i] = in.readFloat();
        }
        return new Features(marks, rarity);
    }

    /** The feature of each mark, -1 for one that the model does not know, with its value. */
    record Vector(int[] features, float[] values) {}
}
