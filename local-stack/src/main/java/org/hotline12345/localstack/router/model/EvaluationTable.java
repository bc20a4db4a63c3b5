package org.hotline12345.localstack.router.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hotline12345.dispatch.routing.classifier.Evaluation;

/** The figures of a model as tables for people. */
public final class EvaluationTable {
    /** A confusion of more classes does not fit a screen: then its most frequent mistakes are shown, the whole is in the JSON file. */
    private static final int MOST_CLASSES = 20;

    private static final int MOST_MISTAKES = 20;

    private EvaluationTable() {}

    /** The tables, in Chinese or English. */
    public static String of(Evaluation evaluation, boolean chinese) {
        var out = new StringBuilder();
        out.append(chinese ? "件数 " : "messages ").append(evaluation.number());
        out.append(chinese ? "    准确率 " : "    accuracy ").append(percent(evaluation.accuracy()));
        out.append(chinese ? "    宏平均 F1 " : "    macro F1 ")
                .append("%.4f".formatted(evaluation.macroF1()))
                .append("\n\n");

        var classes = new ArrayList<List<String>>();
        classes.add(
                chinese
                        ? List.of("类别", "件数", "精确率", "召回率", "F1")
                        : List.of("class", "messages", "precision", "recall", "F1"));
        evaluation
                .classes()
                .forEach(of -> classes.add(List.of(
                        of.label(),
                        String.valueOf(of.number()),
                        percent(of.precision()),
                        percent(of.recall()),
                        "%.4f".formatted(of.f1()))));
        table(out, classes);

        out.append(
                chinese
                        ? "\n可自动派单的比例(把握不低于阈值的件数占比)\n"
                        : "\nWhat could be decided automatically (messages with at least the confidence)\n");
        var coverage = new ArrayList<List<String>>();
        coverage.add(
                chinese
                        ? List.of("要求精确率", "把握阈值", "占比", "实际精确率")
                        : List.of("wanted precision", "least confidence", "share", "precision reached"));
        evaluation
                .coverage()
                .forEach(at -> coverage.add(List.of(
                        percent(at.precision()),
                        at.threshold() == null ? "–" : String.format(Locale.ROOT, "%.4f", at.threshold()),
                        percent(at.share()),
                        percent(at.reached()))));
        table(out, coverage);

        if (evaluation.classes().size() <= MOST_CLASSES) {
            confusion(out, evaluation, chinese);
        } else {
            mistakes(out, evaluation, chinese);
        }
        return out.toString();
    }

    private static void confusion(StringBuilder out, Evaluation evaluation, boolean chinese) {
        out.append(chinese ? "\n混淆矩阵(行:实际类别;列:判定类别)\n" : "\nConfusion (rows: actual, columns: said)\n");
        var labels =
                evaluation.classes().stream().map(Evaluation.OfClass::label).toList();
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<String>(List.of(""));
        head.addAll(labels);
        rows.add(head);
        for (String actual : labels) {
            var row = new ArrayList<String>(List.of(actual));
            labels.forEach(said ->
                    row.add(String.valueOf(evaluation.confusion().get(actual).getOrDefault(said, 0))));
            rows.add(row);
        }
        table(out, rows);
    }

    private static void mistakes(StringBuilder out, Evaluation evaluation, boolean chinese) {
        out.append(
                chinese
                        ? "\n最常见的误判(完整的混淆矩阵在 JSON 文件中)\n"
                        : "\nMost frequent mistakes (the whole confusion is in the JSON file)\n");
        var rows = new ArrayList<List<String>>();
        rows.add(chinese ? List.of("实际类别", "判定类别", "件数") : List.of("actual", "said", "messages"));
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
        table(out, rows);
    }

    private record Mistake(String actual, String said, int number) {}

    private static void table(StringBuilder out, List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        });
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                String space = " ".repeat(widths[i] - width(row.get(i)));
                out.append(i == 0 ? row.get(i) + space : "  " + space + row.get(i));
            }
            out.append('\n');
        }
    }

    /** Columns on a terminal: a Chinese character takes two. */
    private static int width(String text) {
        return text.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
    }

    private static String percent(Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.2f %%", share * 100);
    }
}
