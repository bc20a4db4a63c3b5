package org.hotline12345.dispatch.masterdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Columns of rows for {@code unnest}, and what is new against what is stored. */
public final class Batch {
    private Batch() {}

    /** One column of the rows. */
    public static <T, V> List<V> column(List<T> rows, Function<T, V> value) {
        var column = new ArrayList<V>(rows.size());
        rows.forEach(row -> column.add(value.apply(row)));
        return column;
    }

    /** Texts as one text, for {@code string_to_array(…, ';')}; empty for none. */
    public static String joined(List<String> texts) {
        return String.join(";", texts);
    }

    /** The rows that differ from what is stored under their key. */
    public static <K, T> List<T> different(List<T> rows, Function<T, K> key, Map<K, T> stored) {
        return rows.stream()
                .filter(row -> !row.equals(stored.get(key.apply(row))))
                .toList();
    }
}
