package org.hotline12345.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the whole project, wherever a test is started from. */
public final class ProjectRoot {
    private ProjectRoot() {}

    /** System property {@code hotline.root}, else the nearest folder upwards that holds the Maven wrapper. */
    public static Path find() {
        String given = System.getProperty("hotline.root");
        if (given != null && Files.exists(Path.of(given, "mvnw"))) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no folder with mvnw upwards of "
                    + Path.of("").toAbsolutePath() + "; set the system property hotline.root to the project's root");
        }
        return folder;
    }
}
