package org.hotline12345.localstack.history.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads comma-separated values (RFC 4180) with a header line: quoted values may hold separators, doubled quotes and line
 * breaks. A byte order mark and blank lines are passed over. A row of the wrong width is given out as malformed, never
 * dropped.
 */
public final class CsvReader implements AutoCloseable {
    private static final int END = -1;

    private final BufferedReader in;
    private final char separator;
    private final List<String> header;
    private int line = 1;
    private int number;
    private int pushedBack = Integer.MIN_VALUE;

    /**
     * What stands at one place of the file.
     *
     * @param row The row; null when malformed.
     * @param number Position among the data rows, from 1.
     * @param malformed Why it cannot be read; null when it can.
     */
    public record Entry(Row row, int number, RowRefused malformed) {}

    /** Opens the file and reads the header. */
    public CsvReader(Reader reader, char separator) throws IOException {
        this.in = new BufferedReader(reader, 1 << 16);
        this.separator = separator;
        int first = read();
        if (first != '\uFEFF') {
            pushedBack = first;
        }
        List<String> names = record();
        if (names == null) {
            throw new IOException("the file is empty");
        }
        this.header = names.stream().map(Row::trim).toList();
        Set<String> unique = new LinkedHashSet<>(header);
        if (unique.size() != header.size()) {
            throw new IOException("a column stands twice in the header");
        }
    }

    /** The columns in the order of the file. */
    public List<String> header() {
        return header;
    }

    /** The next row, or null at the end. */
    public Entry next() throws IOException {
        int begins = line;
        List<String> values = record();
        while (values != null && values.size() == 1 && values.get(0).isBlank()) {
            begins = line;
            values = record();
        }
        if (values == null) {
            return null;
        }
        number++;
        if (values.size() != header.size()) {
            return new Entry(
                    null,
                    number,
                    new RowRefused(
                            "malformed",
                            new Text(
                                    "第 " + begins + " 行有 " + values.size() + " 列,表头有 " + header.size() + " 列",
                                    "line " + begins + " has " + values.size() + " values, the header "
                                            + header.size())));
        }
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            byName.put(header.get(i), values.get(i));
        }
        return new Entry(new Row(number, begins, byName), number, null);
    }

    private List<String> record() throws IOException {
        int c = read();
        if (c == END) {
            return null;
        }
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        boolean fresh = true;
        while (true) {
            if (quoted) {
                if (c == END) {
                    values.add(value.toString());
                    return values;
                }
                if (c == '"') {
                    int after = read();
                    if (after == '"') {
                        value.append('"');
                    } else {
                        quoted = false;
                        pushedBack = after;
                    }
                } else {
                    value.append((char) c);
                }
            } else if (c == '"' && fresh) {
                quoted = true;
                fresh = false;
            } else if (c == separator) {
                values.add(value.toString());
                value.setLength(0);
                fresh = true;
            } else if (c == '\r' || c == '\n' || c == END) {
                if (c == '\r') {
                    int after = read();
                    if (after != '\n') {
                        pushedBack = after;
                    }
                }
                values.add(value.toString());
                return values;
            } else {
                value.append((char) c);
                fresh = false;
            }
            c = read();
        }
    }

    private int read() throws IOException {
        int c;
        if (pushedBack != Integer.MIN_VALUE) {
            c = pushedBack;
            pushedBack = Integer.MIN_VALUE;
            return c;
        }
        c = in.read();
        if (c == '\n') {
            line++;
        }
        return c;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
