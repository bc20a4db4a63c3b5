package org.hotline12345.assessment.imported;

/**
 * What an import did. One that finds anything wrong does nothing and names the rows.
 *
 * @param rows Rows read.
 * @param stored Rows that said something new.
 * @param unchanged Rows that said what was known already.
 */
public record ImportReport(int rows, int stored, int unchanged) {
    static ImportReport of(int rows, int stored) {
        return new ImportReport(rows, stored, rows - stored);
    }
}
