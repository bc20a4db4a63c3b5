package org.hotline12345.chassis.document;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Writes a table to a file row by row, without keeping the rows. */
public interface TableWriter extends Closeable {
    /** Writes the next row. */
    void row(List<?> cells) throws IOException;

    /** Writes what is left: only then the file is whole. */
    void finish() throws IOException;
}
