package org.hotline12345.localstack.language;

import java.util.Arrays;
import java.util.List;

/** A table for a terminal: the first column to the left, the others to the right; a Chinese character takes two places. */
public final class TextTable {
    private TextTable() {}

    /** The lines of the rows; a short row is filled up. */
    public static List<String> lines(List<List<String>> rows) {
        int[] widths = widths(rows);
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** A line as wide as the table. */
    public static String rule(List<List<String>> rows) {
        int[] widths = widths(rows);
        return "─".repeat(Arrays.stream(widths).sum() + 2 * (widths.length - 1));
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = i < row.size() ? row.get(i) : "";
            String space = " ".repeat(widths[i] - width(cell));
            line.append(i == 0 ? cell + space : "  " + space + cell);
        }
        return line.toString();
    }

    private static int width(String text) {
        return text.codePoints().map(c -> c >= 0x2E80 && c < 0x1_0000 ? 2 : 1).sum();
    }
}
