package org.hotline12345.assessment.indicator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hotline12345.assessment.indicator.model.Count;
import org.hotline12345.assessment.indicator.model.Figures;
import org.hotline12345.assessment.indicator.model.Rate;

/** How figures stand in answers: counts, mean, rates, in one order everywhere. */
final class FigureView {
    /** Name of the mean handling time. */
    static final String AVERAGE = "avgWorkingDays";

    private static final List<Column> OF_UNITS = make(true);
    private static final List<Column> OF_OFFICE = make(false);

    private FigureView() {}

    /** A column of the answer. */
    record Column(String code, String chinese, String english, Function<Figures, Object> of) {
        String name(boolean inEnglish) {
            return inEnglish ? english : chinese;
        }

        Object value(Figures figures) {
            return of.apply(figures);
        }
    }

    /**
     * The columns.
     *
     * @param ofUnits Whether the rows are units' work: then acceptance is what they signed of what they were given.
     */
    static List<Column> columns(boolean ofUnits) {
        return ofUnits ? OF_UNITS : OF_OFFICE;
    }

    private static List<Column> make(boolean ofUnits) {
        var columns = new ArrayList<Column>();
        for (Count count : Count.values()) {
            columns.add(new Column(count.code(), count.name(false), count.name(true), figures -> figures.count(count)));
        }
        columns.add(new Column(AVERAGE, "平均办理工作日", "Mean working days", Figures::averageWorkingDays));
        for (Rate rate : Rate.values()) {
            if (rate == Rate.UNIT_ACCEPTANCE) {
                continue;
            }
            Rate meant = rate == Rate.ACCEPTANCE && ofUnits ? Rate.UNIT_ACCEPTANCE : rate;
            columns.add(new Column(rate.code(), meant.name(false) + "(%)", meant.name(true) + " (%)", meant::of));
        }
        return List.copyOf(columns);
    }

    /** The figures as members of a JSON object. */
    static Map<String, Object> of(Figures figures, boolean ofUnits) {
        var members = new LinkedHashMap<String, Object>();
        columns(ofUnits).forEach(column -> members.put(column.code(), column.value(figures)));
        return members;
    }
}
