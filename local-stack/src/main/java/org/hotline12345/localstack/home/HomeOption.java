package org.hotline12345.localstack.home;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Option {@code --home}: the folder in which an installation keeps everything it knows. It may stand before or behind a subcommand. */
public final class HomeOption {
    @Option(names = "--home", paramLabel = "DIR", descriptionKey = "option.home", scope = ScopeType.INHERIT)
    private Path home;

    /** The folder given, else {@code .hotline} in the project. */
    public Path path() {
        return home != null
                ? home.toAbsolutePath().normalize()
                : ProjectFolder.find().resolve(".hotline");
    }
}
