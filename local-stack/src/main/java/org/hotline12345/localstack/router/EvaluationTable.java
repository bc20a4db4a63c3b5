package org.hotline12345.localstack.router;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hotline12345.dispatch.routing.model.classifier.Evaluation;
import org.hotline12345.localstack.language.TextTable;
import org.hotline12345.localstack.language.Words;

/** The figures of a model as tables for people. */
final class EvaluationTable {
    /** A confusion of more classes does not fit a screen: then its most frequent mistakes are shown, the whole is in the JSON file. */
    private static final int MOST_CLASSES = 20;

    private static final int MOST_MISTAKES = 20;

    private EvaluationTable() {}

    /** The tables. */
    static String of(Evaluation evaluation, Words words) {
        var out = new StringBuilder();
        out.append(words.say(
                        "evaluation.head",
                        evaluation.number(),
                        percent(evaluation.accuracy()),
                        "%.4f".formatted(evaluation.macroF1())))
                .append("\n\n");

        var classes = head(words, "evaluation.classes");
        evaluation
                .classes()
                .forEach(of -> classes.add(List.of(
                        of.label(),
                        String.valueOf(of.number()),
                        percent(of.precision()),
                        percent(of.recall()),
                        "%.4f".formatted(of.f1()))));
        table(out, classes);

        title(out, words, "evaluation.coverage.title");
        var coverage = head(words, "evaluation.coverage");
        evaluation
                .coverage()
                .forEach(at -> coverage.add(List.of(
                        percent(at.precision()),
                        at.threshold() == null ? "–" : String.format(Locale.ROOT, "%.4f", at.threshold()),
                        percent(at.share()),
                        percent(at.reached()))));
        table(out, coverage);

        if (evaluation.classes().size() <= MOST_CLASSES) {
            title(out, words, "evaluation.confusion.title");
            table(out, confusion(evaluation));
        } else {
            title(out, words, "evaluation.mistakes.title");
            table(out, mistakes(evaluation, head(words, "evaluation.mistakes")));
        }
        return out.toString();
    }

    private static void title(StringBuilder out, Words words, String key) {
        out.append('\n').append(words.say(key)).append('\n');
    }

    /** A table of which only the names of its columns stand yet. */
    private static List<List<String>> head(Words words, String key) {
        return new ArrayList<>(List.of(List.of(words.say(key).split("\\|"))));
    }

    private static List<List<String>> confusion(Evaluation evaluation) {
        var labels =
                evaluation.classes().stream().map(Evaluation.OfClass::label).toList();
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of(""));
        head.addAll(labels);
        rows.add(head);
        for (String actual : labels) {
            var row = new ArrayList<>(List.of(actual));
            labels.forEach(said ->
                    row.add(String.valueOf(evaluation.confusion().get(actual).getOrDefault(said, 0))));
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> mistakes(Evaluation evaluation, List<List<String>> rows) {
        evaluation.confusion().entrySet().stream()
                .flatMap(actual -> actual.getValue().entrySet().stream()
                        .filter(said -> !said.getKey().equals(actual.getKey()))
                        .map(said -> new Mistake(actual.getKey(), said.getKey(), said.getValue())))
                .sorted(Comparator.comparingInt(Mistake::number)
                        .reversed()
                        .thenComparing(Mistake::actual)
                        .thenComparing(Mistake::said))
                .limit(MOST_MISTAKES)
                .forEach(mistake ->
                        rows.add(List.of(mistake.actual(), mistake.said(), String.valueOf(mistake.number()))));
        return rows;
    }

    private record Mistake(String actual, String said, int number) {}

    private static void table(StringBuilder out, List<List<String>> rows) {
        TextTable.lines(rows).forEach(line -> out.append(line).append('\n'));
    }

    private static String percent(Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.2f %%", share * 100);
    }
}
