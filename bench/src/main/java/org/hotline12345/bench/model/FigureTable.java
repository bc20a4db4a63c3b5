package org.hotline12345.bench.model;

import java.util.List;
import java.util.Locale;

/** Figures as a table for people. */
public final class FigureTable {
    private FigureTable() {}

    /** The table, in Chinese or English. */
    public static String of(List<Figure> figures, boolean chinese) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                "%-44s %12s %-6s %12s %8s %12s %s%n",
                chinese ? "figure 指标" : "figure",
                chinese ? "value" : "value",
                "unit",
                chinese ? "raw" : "raw limit",
                "ratio",
                "target",
                ""));
        for (Figure figure : figures) {
            out.append(String.format(
                    "%-44s %12s %-6s %12s %8s %12s %s%n",
                    figure.name(),
                    number(figure.value()),
                    figure.unit(),
                    figure.raw() == null ? "" : number(figure.raw()),
                    figure.ratio() == null ? "" : String.format(Locale.ROOT, "%.3f", figure.ratio()),
                    target(figure),
                    figure.pass() == null ? "" : figure.pass() ? "✓" : "✗"));
        }
        return out.toString();
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
