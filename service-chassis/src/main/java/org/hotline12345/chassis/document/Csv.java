package org.hotline12345.chassis.document;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables as CSV that office programs open rightly: UTF-8 with byte order mark, RFC 4180 quoting, and no cell that a spreadsheet
 * would run as a formula.
 */
public final class Csv {
    /** Begins a file, so that office programs read it as UTF-8. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String STARTS_FORMULA = "=+-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20";

    private Csv() {}

    public static String table(List<String> head, List<List<Object>> rows) {
        var text = new StringBuilder(BYTE_ORDER_MARK).append(line(head));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    /** A row with its end. Numbers stay numbers, times are ISO 8601 to the second; null is an empty cell. */
    public static String line(List<?> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Whether a spreadsheet would take the text for a formula. */
    public static boolean startsFormula(String text) {
        return !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        if (value instanceof OffsetDateTime time) {
            return time.truncatedTo(ChronoUnit.SECONDS).toString();
        }
        String text = value.toString();
        if (startsFormula(text)) {
            text = "'" + text;
        }
        boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
