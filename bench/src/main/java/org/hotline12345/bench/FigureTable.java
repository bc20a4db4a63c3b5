package org.hotline12345.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hotline12345.bench.model.Comparison;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.bench.model.Growth;
import org.hotline12345.localstack.language.TextTable;
import org.hotline12345.localstack.language.Words;

/** Figures and comparisons as tables for people. */
final class FigureTable {
    private FigureTable() {}

    static String of(List<Figure> figures, Words words) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(words.say("bench.table").split("\\|")));
        for (Figure figure : figures) {
            rows.add(List.of(
                    figure.name(),
                    number(figure.value()),
                    figure.unit(),
                    figure.raw() == null ? "" : number(figure.raw()),
                    figure.ratio() == null ? "" : String.format(Locale.ROOT, "%.3f", figure.ratio()),
                    target(figure),
                    figure.pass() == null ? "" : figure.pass() ? "✓" : "✗"));
        }
        return String.join("\n", TextTable.lines(rows)) + "\n";
    }

    static String ofComparisons(List<Comparison> comparisons, Words words) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(words.say("bench.compare.table").split("\\|")));
        for (Comparison one : comparisons) {
            rows.add(List.of(
                    one.name(),
                    one.unit(),
                    number(one.first().median()),
                    number(one.first().spread()),
                    number(one.second().median()),
                    number(one.second().spread()),
                    number(one.ratio().median()),
                    number(one.ratio().spread()),
                    one.counts() ? words.say("bench.compare.yes") : ""));
        }
        return String.join("\n", TextTable.lines(rows)) + "\n";
    }

    static String ofGrowth(List<Growth> growth, int cases, Words words) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(words.say("bench.million.table", String.format(Locale.ROOT, "%,d", cases))
                .split("\\|")));
        for (Growth one : growth) {
            rows.add(List.of(
                    one.name(),
                    one.unit(),
                    number(one.few()),
                    number(one.many()),
                    one.ratio() == null ? "" : number(one.ratio()),
                    one.pass() == null ? "" : "≥ " + number(Growth.TARGET),
                    one.pass() == null ? "" : one.pass() ? "✓" : "✗"));
        }
        return String.join("\n", TextTable.lines(rows)) + "\n";
    }

    private static String target(Figure figure) {
        return switch (figure.aim()) {
            case NONE -> "";
            case AT_LEAST -> "≥ " + number(figure.target());
            case AT_MOST -> "≤ " + number(figure.target());
            case SHARE -> "≥ ×" + number(figure.target());
        };
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.0f" : "%.2f", value);
    }
}
