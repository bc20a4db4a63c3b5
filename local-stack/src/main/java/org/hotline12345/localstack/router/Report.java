package org.hotline12345.localstack.router;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotline12345.dispatch.routing.model.classifier.Evaluation;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;

/**
 * What is told of a model.
 *
 * @param what What was judged, in words.
 * @param evaluation The figures.
 * @param learnedFrom Messages learned from. Null for a model read from a file.
 * @param trainingSeconds Null for a model read from a file.
 * @param millisecondsEach Time of one prediction. Null where it was not measured.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Report(
        @JsonIgnore String what,
        Evaluation evaluation,
        Integer learnedFrom,
        Double trainingSeconds,
        Double millisecondsEach) {
    String text() {
        return what + System.lineSeparator() + EvaluationTable.of(evaluation, Words.get());
    }

    void write(Path file) {
        write(file, this);
    }

    /** Writes figures as JSON where a file for them was named. */
    static void write(Path file, Object figures) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(
                    file, HotlineClient.json().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
        } catch (IOException e) {
            throw Problem.because(e, "model.unwritable", file, e.getMessage());
        }
    }
}
