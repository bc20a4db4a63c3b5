package org.hotline12345.dispatch.phrases;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The phrases and words by which rules read texts: data that a city edits. A file is a list of sections, {@code [name]} and
 * then a phrase a line; lines that start with # are comments. Its name says its version.
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

    /** The lines of each section of the file; a file that the folder does not have is the shipped one. */
    public Map<String, List<String>> read(String name) {
        String file = name + ".txt";
        try {
            Path own = folder.equals(SHIPPED) ? null : Path.of(folder, file);
            if (own != null && Files.exists(own)) {
                return parse(Files.readString(own));
            }
            try (InputStream in = PhraseFiles.class.getResourceAsStream("/phrases/" + file)) {
                return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = null;
        for (String line : text.split("\\R")) {
            if (line.matches("\\[[a-z-]+]")) {
                section = sections.computeIfAbsent(line.substring(1, line.length() - 1), name -> new ArrayList<>());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                if (section == null) {
                    throw new IllegalArgumentException("a phrase stands before the first section: " + line);
                }
                section.add(line.strip());
            }
        }
        return sections;
    }
}
