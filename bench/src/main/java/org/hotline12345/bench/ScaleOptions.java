package org.hotline12345.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hotline12345.bench.model.Assumption;
import org.hotline12345.bench.model.Assumptions;
import org.hotline12345.localstack.language.Problem;
import picocli.CommandLine.Option;

/** Options of {@code hotline bench scale}. */
final class ScaleOptions {
    @Option(names = "--plan", descriptionKey = "option.bench.plan")
    private boolean plan;

    @Option(names = "--set", paramLabel = "NAME=N", descriptionKey = "option.bench.set")
    private Map<String, Double> set = new LinkedHashMap<>();

    /** The numbers to plan by. */
    Assumptions numbers() {
        if (!plan) {
            throw Problem.usage("scale.no.plan");
        }
        Assumptions numbers = Assumptions.usual();
        for (Map.Entry<String, Double> one : set.entrySet()) {
            Assumption which =
                    Assumption.named(one.getKey()).orElseThrow(() -> Problem.usage("scale.unknown", one.getKey()));
            try {
                numbers = numbers.with(which, one.getValue());
            } catch (IllegalArgumentException nonsense) {
                throw Problem.usage("scale.nonsense", one.getKey(), one.getValue());
            }
        }
        return numbers;
    }
}
