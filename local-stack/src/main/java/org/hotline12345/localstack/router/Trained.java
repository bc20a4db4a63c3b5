package org.hotline12345.localstack.router;

import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import org.hotline12345.dispatch.routing.model.classifier.Evaluation;
import org.hotline12345.dispatch.routing.model.classifier.Judged;
import org.hotline12345.dispatch.routing.model.classifier.TextClassifier;
import org.hotline12345.dispatch.routing.model.classifier.Training;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.ConsoleProgress;

/**
 * A model just trained.
 *
 * @param judged What cross-validation said.
 * @param file The file it learned from.
 * @param examples Messages learned from.
 * @param seconds Time it took, cross-validation included.
 */
record Trained(TextClassifier model, List<Judged> judged, Path file, int examples, double seconds) {
    static Trained from(Path file) {
        var examples = ModelFile.examples(file);
        long start = System.nanoTime();
        try (ProgressBar bar = ConsoleProgress.bar("model", 100)) {
            var result = Training.train(examples, part -> bar.stepTo(Math.round(part * 100)));
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Trained(result.model(), result.judged(), file, examples.size(), seconds);
        } catch (IllegalArgumentException e) {
            throw Problem.because(e, "model.one.class", file);
        }
    }

    Report crossValidated() {
        String what = Words.get().say("model.trained", file, examples, "%.1f".formatted(seconds));
        return new Report(what, Evaluation.of(judged), examples, seconds, null);
    }
}
