package org.hotline12345.assessment.definition.model;

import static org.hotline12345.assessment.definition.model.Count.RECEIVED;
import static org.hotline12345.assessment.definition.model.Count.SATISFIED;
import static org.hotline12345.assessment.definition.model.Count.WORKING_DAYS;
import static org.hotline12345.assessment.definition.model.Count.WORKING_DAYS_OF;
import static org.hotline12345.assessment.definition.model.Definition.Kind.COUNT;
import static org.hotline12345.assessment.definition.model.Definition.Kind.MEAN;
import static org.hotline12345.assessment.definition.model.Definition.Kind.QUANTILE;
import static org.hotline12345.assessment.definition.model.Definition.Kind.RATE;
import static org.hotline12345.assessment.definition.model.Definition.Kind.RATIO;

import java.util.ArrayList;
import java.util.List;
import org.hotline12345.chassis.language.Text;

/** What every figure of the suite means, made of the one place where each is defined. */
public final class Definitions {
    /** Name of the mean handling time. */
    public static final String AVERAGE = "avgWorkingDays";
    /** Name of the time that nine of ten rounds keep to. */
    public static final String P90 = "p90WorkingDays";
    /** Name of the cases received per day. */
    public static final String PER_DAY = "receivedPerDay";
    /** Name of the share of the cases received. */
    public static final String SHARE = "receivedShare";
    /** Name of the cases received per 10,000 inhabitants. */
    public static final String PER_10K = "receivedPer10k";
    /** Name of the satisfaction made of several instruments by a rule set. */
    public static final String COMPOSITE = "compositeSatisfactionRate";

    private static final Text TWO_DECIMALS = text("rounding.two-decimals");
    private static final Text ONLY_WHOLE = text("rounding.whole");
    private static final Text NO_RATE = text("without.denominator");
    private static final List<Definition> ALL = make();

    private Definitions() {}

    /** All figures, rates first. */
    public static List<Definition> all() {
        return ALL;
    }

    /** Whether the name is taken. */
    public static boolean isTaken(String code) {
        return ALL.stream().anyMatch(definition -> definition.code().equals(code));
    }

    /** What an imported count means. */
    public static Definition imported(ImportedCount count) {
        return number(
                count.code(), Definition.Kind.IMPORTED_COUNT, count.name(), count.words(), text("imported.period"));
    }

    /** What the rate that an imported count makes with another one means. */
    public static Definition rate(ImportedCount count, ImportedCount of) {
        return new Definition(
                count.rate().code(),
                Definition.Kind.RATE,
                count.rate().name(),
                null,
                count.words(),
                of.words(),
                text("imported.period"),
                "%",
                TWO_DECIMALS,
                NO_RATE,
                List.of(count.code()),
                List.of(of.code()),
                List.of());
    }

    private static List<Definition> make() {
        var all = new ArrayList<Definition>();
        for (Rate rate : Rate.values()) {
            all.add(rate(rate));
        }
        Text numerator = text(COMPOSITE + ".numerator");
        all.add(ratio(COMPOSITE, RATE, numerator, SATISFIED, "%", TWO_DECIMALS, text(COMPOSITE + ".without")));
        all.add(ratio(AVERAGE, MEAN, WORKING_DAYS.words(), WORKING_DAYS_OF, "d", TWO_DECIMALS, NO_RATE));
        all.add(ratio(P90, QUANTILE, text(P90 + ".numerator"), WORKING_DAYS_OF, "d", ONLY_WHOLE, NO_RATE));
        all.add(ratio(PER_DAY, RATIO, RECEIVED.words(), RECEIVED, null, TWO_DECIMALS, null));
        all.add(ratio(SHARE, RATIO, RECEIVED.words(), RECEIVED, "%", TWO_DECIMALS, NO_RATE));
        all.add(ratio(PER_10K, RATIO, RECEIVED.words(), RECEIVED, null, TWO_DECIMALS, text(PER_10K + ".without")));
        for (Count count : Count.values()) {
            all.add(number(count.code(), COUNT, count.label(), count.words(), period(List.of(count))));
        }
        return List.copyOf(all);
    }

    private static Definition rate(Rate rate) {
        return new Definition(
                rate.code(),
                RATE,
                rate.label(),
                null,
                rate.numeratorWords(),
                rate.denominatorWords(),
                period(rate.denominator()),
                "%",
                TWO_DECIMALS,
                NO_RATE,
                codes(rate.numerator()),
                codes(rate.denominator()),
                codes(rate.lessDenominator()));
    }

    private static Definition number(String code, Definition.Kind kind, Text name, Text words, Text period) {
        return new Definition(code, kind, name, words, null, null, period, null, ONLY_WHOLE, null, null, null, null);
    }

    /**
     * A figure made otherwise than rates are.
     *
     * @param of A count of the same facts; it is the denominator unless the figure has words of its own for that.
     */
    private static Definition ratio(
            String code, Definition.Kind kind, Text numerator, Count of, String unit, Text rounding, Text without) {
        Text denominator = Texts.BUNDLE.find(code + ".denominator").orElse(of.words());
        Text period = period(List.of(of));
        return new Definition(
                code,
                kind,
                text(code),
                null,
                numerator,
                denominator,
                period,
                unit,
                rounding,
                without,
                null,
                null,
                null);
    }

    private static Text text(String key) {
        return Texts.BUNDLE.get(key);
    }

    /** By which moments the facts of the counts belong to a period. */
    private static Text period(List<Count> counts) {
        return counts.stream()
                .flatMap(count -> count.parts().stream())
                .map(Part::source)
                .distinct()
                .map(FactSource::reason)
                .reduce((one, other) -> new Text(one.zh() + "；" + other.zh(), one.en() + "; " + other.en()))
                .orElseThrow();
    }

    private static List<String> codes(List<Count> counts) {
        return counts.stream().map(Count::code).toList();
    }
}
