package org.hotline12345.assessment.period.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule by which the periods of a {@link ReportingCalendar} are made, so that nobody has to write them down one by one. A period
 * belongs to the year, and a monthly one to the month, of its last day.
 *
 * @param every How long a period is.
 * @param weekday On which day a week begins; of weeks only.
 * @param dayOfMonth On which day, 2 to 28, of the month before a month begins; of months only.
 * @param fromYear First year.
 * @param toYear Last year.
 * @param names How they are called: {@code {year}} and {@code {number}} (two digits) stand for year and number in the year.
 */
public record ReportingRule(
        Every every, DayOfWeek weekday, Integer dayOfMonth, int fromYear, int toYear, String names) {
    /** How long a period is. */
    public enum Every {
        /** Seven days from a weekday. */
        WEEK,
        /** From a day of the month to the day before it in the next. */
        MONTH
    }

    /** The periods of these years. */
    public List<ReportingCalendar.Named> periods() {
        return every == Every.WEEK ? weeks() : months();
    }

    private List<ReportingCalendar.Named> weeks() {
        var weeks = new ArrayList<ReportingCalendar.Named>();
        int number = 0;
        LocalDate last = LocalDate.of(fromYear, 1, 1).with(TemporalAdjusters.nextOrSame(weekday.minus(1)));
        for (int year = fromYear; last.getYear() <= toYear; last = last.plusWeeks(1)) {
            number = last.getYear() == year ? number + 1 : 1;
            year = last.getYear();
            weeks.add(new ReportingCalendar.Named(name(year, number), last.minusDays(6), last));
        }
        return weeks;
    }

    private List<ReportingCalendar.Named> months() {
        var months = new ArrayList<ReportingCalendar.Named>();
        for (var month = YearMonth.of(fromYear, 1); month.getYear() <= toYear; month = month.plusMonths(1)) {
            months.add(new ReportingCalendar.Named(
                    name(month.getYear(), month.getMonthValue()),
                    month.minusMonths(1).atDay(dayOfMonth),
                    month.atDay(dayOfMonth - 1)));
        }
        return months;
    }

    private String name(int year, int number) {
        return names.replace("{year}", "%04d".formatted(year)).replace("{number}", "%02d".formatted(number));
    }
}
