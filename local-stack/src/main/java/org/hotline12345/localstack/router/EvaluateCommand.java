package org.hotline12345.localstack.router;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hotline12345.dispatch.routing.model.classifier.Evaluation;
import org.hotline12345.dispatch.routing.model.classifier.TextClassifier;
import org.hotline12345.localstack.language.Words;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hotline model evaluate}: judges a model, or one trained for the purpose, on labelled messages. */
@Command(name = "evaluate")
final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--file", required = true, paramLabel = "labelled.csv", descriptionKey = "option.judged")
    private Path file;

    @ArgGroup
    private Source source = new Source();

    @Option(names = "--json", paramLabel = "FILE", descriptionKey = "option.json")
    private Path json;

    /** Where the model comes from. */
    static final class Source {
        @Option(names = "--model", paramLabel = "FILE", descriptionKey = "option.model")
        private Path model = Path.of(ModelFile.DEFAULT);

        @Option(names = "--train", paramLabel = "labelled.csv", descriptionKey = "option.train")
        private Path train;
    }

    @Override
    public Integer call() {
        var examples = ModelFile.examples(file);
        Trained trained = source.train == null ? null : Trained.from(source.train);
        TextClassifier model = trained == null ? ModelFile.read(source.model) : trained.model();
        examples.forEach(example -> model.guess(example.message(), 1));
        long start = System.nanoTime();
        examples.forEach(example -> model.guess(example.message(), 1));
        double each = (System.nanoTime() - start) / 1e6 / examples.size();
        String what = Words.get().say("model.judged", file, examples.size(), "%.3f".formatted(each));
        var report = new Report(
                what,
                Evaluation.of(model, examples),
                trained == null ? null : trained.examples(),
                trained == null ? null : trained.seconds(),
                each);
        report.write(json);
        System.out.print(report.text());
        return 0;
    }
}
