package org.hotline12345.localstack.router;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotline12345.dispatch.routing.LabelledMessages;
import org.hotline12345.dispatch.routing.model.classifier.Example;
import org.hotline12345.dispatch.routing.model.classifier.TextClassifier;
import org.hotline12345.localstack.language.Problem;

/** Files of labelled messages and of models. */
final class ModelFile {
    static final String DEFAULT = "router.model";

    private ModelFile() {}

    static List<Example> examples(Path file) {
        try {
            var examples = LabelledMessages.parse(Files.readString(file));
            if (examples.isEmpty()) {
                throw Problem.of("model.no.rows", file);
            }
            return examples;
        } catch (CharacterCodingException e) {
            throw Problem.because(e, "model.unreadable", file, "UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            throw Problem.because(e, "model.unreadable", file, e.getMessage());
        }
    }

    static TextClassifier read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return TextClassifier.read(in);
        } catch (IOException e) {
            throw Problem.because(e, "model.missing", file, e.getMessage());
        }
    }

    /** Writes the model; answers its size in bytes. */
    static long write(Path file, TextClassifier model) {
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                model.write(out);
            }
            return Files.size(file);
        } catch (IOException e) {
            throw Problem.because(e, "model.unwritable", file, e.getMessage());
        }
    }
}
