package org.hotline12345.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.localstack.stack.Progress;

/**
 * What the database server gives without the suite, before a measurement and after it: where both differ the machine has changed its
 * speed meanwhile. The rows are always of the same size, so that two runs can be compared.
 *
 * @param clients How many connections insert at once; each number is measured by itself.
 */
record RawLimit(
        BenchStack bench, List<Integer> clients, int seconds, Progress progress, Map<Integer, List<Double>> rates) {
    private static final int USUAL_CLIENTS = 16;
    private static final int USUAL_SECONDS = 5;
    private static final int CASE_BYTES = 700;
    private static final int EVENT_BYTES = 1_100;
    private static final List<String> MOMENTS = List.of("before", "after");

    RawLimit(BenchStack bench, List<Integer> clients, int seconds, Progress progress) {
        this(bench, clients, seconds, progress, new LinkedHashMap<>());
    }

    /** For benches that want to know only whether the machine stays the same. */
    static RawLimit usual(BenchStack bench, Progress progress) {
        return new RawLimit(bench, List.of(USUAL_CLIENTS), USUAL_SECONDS, progress);
    }

    /** Measures: once before and once after. */
    RawLimit measure() {
        progress.say("bench.raw");
        RawDatabase raw = new RawDatabase(bench.stack(), CASE_BYTES, EVENT_BYTES);
        for (int number : clients) {
            rates.computeIfAbsent(number, key -> new ArrayList<>()).add(raw.transactionsPerSecond(number, seconds));
        }
        raw.drop();
        return this;
    }

    /** Transactions a second, the mean of what was measured. */
    double perSecond(int number) {
        return rates.get(number).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        rates.forEach((number, measured) -> {
            for (int i = 0; i < measured.size(); i++) {
                figures.add(Figure.plain(
                        "raw.two-inserts." + RawDatabase.tool() + ".c" + number + "." + MOMENTS.get(i),
                        measured.get(i),
                        "/s"));
            }
        });
        return figures;
    }
}
