package org.hotline12345.chassis.document;

import java.util.List;
import org.hotline12345.chassis.language.Language;

/**
 * A table to be saved as a file. Its rows are lists of text, numbers, times ({@link java.time.OffsetDateTime}) and nulls.
 *
 * @param file Name of the file, without who saved it and without ending.
 * @param title What it shows, in the reader's language.
 */
public record Table(String file, String title, List<String> head, Language language) {
    public Table {
        head = List.copyOf(head);
    }
}
