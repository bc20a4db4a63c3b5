package org.hotline12345.dispatch.routing;

import java.util.List;
import java.util.regex.Pattern;
import org.hotline12345.dispatch.masterdata.CsvTable;
import org.hotline12345.dispatch.routing.model.classifier.Example;
import org.hotline12345.dispatch.routing.model.classifier.Message;

/** Reads messages whose class is known from CSV with the columns {@code title?, text, category}. */
public final class LabelledMessages {
    /** A space that is not between two words of Latin letters: segmented Chinese is joined again. */
    private static final Pattern SEGMENTATION = Pattern.compile("(?<![A-Za-z]) | (?![A-Za-z])");

    private LabelledMessages() {}

    /** The messages; rows without text or category are left out. An error names a missing column. */
    public static List<Example> parse(String csv) {
        var table = CsvTable.parse(csv);
        var missing = table.missing(List.of("text", "category"));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no column " + String.join(", ", missing));
        }
        return table.rows().stream()
                .filter(row -> row.orNull("text") != null && row.orNull("category") != null)
                .map(row -> new Example(
                        new Message(joined(row.text("title")), joined(row.text("text"))), row.text("category")))
                .toList();
    }

    private static String joined(String text) {
        return SEGMENTATION.matcher(text).replaceAll("");
    }
}
