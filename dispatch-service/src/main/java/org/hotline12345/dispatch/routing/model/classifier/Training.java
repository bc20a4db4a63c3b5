package org.hotline12345.dispatch.routing.model.classifier;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Trains a linear model of all classes at once (multi-class support vector machine of Crammer and Singer, liblinear). The
 * settings were chosen by cross-validation on real messages; the probabilities are calibrated on messages that the
 * cross-validation's models had not seen, and what those models said about them is the {@link Result}'s judgement.
 */
public final class Training {
    private static final double COST = 1;
    private static final double TOLERANCE = 0.1;
    private static final int FOLDS = 4;

    /** Weights worked on at once, 8 bytes each: bounds the memory of a training whatever the number of classes. */
    private static final int MOST_WEIGHTS = 24_000_000;

    private Training() {}

    /**
     * A model and how well such models judge messages they have not seen.
     *
     * @param model Trained with all examples.
     * @param judged Each example, judged by a model of the other folds.
     */
    public record Result(TextClassifier model, List<Judged> judged) {}

    /** Trains with all examples; progress from 0 to 1. At least two classes. */
    public static Result train(List<Example> examples, DoubleConsumer progress) {
        var labels = examples.stream().map(Example::label).distinct().sorted().toList();
        if (labels.size() < 2) {
            throw new IllegalArgumentException("examples of at least two classes are needed");
        }
        var counts = examples.parallelStream()
                .map(example -> Reading.of(example.message()).counts())
                .toList();
        int[] actual =
                examples.stream().mapToInt(e -> labels.indexOf(e.label())).toArray();
        int[] foldOf = folds(examples);
        var scores = new double[examples.size()][];
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            int[] seen = IntStream.range(0, foldOf.length)
                    .filter(i -> foldOf[i] != left)
                    .toArray();
            var model = fit(seen, counts, actual, labels, 1);
            IntStream.range(0, foldOf.length)
                    .filter(i -> foldOf[i] == left)
                    .forEach(i -> scores[i] = model.scores(counts.get(i)));
            progress.accept((fold + 1.0) / (FOLDS + 1));
        }
        double sharpness = Calibration.sharpness(IntStream.range(0, scores.length)
                .mapToObj(i -> new Calibration.Scored(scores[i], actual[i]))
                .toList());
        var judged = IntStream.range(0, scores.length)
                .mapToObj(i -> {
                    double[] probabilities = Calibration.probabilities(scores[i], sharpness);
                    int best = 0;
                    for (int c = 1; c < probabilities.length; c++) {
                        best = probabilities[c] > probabilities[best] ? c : best;
                    }
                    return new Judged(labels.get(actual[i]), labels.get(best), probabilities[best]);
                })
                .toList();
        var model = fit(IntStream.range(0, examples.size()).toArray(), counts, actual, labels, sharpness);
        progress.accept(1);
        return new Result(model, judged);
    }

    /** Equal messages lie in one fold, so that none is judged by a model that has seen it. */
    private static int[] folds(List<Example> examples) {
        var messages = new ArrayList<>(
                examples.stream().map(Example::message).distinct().toList());
        Collections.shuffle(messages, new Random(12345));
        var foldOf = new HashMap<Message, Integer>();
        messages.forEach(message -> foldOf.put(message, foldOf.size() % FOLDS));
        return examples.stream()
                .mapToInt(example -> foldOf.get(example.message()))
                .toArray();
    }

    private static TextClassifier fit(
            int[] chosen, List<Counts> counts, int[] actual, List<String> labels, double sharpness) {
        var features = Features.of(IntStream.of(chosen).mapToObj(counts::get).toList(), MOST_WEIGHTS / labels.size());
        var problem = new Problem();
        problem.l = chosen.length;
        problem.n = features.size();
        problem.x = IntStream.of(chosen)
                .mapToObj(i -> nodes(features.vector(counts.get(i))))
                .toArray(Feature[][]::new);
        problem.y = IntStream.of(chosen).mapToDouble(i -> actual[i]).toArray();
        Linear.disableDebugOutput();
        var parameter = new Parameter(SolverType.MCSVM_CS, COST, TOLERANCE);
        parameter.setRandom(new Random(12345));
        var linear = Linear.train(problem, parameter);
        double[] weights = linear.getFeatureWeights();
        int[] columns = linear.getLabels();
        double[] table = new double[features.size() * labels.size()];
        for (int feature = 0; feature < features.size(); feature++) {
            for (int c = 0; c < columns.length; c++) {
                table[feature * labels.size() + columns[c]] = weights[feature * columns.length + c];
            }
        }
        return new TextClassifier(
                labels, features, Weights.of(table, features.size(), labels.size(), Weights.MOST_KEPT), sharpness);
    }

    /** Known features, ascending, as liblinear wants them. */
    private static Feature[] nodes(Features.Vector vector) {
        return IntStream.range(0, vector.features().length)
                .filter(i -> vector.features()[i] >= 0)
                .mapToObj(i -> new FeatureNode(vector.features()[i] + 1, vector.values()[i]))
                .sorted(Comparator.comparingInt(FeatureNode::getIndex))
                .toArray(Feature[]::new);
    }
}
