package org.hotline12345.dispatch.routing.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.dispatch.routing.model.classifier.Example;

/**
 * What confirmed cases teach. A case that a unit returned before it came to the right one counts three times: there the
 * router was wrong. A category of too few cases is learned as the one above it; a unit of too few cases is not learned.
 */
public final class Lessons {
    private static final int WEIGHT_OF_RETURNED = 3;

    private final List<ConfirmedCase> cases;
    private final int leastOfClass;

    /** Lessons of these cases. */
    public Lessons(List<ConfirmedCase> cases, int leastOfClass) {
        this.cases = List.copyOf(cases);
        this.leastOfClass = leastOfClass;
    }

    /** Which unit a message belongs to. */
    public List<Example> units() {
        var number = cases.stream().collect(Collectors.groupingBy(ConfirmedCase::unit, Collectors.counting()));
        return examples(known -> number.get(known.unit()) >= leastOfClass ? known.unit() : null);
    }

    /** Which category a message belongs to. */
    public List<Example> categories(RoutingBook book) {
        var learned = learnedAs(book);
        return examples(known -> known.category() == null ? null : learned.get(known.category()));
    }

    /** Each category that occurs, and the one it is learned as; without an entry it is not learned. */
    public Map<String, String> learnedAs(RoutingBook book) {
        Map<String, Integer> number = new HashMap<>();
        Map<String, List<String>> standsFor = new HashMap<>();
        cases.stream()
                .map(ConfirmedCase::category)
                .filter(category -> category != null)
                .forEach(category -> {
                    number.merge(category, 1, Integer::sum);
                    standsFor.computeIfAbsent(category, c -> new ArrayList<>(List.of(c)));
                });
        var deepestFirst = standsFor.keySet().stream()
                .flatMap(category -> book.categoryLine(category).stream())
                .distinct()
                .sorted(Comparator.comparingInt(
                                (String code) -> book.categoryLine(code).size())
                        .reversed())
                .toList();
        for (String category : deepestFirst) {
            if (number.getOrDefault(category, 0) < leastOfClass && standsFor.containsKey(category)) {
                var line = book.categoryLine(category);
                int moved = number.remove(category);
                var codes = standsFor.remove(category);
                if (line.size() > 1) {
                    number.merge(line.get(1), moved, Integer::sum);
                    standsFor
                            .computeIfAbsent(line.get(1), c -> new ArrayList<>())
                            .addAll(codes);
                }
            }
        }
        Map<String, String> learnedAs = new HashMap<>();
        standsFor.forEach((category, codes) -> codes.forEach(code -> learnedAs.put(code, category)));
        return learnedAs;
    }

    private List<Example> examples(Function<ConfirmedCase, String> label) {
        var examples = new ArrayList<Example>();
        for (var known : cases) {
            String of = label.apply(known);
            if (of != null) {
                var example = new Example(known.message(), of);
                for (int i = 0; i < (known.returned() ? WEIGHT_OF_RETURNED : 1); i++) {
                    examples.add(example);
                }
            }
        }
        return examples;
    }
}
