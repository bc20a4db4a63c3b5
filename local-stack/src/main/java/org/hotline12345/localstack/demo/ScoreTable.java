package org.hotline12345.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.localstack.demo.model.Figure;
import org.hotline12345.localstack.demo.model.Ledger;
import org.hotline12345.localstack.language.TextTable;
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
        List<List<String>> rows = new ArrayList<>();
        rows.add(head(units));
        units.stream().limit(ROWS).forEach(unit -> rows.add(row(unit, counted)));
        print(rows);
        if (units.size() > ROWS) {
            out.println(words.say("demo.table.more", units.size() - ROWS));
        }
    }

    private List<String> head(List<JsonNode> units) {
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
        return cells;
    }

    private static List<String> row(JsonNode unit, Ledger counted) {
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
        return cells;
    }

    private void print(List<List<String>> rows) {
        List<String> lines = TextTable.lines(rows);
        out.println(lines.get(0));
        out.println(TextTable.rule(rows));
        lines.stream().skip(1).forEach(out::println);
    }
}
