package org.hotline12345.assessment.indicator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Definitions;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;

/** How figures stand in answers: counts, handling times, rates, in one order everywhere. */
final class FigureView {
    private static final Map<String, Function<Figures, Object>> OF_UNITS = make(true);
    private static final Map<String, Function<Figures, Object>> OF_OFFICE = make(false);

    private FigureView() {}

    /**
     * Puts the figures into a JSON object.
     *
     * @param ofUnits Whether they are units' work: then acceptance is what they signed of what they were given.
     */
    static void put(Map<String, Object> members, Figures figures, boolean ofUnits) {
        (ofUnits ? OF_UNITS : OF_OFFICE).forEach((code, value) -> members.put(code, value.apply(figures)));
    }

    private static Map<String, Function<Figures, Object>> make(boolean ofUnits) {
        var values = new LinkedHashMap<String, Function<Figures, Object>>();
        for (Count count : Count.values()) {
            values.put(count.code(), figures -> figures.count(count));
        }
        values.put(Definitions.AVERAGE, Figures::averageWorkingDays);
        values.put(Definitions.P90, Figures::p90WorkingDays);
        for (Rate rate : Rate.values()) {
            if (rate != Rate.UNIT_ACCEPTANCE || ofUnits) {
                Rate meant = rate == Rate.ACCEPTANCE && ofUnits ? Rate.UNIT_ACCEPTANCE : rate;
                values.put(rate.code(), meant::of);
            }
        }
        return values;
    }
}
