package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hotline12345.bench.model.Comparison;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.bench.model.Growth;
import org.hotline12345.localstack.api.HotlineClient;

/** Figures for programs: what {@code --json} writes. */
final class FiguresFile {
    private FiguresFile() {}

    static void write(Path file, List<Figure> figures) {
        ArrayNode rows = HotlineClient.json().createArrayNode();
        for (Figure figure : figures) {
            rows.addObject()
                    .put("name", figure.name())
                    .put("value", rounded(figure.value()))
                    .put("unit", figure.unit())
                    .put("raw", rounded(figure.raw()))
                    .put("ratio", rounded(figure.ratio()))
                    .put("target", figure.target())
                    .put("pass", figure.pass());
        }
        writeJson(file, rows);
    }

    static void writeComparisons(Path file, List<Comparison> comparisons) {
        ArrayNode rows = HotlineClient.json().createArrayNode();
        for (Comparison one : comparisons) {
            ObjectNode row = rows.addObject().put("name", one.name()).put("unit", one.unit());
            side(row.putObject("a"), one.first());
            side(row.putObject("b"), one.second());
            side(row.putObject("ratio"), one.ratio());
            row.put("differs", one.counts());
        }
        writeJson(file, rows);
    }

    static void writeGrowth(Path file, List<Growth> growth) {
        ArrayNode rows = HotlineClient.json().createArrayNode();
        for (Growth one : growth) {
            rows.addObject()
                    .put("name", one.name())
                    .put("unit", one.unit())
                    .put("few", rounded(one.few()))
                    .put("many", rounded(one.many()))
                    .put("ratio", rounded(one.ratio()))
                    .put("target", one.pass() == null ? null : Growth.TARGET)
                    .put("pass", one.pass());
        }
        writeJson(file, rows);
    }

    private static void side(ObjectNode row, Comparison.Side side) {
        row.put("median", rounded(side.median())).put("spread", rounded(side.spread()));
        ArrayNode runs = row.putArray("runs");
        side.runs().forEach(run -> runs.add(rounded(run)));
    }

    /** Name, value and unit of what {@link #write} wrote; figures without a value are left out. */
    static List<Figure> read(Path file) {
        try {
            List<Figure> figures = new ArrayList<>();
            for (JsonNode row : HotlineClient.json().readTree(file.toFile())) {
                if (row.path("value").isNumber()) {
                    figures.add(Figure.plain(
                            row.path("name").asText(),
                            row.path("value").asDouble(),
                            row.path("unit").asText()));
                }
            }
            return figures;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static void writeJson(Path file, Object content) {
        try {
            Files.writeString(
                    file, HotlineClient.json().writerWithDefaultPrettyPrinter().writeValueAsString(content));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static Double rounded(Double value) {
        return value == null || value.isNaN() ? null : Double.valueOf(String.format(Locale.ROOT, "%.4f", value));
    }
}
