package org.hotline12345.localstack.home;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hotline12345.localstack.language.Problem;

/** The project's own folder, where the built services lie. */
public final class ProjectFolder {
    private ProjectFolder() {}

    /** System property {@code hotline.root}, else the nearest folder upwards with the Maven wrapper. */
    public static Path find() {
        String given = System.getProperty("hotline.root");
        Path folder = given != null ? Path.of(given) : Path.of("");
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mvnw"))) {
                return at;
            }
        }
        throw Problem.of("root.missing", folder.toAbsolutePath());
    }
}
