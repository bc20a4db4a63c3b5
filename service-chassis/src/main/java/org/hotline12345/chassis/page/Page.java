package org.hotline12345.chassis.page;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param <T> What it lists.
 * @param next Cursor of the next part; null at the end.
 */
public record Page<T>(List<T> items, String next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of rows of which one more than the limit was read, to know whether there is a next page.
     *
     * @param rows at most {@code limit + 1} rows
     * @param cursor the cursor of a row, {@link Cursor#encode}
     * @param item what is shown of a row
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, String> cursor, Function<R, T> item) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(item).toList(), more ? cursor.apply(shown.get(shown.size() - 1)) : null);
    }

    /** A page whose items are the rows. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        return of(rows, limit, cursor, Function.identity());
    }
}
