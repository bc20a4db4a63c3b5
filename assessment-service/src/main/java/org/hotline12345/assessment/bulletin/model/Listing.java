package org.hotline12345.assessment.bulletin.model;

import java.util.List;

/** Rows in the order in which they are printed. */
public record Listing(List<Row> rows, int leftOut) {
    /** No rows. */
    public static final Listing NONE = new Listing(List.of(), 0);

    public Listing {
        rows = List.copyOf(rows);
    }

    /** The first rows of them, no more than so many. */
    public static Listing first(List<Row> rows, int most) {
        return new Listing(rows.subList(0, Math.min(most, rows.size())), Math.max(0, rows.size() - most));
    }
}
