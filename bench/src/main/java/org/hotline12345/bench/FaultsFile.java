package org.hotline12345.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.hotline12345.bench.model.FaultPlan.Strike;

/** A line of CSV for each fault, written as soon as its account is taken: with the seed and its number any of them can be had again. */
final class FaultsFile {
    /** Its name in the folder of the run. */
    static final String NAME = "faults.csv";

    private static final String HEAD =
            "seed,number,fault,victims,after_ms,lasting_ms,at,cases,failed_calls,settled_s,wrong\n";

    private final Path file;
    private final long seed;

    FaultsFile(Path folder, long seed) {
        this.file = folder.resolve(NAME);
        this.seed = seed;
    }

    void add(
            int number,
            Strike strike,
            Instant at,
            int cases,
            int failedCalls,
            double settledSeconds,
            List<String> wrong) {
        String line = String.format(
                Locale.ROOT,
                "%d,%d,%s,%s,%d,%d,%s,%d,%d,%.1f,\"%s\"%n",
                seed,
                number,
                strike.fault(),
                String.join(" ", strike.victims()),
                strike.after(),
                strike.lasting(),
                at.truncatedTo(ChronoUnit.SECONDS),
                cases,
                failedCalls,
                settledSeconds,
                String.join("; ", wrong).replace("\"", "\"\""));
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, HEAD);
            }
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
