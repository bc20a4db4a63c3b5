package org.hotline12345.localstack.router;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hotline12345.localstack.language.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hotline model train}: learns from labelled messages and writes a model with its figures beside it. */
@Command(name = "train")
final class TrainCommand implements Callable<Integer> {
    @Option(names = "--file", required = true, paramLabel = "labelled.csv", descriptionKey = "option.labelled")
    private Path file;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = ModelFile.DEFAULT, descriptionKey = "option.model.out")
    private Path out;

    @Option(names = "--json", paramLabel = "FILE", descriptionKey = "option.json")
    private Path json;

    @Override
    public Integer call() {
        var trained = Trained.from(file);
        Report report = trained.crossValidated();
        long bytes = ModelFile.write(out, trained.model());
        report.write(Path.of(out + ".json"));
        report.write(json);
        System.out.print(report.text());
        System.out.println(Words.get().say("model.written", out, "%.1f".formatted(bytes / 1e6), out + ".json"));
        return 0;
    }
}
