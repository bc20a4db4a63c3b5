package org.hotline12345.assessment.indicator.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables as CSV that office programs open rightly: UTF-8 with byte order mark, RFC 4180 quoting, and no cell that a spreadsheet
 * would run as a formula.
 */
public final class Csv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String STARTS_FORMULA = "=+-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20";

    private Csv() {}

    /** A table with its head. Numbers stay numbers; null is an empty cell. */
    public static String table(List<String> head, List<List<Object>> rows) {
        var text = new StringBuilder(BYTE_ORDER_MARK).append(line(head));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<?> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        if (!text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
