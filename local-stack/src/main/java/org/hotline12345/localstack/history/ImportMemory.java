package org.hotline12345.localstack.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * What an earlier run registered, in a file of the home folder: external number and case id. It only saves questions; what
 * became of a case is always asked of the services, and without the file the keys of the commands keep everything single.
 */
final class ImportMemory implements AutoCloseable {
    private final Map<String, String> caseIds = new HashMap<>();
    private final BufferedWriter out;

    ImportMemory(Path home, String profile) {
        Path file = home.resolve("import").resolve(profile.replaceAll("[^A-Za-z0-9._-]", "_") + ".tsv");
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    String[] parts = line.split("\t");
                    if (parts.length == 2 && parts[1].length() == 36) {
                        caseIds.put(parts[0], parts[1]);
                    }
                }
            }
            out = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            // a line that a crash cut off must not swallow the next one
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + file, e);
        }
    }

    /** Cases registered earlier, by external number. */
    Map<String, String> caseIds() {
        return Collections.unmodifiableMap(caseIds);
    }

    /** Remembers a registered case. */
    synchronized void registered(String externalId, String caseId) {
        try {
            out.write(externalId + "\t" + caseId);
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
