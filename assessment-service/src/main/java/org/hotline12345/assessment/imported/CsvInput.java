package org.hotline12345.assessment.imported;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.problem.Problem;

/** Tables that people send in as CSV: UTF-8, with or without byte order mark, the first line names the columns. */
final class CsvInput {
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MOST_ROWS = 100_000;

    private CsvInput() {}

    /**
     * A row.
     *
     * @param cells Its cells by column.
     */
    record CsvRow(Map<String, String> cells) {
        /** A cell; null if it is empty or not there. */
        String cell(String column) {
            String cell = cells.get(column);
            return cell == null || cell.isBlank() ? null : cell.strip();
        }
    }

    /** The rows of a table that has these columns at least; 400 if it is none. */
    static List<CsvRow> read(String text, List<String> columns) {
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        var rows = new ArrayList<CsvRow>();
        try (MappingIterator<Map<String, String>> found = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(plain)) {
            while (found.hasNextValue() && rows.size() <= MOST_ROWS) {
                rows.add(new CsvRow(found.nextValue()));
            }
        } catch (JsonProcessingException e) {
            throw Problem.invalid("csv", "violation.csv.unreadable", e.getOriginalMessage());
        } catch (IOException e) {
            throw Problem.invalid("csv", "violation.csv.unreadable", e.getMessage());
        }
        if (rows.isEmpty()) {
            throw Problem.invalid("csv", "violation.NotEmpty");
        }
        if (rows.size() > MOST_ROWS) {
            throw Problem.invalid("csv", "violation.Max", MOST_ROWS);
        }
        for (String column : columns) {
            if (!rows.get(0).cells().containsKey(column)) {
                throw Problem.invalid("csv", "violation.csv.column", column);
            }
        }
        return rows;
    }
}
