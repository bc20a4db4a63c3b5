package org.hotline12345.chassis.document;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes CSV. Who saved it stands in the name of the file alone: a line above the head would break programs that read it, and a
 * column would be taken for a figure.
 */
public final class CsvWriter implements TableWriter {
    private final BufferedWriter out;

    public CsvWriter(Path file, Table table) throws IOException {
        out = Files.newBufferedWriter(file);
        out.write(Csv.BYTE_ORDER_MARK);
        out.write(Csv.line(table.head()));
    }

    @Override
    public void row(List<?> cells) throws IOException {
        out.write(Csv.line(cells));
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
