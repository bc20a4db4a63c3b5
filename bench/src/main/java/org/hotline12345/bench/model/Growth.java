package org.hotline12345.bench.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A figure on a folder with hardly any cases beside the same with very many.
 *
 * @param few With hardly any; NaN: it is not measured there.
 * @param many With very many.
 * @param ratio What is left of it with very many cases: 1 is as good, less is worse, whether a rate is to be high or a time low. Null
 *     for figures of which neither is better.
 * @param pass Whether {@link #TARGET} is met. Null for figures that are not judged: those of which others are made, and the machine's own.
 */
public record Growth(String name, String unit, double few, double many, Double ratio, Boolean pass) {
    /** What is to be left at least. */
    public static final double TARGET = 0.9;

    private static final Pattern JUDGED =
            Pattern.compile("lifecycle\\.(lives|cpu)|query\\..+\\.(p95|cpu)|feed\\.commit-to-unit\\.p95|change\\.cpu");

    /** The figures that both have, in the order of the first; of a name that stands twice the first. */
    public static List<Growth> of(List<Figure> few, List<Figure> many) {
        Map<String, Figure> grown = new LinkedHashMap<>();
        many.forEach(figure -> grown.putIfAbsent(figure.name(), figure));
        List<Growth> rows = new ArrayList<>();
        for (Figure figure : few) {
            Figure later = grown.remove(figure.name());
            if (later != null) {
                rows.add(row(figure, later));
            }
        }
        return rows;
    }

    /** A figure that only the folder with very many cases has. */
    public static Growth alone(Figure figure) {
        return new Growth(figure.name(), figure.unit(), Double.NaN, figure.value(), null, null);
    }

    private static Growth row(Figure few, Figure many) {
        double left = switch (few.unit()) {
            case "/s" -> many.value() / few.value();
            case "ms" -> few.value() / many.value();
            default -> Double.NaN;
        };
        Double ratio = Double.isFinite(left) ? left : null;
        boolean judged = ratio != null && JUDGED.matcher(few.name()).matches();
        return new Growth(few.name(), few.unit(), few.value(), many.value(), ratio, judged ? ratio >= TARGET : null);
    }
}
