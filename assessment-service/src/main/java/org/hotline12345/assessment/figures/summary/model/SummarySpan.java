package org.hotline12345.assessment.figures.summary.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole day, month or year, or all days, that the summary of the facts holds.
 *
 * @param grain How long it is.
 * @param first Its first day.
 */
public record SummarySpan(Grain grain, LocalDate first) {
    /** How long a span is. */
    public enum Grain {
        DAY,
        /** A calendar month. */
        MONTH,
        /** A calendar year. */
        YEAR,
        /** All days together: for what stands at the moment of asking, whenever it began. */
        EVER
    }

    /** The span of all days. */
    public static final SummarySpan EVER = new SummarySpan(Grain.EVER, LocalDate.EPOCH);

    /** The fewest spans that make up the days from the first up to, not including, the end. */
    public static List<SummarySpan> of(LocalDate first, LocalDate end) {
        var spans = new ArrayList<SummarySpan>();
        LocalDate day = first;
        while (day.isBefore(end)) {
            if (day.getDayOfYear() == 1 && !day.plusYears(1).isAfter(end)) {
                spans.add(new SummarySpan(Grain.YEAR, day));
                day = day.plusYears(1);
            } else if (day.getDayOfMonth() == 1 && !day.plusMonths(1).isAfter(end)) {
                spans.add(new SummarySpan(Grain.MONTH, day));
                day = day.plusMonths(1);
            } else {
                spans.add(new SummarySpan(Grain.DAY, day));
                day = day.plusDays(1);
            }
        }
        return spans;
    }
}
