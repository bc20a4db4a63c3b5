package org.hotline12345.dispatch.routing.model.classifier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How well a model judges.
 *
 * @param number Judgements.
 * @param accuracy Share that is right.
 * @param macroF1 Mean of the F1 of the classes.
 * @param classes Figures of each class.
 * @param confusion Number of judgements by actual, then predicted class; zeros are left out.
 * @param coverage What share could be decided automatically at a wanted precision.
 */
public record Evaluation(
        int number,
        double accuracy,
        double macroF1,
        List<OfClass> classes,
        Map<String, Map<String, Integer>> confusion,
        List<Coverage> coverage) {
    /** Precisions for which the coverage is told. */
    public static final List<Double> PRECISIONS = List.of(0.95, 0.97, 0.99);

    /**
     * Figures of a class, each from 0 to 1; null where there is no denominator.
     *
     * @param number Messages that belong to it.
     * @param precision Right of those said to belong to it.
     * @param recall Said of those that belong to it.
     * @param f1 Harmonic mean of both.
     */
    public record OfClass(String label, int number, Double precision, Double recall, double f1) {}

    /**
     * What can be decided automatically. What a threshold reaches on the judgements it was chosen by would flatter it: each
     * half of the judgements is measured by the threshold of the other half.
     *
     * @param precision Wanted precision.
     * @param threshold Least confidence that gives it among all judgements; null where none does.
     * @param share Share of all judgements with at least the confidence that the other half asks for.
     * @param reached Precision among them; null where there are none.
     */
    public record Coverage(double precision, Double threshold, double share, Double reached) {}

    /** Judges the examples by the model. */
    public static Evaluation of(TextClassifier model, Collection<Example> examples) {
        return of(examples.parallelStream()
                .map(example -> {
                    var best = model.guess(example.message(), 1).get(0);
                    return new Judged(example.label(), best.label(), best.probability());
                })
                .toList());
    }

    /** Of these judgements. */
    public static Evaluation of(Collection<Judged> judged) {
        var confusion = new LinkedHashMap<String, Map<String, Integer>>();
        var labels = new TreeSet<String>();
        judged.forEach(j -> {
            labels.add(j.actual());
            labels.add(j.predicted());
        });
        labels.forEach(label -> confusion.put(label, new LinkedHashMap<>()));
        judged.stream()
                .sorted(Comparator.comparing(Judged::predicted))
                .forEach(j -> confusion.get(j.actual()).merge(j.predicted(), 1, Integer::sum));
        var classes = labels.stream().map(label -> ofClass(label, confusion)).toList();
        return new Evaluation(
                judged.size(),
                judged.isEmpty() ? 0 : judged.stream().filter(Judged::right).count() / (double) judged.size(),
                classes.stream().mapToDouble(OfClass::f1).average().orElse(0),
                classes,
                confusion,
                PRECISIONS.stream()
                        .map(precision -> coverage(judged, precision))
                        .toList());
    }

    private static OfClass ofClass(String label, Map<String, Map<String, Integer>> confusion) {
        int right = confusion.get(label).getOrDefault(label, 0);
        int actual = confusion.get(label).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        int predicted = confusion.values().stream()
                .mapToInt(row -> row.getOrDefault(label, 0))
                .sum();
        return new OfClass(
                label,
                actual,
                predicted == 0 ? null : right / (double) predicted,
                actual == 0 ? null : right / (double) actual,
                2.0 * right / (actual + predicted));
    }

    private static Coverage coverage(Collection<Judged> judged, double precision) {
        var halves = List.of(new ArrayList<Judged>(), new ArrayList<Judged>());
        int next = 0;
        for (var one : judged) {
            halves.get(next++ % 2).add(one);
        }
        int taken = 0;
        int right = 0;
        for (int half = 0; half < 2; half++) {
            var ofOther = threshold(halves.get(1 - half), precision);
            for (var one : halves.get(half)) {
                if (ofOther != null && one.confidence() >= ofOther.confidence()) {
                    taken++;
                    right += one.right() ? 1 : 0;
                }
            }
        }
        var ofAll = threshold(judged, precision);
        return new Coverage(
                precision,
                ofAll == null ? null : ofAll.confidence(),
                judged.isEmpty() ? 0 : taken / (double) judged.size(),
                taken == 0 ? null : right / (double) taken);
    }

    /**
     * A least confidence.
     *
     * @param number Judgements that have it, which chose it.
     */
    public record Threshold(double confidence, int number) {}

    /** The least confidence from which on the judgements have the wanted precision; null where none gives it. */
    public static Threshold threshold(Collection<Judged> judged, double precision) {
        var surest = new ArrayList<>(judged);
        surest.sort(Comparator.comparingDouble(Judged::confidence).reversed());
        int right = 0;
        int taken = 0;
        for (int i = 0; i < surest.size(); i++) {
            right += surest.get(i).right() ? 1 : 0;
            boolean last = i + 1 == surest.size()
                    || surest.get(i + 1).confidence() < surest.get(i).confidence();
            if (last && right >= precision * (i + 1)) {
                taken = i + 1;
            }
        }
        return taken == 0 ? null : new Threshold(surest.get(taken - 1).confidence(), taken);
    }
}
