package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;

/** Counts and rates by their names in answers; a rate without a denominator is absent. */
final class Values {
    /** Name of the mean handling time, as in the answers of the indicators. */
    static final String AVERAGE = "avgWorkingDays";

    private Values() {}

    /** Everything that is counted. */
    static Map<String, BigDecimal> all(Figures figures) {
        var values = of(figures, Arrays.asList(Count.values()), Arrays.asList(Rate.values()));
        if (figures.averageWorkingDays() != null) {
            values.put(AVERAGE, figures.averageWorkingDays());
        }
        return values;
    }

    /** Some of it. */
    static Map<String, BigDecimal> of(Figures figures, Collection<Count> counts, Collection<Rate> rates) {
        var values = new LinkedHashMap<String, BigDecimal>();
        counts.forEach(count -> values.put(count.code(), BigDecimal.valueOf(figures.count(count))));
        rates.forEach(rate -> {
            if (rate.of(figures) != null) {
                values.put(rate.code(), rate.of(figures));
            }
        });
        return values;
    }

    /** Counts only. */
    static Map<String, BigDecimal> of(Figures figures, Count... counts) {
        return of(figures, List.of(counts), List.of());
    }
}
