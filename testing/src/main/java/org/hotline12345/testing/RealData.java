package org.hotline12345.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The real data that lies beside the project and must not be published with it. A test that asks for a file is skipped
 * where the data is absent.
 */
public final class RealData {
    private RealData() {}

    /** The folder: environment variable {@code HOTLINE_DATA}, else {@code ../shared/data} of the project's root. */
    public static Path folder() {
        String given = System.getenv("HOTLINE_DATA");
        return given != null && !given.isBlank()
                ? Path.of(given)
                : ProjectRoot.find().resolveSibling("shared").resolve("data");
    }

    /** A file of the real data; skips the running test when it is not there. */
    public static Path file(String name) {
        Path file = folder().resolve(name);
        Assumptions.assumeTrue(
                Files.exists(file), () -> "real data " + name + " is not here; set HOTLINE_DATA to its folder");
        return file;
    }
}
