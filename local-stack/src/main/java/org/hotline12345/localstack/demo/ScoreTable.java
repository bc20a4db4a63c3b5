package org.hotline12345.localstack.demo;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hotline12345.localstack.demo.model.Figure;
import org.hotline12345.localstack.demo.model.Ledger;
import org.hotline12345.localstack.language.Words;

/** Prints the four figures of the units as a table that fits a terminal, Chinese characters counted as two columns. */
final class ScoreTable {
    private static final int ROWS = 25;

    private final Words words = Words.get();
    private final PrintStream out;

    ScoreTable(PrintStream out) {
        this.out = out;
    }

    void print(Ledger figures, Map<String, String> names) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {
            words.say("demo.table.unit"),
            words.say("demo.table.dispatched"),
            words.say("demo.table.acceptance"),
            words.say("demo.table.onTime"),
            words.say("demo.table.feedback"),
            words.say("demo.table.satisfaction")
        });
        List<String> units = figures.units().stream()
                .filter(unit -> figures.count(unit, Figure.DISPATCHED) > 0)
                .sorted(Comparator.comparingLong((String unit) -> figures.count(unit, Figure.DISPATCHED))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        units.stream().limit(ROWS).forEach(unit -> rows.add(row(names.getOrDefault(unit, unit), figures, unit)));
        rows.add(row(words.say("demo.table.total"), figures, Ledger.ALL));
        int[] widths = new int[6];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (i == 1 || i == rows.size() - 1) {
                out.println("─".repeat(java.util.Arrays.stream(widths).sum() + 2 * 5));
            }
            var line = new StringBuilder(pad(rows.get(i)[0], widths[0], false));
            for (int column = 1; column < 6; column++) {
                line.append("  ").append(pad(rows.get(i)[column], widths[column], true));
            }
            out.println(line);
        }
        if (units.size() > ROWS) {
            out.println(words.say("demo.table.more", units.size() - ROWS));
        }
    }

    private static String[] row(String name, Ledger figures, String unit) {
        return new String[] {
            name,
            Long.toString(figures.count(unit, Figure.DISPATCHED)),
            rate(figures, unit, Figure.SIGNED, Figure.DISPATCHED),
            rate(figures, unit, Figure.FINISHED_ON_TIME, Figure.DUE),
            rate(figures, unit, Figure.INFORMED, Figure.TO_BE_INFORMED),
            rate(figures, unit, Figure.SATISFIED, Figure.ANSWERED)
        };
    }

    private static String rate(Ledger figures, String unit, Figure numerator, Figure denominator) {
        long below = figures.count(unit, denominator);
        return below == 0
                ? "–"
                : BigDecimal.valueOf(figures.count(unit, numerator) * 100)
                                .divide(BigDecimal.valueOf(below), 2, RoundingMode.HALF_UP)
                        + " %";
    }

    static int width(String text) {
        return text.codePoints().map(c -> c >= 0x2E80 && c < 0x1_0000 ? 2 : 1).sum();
    }

    private static String pad(String text, int width, boolean right) {
        String gap = " ".repeat(Math.max(0, width - width(text)));
        return right ? gap + text : text + gap;
    }
}
