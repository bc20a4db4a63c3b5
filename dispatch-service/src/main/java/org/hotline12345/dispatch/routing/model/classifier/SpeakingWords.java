package org.hotline12345.dispatch.routing.model.classifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of a message that spoke for a class: neighbouring characters whose marks weigh most for it. */
final class SpeakingWords {
    private static final int MOST_WORDS = 5;
    private static final int LONGEST = 12;

    /** A character belongs to a word when it has this share of the strongest one's credit. */
    private static final double SHARE = 0.2;

    private SpeakingWords() {}

    /** For each of these classes its words, the strongest first. */
    static List<List<String>> of(Reading reading, Features.Vector vector, Weights weights, int[] classes) {
        double[][] credit = new double[classes.length][reading.text().length()];
        for (int place = 0; place < reading.places(); place++) {
            int feature = vector.features()[reading.which(place)];
            if (feature < 0) {
                continue;
            }
            int from = reading.from(place);
            int to = reading.to(place);
            double share = vector.values()[reading.which(place)] / (to - from);
            for (int c = 0; c < classes.length; c++) {
                double weight = weights.of(feature, classes[c]) * share;
                for (int at = from; at < to; at++) {
                    credit[c][at] += weight;
                }
            }
        }
        var words = new ArrayList<List<String>>();
        for (double[] ofClass : credit) {
            words.add(words(reading.text(), ofClass));
        }
        return words;
    }

    private static List<String> words(String text, double[] credit) {
        double highest = 0;
        for (double one : credit) {
            highest = Math.max(highest, one);
        }
        Map<String, Double> found = new LinkedHashMap<>();
        for (int i = 0; i < text.length(); ) {
            if (highest <= 0 || credit[i] < SHARE * highest) {
                i++;
                continue;
            }
            int end = i;
            double sum = 0;
            while (end < text.length() && end - i < LONGEST && credit[end] >= SHARE * highest) {
                sum += credit[end++];
            }
            if (end - i >= 2) {
                found.merge(text.substring(i, end), sum, Math::max);
            }
            i = end;
        }
        return found.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
    }
}
