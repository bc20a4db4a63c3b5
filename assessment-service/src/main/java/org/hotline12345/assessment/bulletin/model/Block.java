package org.hotline12345.assessment.bulletin.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A piece of a document.
 *
 * @param text Its text; of a table, its caption.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Block(Form form, String text, List<Column> columns, List<List<String>> rows) {
    /** What a piece of a document is. */
    public enum Form {
        /** 一、 */
        HEADING,
        /** (一) */
        SUBHEADING,
        PARAGRAPH,
        /** A table; its head is repeated on every page. */
        TABLE,
        /** Small print. */
        NOTE
    }

    /**
     * A column.
     *
     * @param weight How wide it is beside the others.
     * @param number Whether numbers stand in it, right-aligned.
     */
    public record Column(String name, int weight, boolean number) {}

    public Block {
        columns = columns == null ? List.of() : List.copyOf(columns);
        rows = rows == null ? List.of() : List.copyOf(rows);
    }

    static Block heading(String text) {
        return new Block(Form.HEADING, text, null, null);
    }

    static Block subheading(String text) {
        return new Block(Form.SUBHEADING, text, null, null);
    }

    static Block paragraph(String text) {
        return new Block(Form.PARAGRAPH, text, null, null);
    }

    static Block note(String text) {
        return new Block(Form.NOTE, text, null, null);
    }

    static Block table(String caption, List<Column> columns, List<List<String>> rows) {
        return new Block(Form.TABLE, caption, columns, rows);
    }
}
