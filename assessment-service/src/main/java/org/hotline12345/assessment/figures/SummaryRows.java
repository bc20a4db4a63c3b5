package org.hotline12345.assessment.figures;

import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.figures.summary.SummaryDefinition;
import org.hotline12345.assessment.figures.summary.model.SummarySpan;

/**
 * Rows of the summary as they were last read: of the spans asked for last, no more than so many rows. Each has the version under
 * which it was read; a reader that finds another version reads the rows anew, so nothing old is ever shown.
 */
final class SummaryRows {
    /** About 600 bytes each. */
    private static final int MOST_ROWS = 50_000;

    private static final String NEVER_WRITTEN = "";

    /**
     * The rows of a span.
     *
     * @param version Version under which they were read.
     * @param rows The rows by key, never changed; the key is null where the facts have none.
     */
    record Span(String version, Map<String, Figures> rows) {}

    private record Key(String dimension, SummarySpan span) {}

    private final Map<Key, Span> spans = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    /** The rows of a span; null if they are not known. */
    synchronized Span of(String dimension, SummarySpan span) {
        return spans.get(new Key(dimension, span));
    }

    /** Keeps the rows of a span, and forgets those of spans asked for longest ago if there are too many. */
    synchronized void keep(String dimension, SummarySpan span, Span rows) {
        Span before = spans.remove(new Key(dimension, span));
        size -= before == null ? 0 : before.rows().size() + 1;
        spans.put(new Key(dimension, span), rows);
        size += rows.rows().size() + 1;
        var eldest = spans.values().iterator();
        while (size > MOST_ROWS) {
            size -= eldest.next().rows().size() + 1;
            eldest.remove();
        }
    }

    /** What a statement found of spans: their versions, and rows if it asked for them. */
    static List<Span> read(int count, List<Row> found) {
        var versions = new String[count];
        var rows = new ArrayList<Map<String, Figures>>();
        for (int i = 0; i < count; i++) {
            versions[i] = NEVER_WRITTEN;
            rows.add(new HashMap<>());
        }
        for (Row row : found) {
            switch (row.getInteger("section")) {
                case FigureStatement.VERSION -> versions[number(row)] = row.getString("key");
                case FigureStatement.ROW -> rows.get(number(row)).put(row.getString("key"), figures(row));
                default -> {
                    // figures beside the summary
                }
            }
        }
        var spans = new ArrayList<Span>();
        for (int i = 0; i < count; i++) {
            spans.add(new Span(versions[i], rows.get(i)));
        }
        return spans;
    }

    private static int number(Row row) {
        return row.getArrayOfLongs("counts")[0].intValue();
    }

    private static Figures figures(Row row) {
        Long[] amounts = row.getArrayOfLongs("counts");
        List<Count> counts = SummaryDefinition.COUNTS;
        var figures = new Figures();
        for (int i = 0; i < counts.size(); i++) {
            if (amounts[i + 1] != null) {
                figures.add(counts.get(i), amounts[i + 1]);
            }
        }
        return figures;
    }
}
