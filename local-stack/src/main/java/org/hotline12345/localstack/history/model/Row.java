package org.hotline12345.localstack.history.model;

import java.util.HashMap;
import java.util.Map;

/**
 * A data row of a file.
 *
 * @param number Position among the data rows, from 1.
 * @param line Line of the file on which it begins, from 1.
 * @param values Values by column, as they stand in the file.
 */
public record Row(int number, int line, Map<String, String> values) {
    public Row {
        values = Map.copyOf(values);
    }

    /** The value without spaces at both ends (also wide and no-break ones); empty where the column is blank. */
    public String value(String column) {
        String value = values.get(column);
        if (value == null) {
            throw new RowRefused(
                    "no-column", new Text("文件中没有“" + column + "”列", "the file has no column \"" + column + "\""));
        }
        return trim(value);
    }

    /** The row without a column, so that nothing can read it. */
    public Row without(String column) {
        Map<String, String> rest = new HashMap<>(values);
        rest.remove(column);
        return new Row(number, line, rest);
    }

    /** The position only: what a citizen wrote belongs into no log. */
    @Override
    public String toString() {
        return "row " + number + " (line " + line + ")";
    }

    /** Without spaces at both ends, wide, no-break and invisible ones too. */
    public static String trim(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && blank(value.charAt(from))) {
            from++;
        }
        while (to > from && blank(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B' || c < ' ';
    }
}
