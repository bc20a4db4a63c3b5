package org.hotline12345.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hotline12345.localstack.demo.model.Figure;
import org.hotline12345.localstack.demo.model.Ledger;
import org.hotline12345.localstack.language.Words;

/**
 * Prints places, scores and rates of units as the assessment service gives them ({@code GET /scores}): nothing is computed here. Fits a
 * terminal, Chinese characters counted as two columns.
 */
final class ScoreTable {
    private static final int ROWS = 25;

    private final Words words = Words.get();
    private final PrintStream out;

    ScoreTable(PrintStream out) {
        this.out = out;
    }

    /** Of the units of the counts, the placed first, then those with too few cases to be placed. */
    void print(JsonNode scores, Ledger counted) {
        List<JsonNode> units = new ArrayList<>();
        for (String list : List.of("items", "fewCases")) {
            scores.path(list).forEach(unit -> {
                if (counted.count(unit.path("unit").asText(), Figure.DISPATCHED) > 0) {
                    units.add(unit);
                }
            });
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(head(units));
        units.stream().limit(ROWS).forEach(unit -> rows.add(row(unit, counted)));
        print(rows);
        if (units.size() > ROWS) {
            out.println(words.say("demo.table.more", units.size() - ROWS));
        }
    }

    private String[] head(List<JsonNode> units) {
        List<String> cells = new ArrayList<>(List.of(
                words.say("demo.table.unit"),
                words.say("demo.table.place"),
                words.say("demo.table.dispatched"),
                words.say("demo.table.score")));
        if (!units.isEmpty()) {
            units.get(0)
                    .path("items")
                    .forEach(item -> cells.add(item.path("name").asText()));
        }
        return cells.toArray(String[]::new);
    }

    private static String[] row(JsonNode unit, Ledger counted) {
        List<String> cells = new ArrayList<>(List.of(
                unit.path("name").asText(),
                unit.path("rank").isInt()
                        ? unit.path("rank").asInt() + "/" + unit.path("of").asInt()
                        : "–",
                Long.toString(counted.count(unit.path("unit").asText(), Figure.DISPATCHED)),
                unit.path("total").isNumber() ? unit.path("total").asText() : "–"));
        unit.path("items")
                .forEach(item -> cells.add(
                        item.path("rate").isNumber() ? item.path("rate").asText() + " %" : "–"));
        return cells.toArray(String[]::new);
    }

    private void print(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(cell(row, i)));
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (i == 1) {
                out.println("─".repeat(Arrays.stream(widths).sum() + 2 * (widths.length - 1)));
            }
            var line = new StringBuilder(pad(cell(rows.get(i), 0), widths[0], false));
            for (int column = 1; column < widths.length; column++) {
                line.append("  ").append(pad(cell(rows.get(i), column), widths[column], true));
            }
            out.println(line);
        }
    }

    private static String cell(String[] row, int column) {
        return column < row.length ? row[column] : "";
    }

    private static int width(String text) {
        return text.codePoints().map(c -> c >= 0x2E80 && c < 0x1_0000 ? 2 : 1).sum();
    }

    private static String pad(String text, int width, boolean right) {
        String gap = " ".repeat(Math.max(0, width - width(text)));
        return right ? gap + text : text + gap;
    }
}
