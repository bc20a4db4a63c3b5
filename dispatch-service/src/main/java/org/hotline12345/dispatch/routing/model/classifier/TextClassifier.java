package org.hotline12345.dispatch.routing.model.classifier;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;

/** A trained model. Immutable, safe for any number of threads. */
public final class TextClassifier {
    private static final int MAGIC = 0x48_4C_52_4D;
    private static final int FORMAT = 1;
    private static final double WORTH_EXPLAINING = 0.005;

    private final List<String> labels;
    private final Features features;
    private final Weights weights;
    private final double sharpness;

    TextClassifier(List<String> labels, Features features, Weights weights, double sharpness) {
        this.labels = List.copyOf(labels);
        this.features = features;
        this.weights = weights;
        this.sharpness = sharpness;
    }

    /** The classes it knows. */
    public List<String> labels() {
        return labels;
    }

    /** The likeliest classes with their probabilities, the likeliest first. */
    public List<Guess> guess(Message message, int most) {
        double[] probabilities =
                probabilities(features.vector(Reading.of(message).counts()));
        return IntStream.of(best(probabilities, most))
                .mapToObj(c -> new Guess(labels.get(c), probabilities[c], List.of()))
                .toList();
    }

    /** The same with the words that spoke for each that is not all but impossible. */
    public List<Guess> explain(Reading reading, int most) {
        var vector = features.vector(reading.counts());
        double[] probabilities = probabilities(vector);
        int[] best = best(probabilities, most);
        int[] possible = IntStream.of(best)
                .filter(c -> probabilities[c] >= WORTH_EXPLAINING)
                .toArray();
        var words = SpeakingWords.of(reading, vector, weights, possible);
        return IntStream.range(0, best.length)
                .mapToObj(i -> new Guess(
                        labels.get(best[i]), probabilities[best[i]], i < possible.length ? words.get(i) : List.of()))
                .toList();
    }

    private double[] probabilities(Features.Vector vector) {
        return Calibration.probabilities(scores(vector), sharpness);
    }

    double[] scores(Counts counts) {
        return scores(features.vector(counts));
    }

    private double[] scores(Features.Vector vector) {
        double[] scores = new double[labels.size()];
        for (int i = 0; i < vector.features().length; i++) {
            if (vector.features()[i] >= 0) {
                weights.addTo(scores, vector.features()[i], vector.values()[i]);
            }
        }
        return scores;
    }

    /** The classes of the highest probabilities, the highest first; of equal ones the first. */
    private static int[] best(double[] probabilities, int most) {
        int[] best = new int[Math.min(most, probabilities.length)];
        var taken = new boolean[probabilities.length];
        for (int i = 0; i < best.length; i++) {
            int highest = -1;
            for (int c = 0; c < probabilities.length; c++) {
                if (!taken[c] && (highest < 0 || probabilities[c] > probabilities[highest])) {
                    highest = c;
                }
            }
            taken[highest] = true;
            best[i] = highest;
        }
        return best;
    }

    /** Writes the model; the stream is left open. */
    public void write(OutputStream stream) throws IOException {
        var out = new DataOutputStream(stream);
        out.writeInt(MAGIC);
        out.writeInt(FORMAT);
        out.writeInt(labels.size());
        for (String label : labels) {
            out.writeUTF(label);
        }
        out.writeDouble(sharpness);
        features.write(out);
        weights.write(out);
        out.flush();
    }

    /** Reads a model. */
    public static TextClassifier read(InputStream stream) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
        if (in.readInt() != MAGIC) {
            throw new IOException("not a router model");
        }
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("router model of format " + format + "; this version reads format " + FORMAT);
        }
        int size = in.readInt();
        var labels = new String[size];
        for (int i = 0; i < size; i++) {
            labels[i] = in.readUTF();
        }
        double sharpness = in.readDouble();
        return new TextClassifier(List.of(labels), Features.read(in), Weights.read(in), sharpness);
    }
}
