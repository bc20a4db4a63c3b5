package org.hotline12345.localstack.home;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Option {@code --home}: the folder in which an installation keeps everything it knows. */
public final class HomeOption {
    @Option(names = "--home", paramLabel = "DIR", descriptionKey = "option.home")
    private Path home;

    /** The folder given, else {@code .hotline} in the project. */
    public Path path() {
        return home != null
                ? home.toAbsolutePath().normalize()
                : ProjectFolder.find().resolve(".hotline");
    }
}
