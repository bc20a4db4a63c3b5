package org.hotline12345.assessment.hotissue.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The same weeks of a year: weeks of the ISO calendar, so that Monday stands against Monday.
 *
 * @param from First day, a Monday.
 * @param to Last day, a Sunday.
 */
public record YearlyWeeks(int year, LocalDate from, LocalDate to) {
    /**
     * The weeks that begin on the Monday, and the same of the years before, the latest first. Week 53 stands against week 52
     * of a year that has none.
     *
     * @param weeks How many weeks.
     * @param years How many years before.
     */
    public static List<YearlyWeeks> backFrom(LocalDate monday, int weeks, int years) {
        int week = monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        int thisYear = monday.get(IsoFields.WEEK_BASED_YEAR);
        var spans = new ArrayList<YearlyWeeks>();
        for (int year = thisYear; year >= thisYear - years; year--) {
            // the fourth of January lies in the first week
            LocalDate first = LocalDate.of(year, 1, 4).with(DayOfWeek.MONDAY);
            long last = IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(first).getMaximum();
            LocalDate from = first.plusWeeks(Math.min(week, last) - 1);
            spans.add(new YearlyWeeks(year, from, from.plusWeeks(weeks).minusDays(1)));
        }
        return spans;
    }
}
