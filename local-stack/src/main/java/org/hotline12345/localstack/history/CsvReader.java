package org.hotline12345.localstack.history;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hotline12345.localstack.history.model.Row;
import org.hotline12345.localstack.history.model.RowRefused;
import org.hotline12345.localstack.history.model.Text;

/**
 * Reads comma-separated values (RFC 4180) with a header line. A byte order mark and blank lines are passed over. A row of the wrong width
 * is given out as malformed, never dropped.
 */
final class CsvReader implements AutoCloseable {
    private static final ObjectReader ROWS = new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES);

    private final MappingIterator<String[]> rows;
    private final List<String> header;
    private int number;

    /**
     * What stands at one place of the file.
     *
     * @param row The row; null when malformed.
     * @param number Position among the data rows, from 1.
     * @param malformed Why it cannot be read; null when it can.
     */
    record Entry(Row row, int number, RowRefused malformed) {}

    /** Opens the file and reads the header. */
    CsvReader(Reader reader, char separator) throws IOException {
        BufferedReader in = new BufferedReader(reader, 1 << 16);
        in.mark(1);
        if (in.read() != '\uFEFF') {
            in.reset();
        }
        rows = ROWS.with(CsvSchema.emptySchema().withColumnSeparator(separator)).readValues(in);
        if (!rows.hasNextValue()) {
            throw new IOException("the file is empty");
        }
        header = Stream.of(rows.nextValue()).map(Row::trim).toList();
        if (Set.copyOf(header).size() != header.size()) {
            throw new IOException("a column stands twice in the header");
        }
    }

    /** The columns in the order of the file. */
    List<String> header() {
        return header;
    }

    /** The next row, or null at the end. */
    Entry next() throws IOException {
        if (!rows.hasNextValue()) {
            return null;
        }
        int line = rows.getCurrentLocation().getLineNr();
        String[] values = rows.nextValue();
        number++;
        if (values.length != header.size()) {
            return new Entry(
                    null,
                    number,
                    new RowRefused(
                            "malformed",
                            new Text(
                                    "第 " + line + " 行有 " + values.length + " 列，表头有 " + header.size() + " 列",
                                    "line " + line + " has " + values.length + " values, the header "
                                            + header.size())));
        }
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            byName.put(header.get(i), values[i]);
        }
        return new Entry(new Row(number, line, byName), number, null);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
