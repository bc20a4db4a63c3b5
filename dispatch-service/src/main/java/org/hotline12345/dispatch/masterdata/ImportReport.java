package org.hotline12345.dispatch.masterdata;

import java.util.List;

/**
 * What an import did: everything or, when there are problems, nothing.
 *
 * @param rows Rows read.
 * @param created Rows that were new.
 * @param changed Rows that changed something known.
 * @param unchanged Rows that said what is known already.
 * @param problems What is wrong; then nothing was taken.
 */
public record ImportReport(int rows, int created, int changed, int unchanged, List<ImportProblem> problems) {
    /** Nothing was taken. */
    public static ImportReport refused(int rows, List<ImportProblem> problems) {
        return new ImportReport(rows, 0, 0, 0, List.copyOf(problems));
    }
}
