package org.hotline12345.followup.channel;

import java.util.List;
import org.hotline12345.chassis.problem.Problem;

/** A channel whose messages an operator collects as a file, and whose reports come back as a file. */
public non-sealed interface CollectedChannel extends CallbackChannel {
    /** Media type of the file. */
    String mediaType();

    /** The file of a batch. */
    String write(List<Message> batch);

    /**
     * The reports of a file.
     *
     * @throws Problem 400 if the file as a whole cannot be read
     */
    List<ReportLine> read(String file);

    /**
     * A report of a file.
     *
     * @param line Where it stands.
     * @param report What it says; null if it cannot be understood.
     * @param wrong What cannot be understood; null if it can.
     */
    record ReportLine(int line, Report report, String wrong) {}
}
