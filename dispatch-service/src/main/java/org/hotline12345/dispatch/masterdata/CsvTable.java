package org.hotline12345.dispatch.masterdata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table in CSV (RFC 4180, UTF-8, first line names the columns), each row with the number of the line on which it starts,
 * so that what is wrong can be said where it is wrong. Blank lines are skipped.
 */
public final class CsvTable {
    /** More than any file here has; each row makes an entry for each. */
    private static final int MOST_COLUMNS = 100;

    private final List<String> columns;
    private final List<Row> rows;

    private CsvTable(List<String> columns, List<Row> rows) {
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
    }

    /** Reads the text; quoted cells may hold commas, quotes (doubled) and line breaks. */
    public static CsvTable parse(String text) {
        var records = records(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (records.isEmpty()) {
            return new CsvTable(List.of(), List.of());
        }
        List<String> columns = records.get(0).cells().stream()
                .limit(MOST_COLUMNS)
                .map(String::strip)
                .toList();
        var rows = new ArrayList<Row>();
        for (var line : records.subList(1, records.size())) {
            if (line.cells().size() == 1 && line.cells().get(0).isBlank()) {
                continue;
            }
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                cells.put(
                        columns.get(i),
                        i < line.cells().size() ? line.cells().get(i).strip() : "");
            }
            rows.add(new Row(line.number(), cells, line.cells().size() > columns.size()));
        }
        return new CsvTable(columns, rows);
    }

    /** Names of the columns. */
    public List<String> columns() {
        return columns;
    }

    /** The rows below the first line. */
    public List<Row> rows() {
        return rows;
    }

    /** Those of the wanted columns that are not there. */
    public List<String> missing(List<String> wanted) {
        return wanted.stream().filter(column -> !columns.contains(column)).toList();
    }

    private static List<Line> records(String text) {
        var lines = new ArrayList<Line>();
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        int number = 1;
        int start = 1;
        boolean quoted = false;
        boolean blank = true;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                number++;
            }
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && blank) {
                cell.setLength(0);
                quoted = true;
                blank = false;
                any = true;
            } else if (c == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
                blank = true;
                any = true;
            } else if (c == '\n') {
                cells.add(cell.toString());
                cell.setLength(0);
                lines.add(new Line(start, List.copyOf(cells)));
                cells.clear();
                start = number;
                blank = true;
                any = false;
            } else if (c != '\r') {
                cell.append(c);
                blank &= Character.isWhitespace(c);
                any = true;
            }
        }
        if (any) {
            cells.add(cell.toString());
            lines.add(new Line(start, List.copyOf(cells)));
        }
        return lines;
    }

    private record Line(int number, List<String> cells) {}

    /**
     * A row.
     *
     * @param line Number of the line on which it starts, from 1.
     * @param cells Cells by column; an absent cell is empty.
     * @param tooLong Whether it has more cells than there are columns.
     */
    public record Row(int line, Map<String, String> cells, boolean tooLong) {
        /** The cell; empty if the column is absent. */
        public String text(String column) {
            return cells.getOrDefault(column, "");
        }

        /** The cell; null if empty. */
        public String orNull(String column) {
            String text = text(column);
            return text.isEmpty() ? null : text;
        }

        /** The parts of a cell, separated by semicolons; blank parts and repeats are dropped. */
        public List<String> list(String column) {
            return java.util.Arrays.stream(text(column).split("[;；]"))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .distinct()
                    .toList();
        }
    }
}
