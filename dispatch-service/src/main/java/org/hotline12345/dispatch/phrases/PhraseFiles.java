package org.hotline12345.dispatch.phrases;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hotline12345.chassis.vocabulary.model.VocabularyText;

/**
 * The phrases and words by which rules read texts before the office has put a version of its own in force: those that are shipped, or
 * files of a folder.
 */
@Singleton
public class PhraseFiles {
    private static final String SHIPPED = "shipped";

    private final String folder;

    /** Reads the files that are shipped, or those of a folder that holds a city's own. */
    public PhraseFiles(@ConfigProperty(name = "hotline.dispatch.phrases", defaultValue = SHIPPED) String folder) {
        this.folder = folder;
    }

    public static PhraseFiles shipped() {
        return new PhraseFiles(SHIPPED);
    }

    /** The lines of each section of the file. */
    public Map<String, List<String>> read(String name) {
        return VocabularyText.parse(document(name)).sections();
    }

    /** The file; one that the folder does not have is the shipped one. */
    public String document(String name) {
        String file = name + ".txt";
        try {
            Path own = folder.equals(SHIPPED) ? null : Path.of(folder, file);
            if (own != null && Files.exists(own)) {
                return Files.readString(own);
            }
            try (InputStream in = PhraseFiles.class.getResourceAsStream("/phrases/" + file)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
