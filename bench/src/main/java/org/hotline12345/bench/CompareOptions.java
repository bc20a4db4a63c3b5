package org.hotline12345.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.bench.model.Comparison;
import org.hotline12345.bench.model.Variant;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.ConsoleProgress;
import picocli.CommandLine.Option;

/** Options of {@code hotline bench … --compare A B}. */
final class CompareOptions {
    private static final int ROUNDS = 3;

    @Option(
            names = "--compare",
            arity = "2",
            paramLabel = "A B",
            hideParamSyntax = true,
            descriptionKey = "option.bench.compare")
    private List<String> compare;

    @Option(names = "--rounds", paramLabel = "N", descriptionKey = "option.bench.rounds")
    private int rounds = ROUNDS;

    boolean wanted() {
        return compare != null;
    }

    /** Compares, prints, and writes where that is wanted. */
    void run(List<String> bench, Path home, Path json) {
        List<Variant> variants = new ArrayList<>();
        compare.forEach(text -> variants.add(variant(text)));
        List<Comparison> comparisons =
                new CompareRun(bench, home, variants, Math.max(1, rounds), new ConsoleProgress(System.out)).run();
        System.out.println();
        System.out.print(FigureTable.ofComparisons(comparisons, Words.get()));
        System.out.println();
        System.out.println(Words.get()
                .say(
                        "bench.compare.note",
                        CompareRun.describe(variants.get(0)),
                        CompareRun.describe(variants.get(1)),
                        Math.max(1, rounds)));
        if (json != null) {
            FiguresFile.writeComparisons(json, comparisons);
        }
    }

    private static Variant variant(String text) {
        Variant variant;
        try {
            variant = Variant.of(text);
        } catch (IllegalArgumentException empty) {
            throw Problem.usage("bench.compare.variant", text);
        }
        if (variant.folder() != null
                && !Files.exists(Path.of(variant.folder(), "intake-service/target/quarkus-app/quarkus-run.jar"))) {
            throw Problem.usage("bench.compare.folder", variant.folder());
        }
        return variant;
    }
}
