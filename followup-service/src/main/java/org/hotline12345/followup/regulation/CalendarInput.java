package org.hotline12345.followup.regulation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.HalfDay;
import org.hotline12345.followup.calendar.model.SourcedDay;

/** What people send in about a year of the calendar, and how it is read. */
final class CalendarInput {
    private static final int MAX_DAYS = 150;
    private static final int MAX_TEXT = 500;
    private static final int MAX_NAME = 60;

    /**
     * A year's notice as it is put in.
     *
     * @param year The year; may be left out.
     * @param source Where the notice stands.
     * @param days The exceptions to Monday-to-Friday.
     */
    public record YearInput(
            Integer year,
            @Size(max = MAX_TEXT) String source,
            @NotNull @Size(max = MAX_DAYS) List<DayInput> days) implements Checked {
        @Override
        public void check(Violations violations) {
            boolean sourced = source != null && !source.isBlank();
            violations.unless(sourced || days == null || days.isEmpty(), "source", "violation.required");
        }
    }

    /**
     * An exception.
     *
     * @param date The day.
     * @param name Name of the holiday.
     * @param workday True: a make-up working day; false: a day off.
     */
    public record DayInput(LocalDate date, String name, Boolean workday) {}

    /**
     * The place's own days, as they are put in.
     *
     * @param days The days; they replace those of before.
     */
    public record LocalDaysInput(
            @NotNull @Size(max = MAX_DAYS) List<LocalDayInput> days) {}

    /**
     * A day of the place's own.
     *
     * @param date The day.
     * @param workday True: the office works, except for the half that is off; false: a day off.
     * @param off The half of a working day on which the office is closed. May be left out.
     * @param source The decision that says so.
     */
    public record LocalDayInput(LocalDate date, String name, Boolean workday, HalfDay off, String source) {}

    private CalendarInput() {}

    /** The days of a notice, which may name the last days of the year before. */
    static List<CalendarDay> noticed(int year, List<DayInput> days) {
        List<LocalDayInput> all = days.stream()
                .map(day -> day == null ? null : new LocalDayInput(day.date(), day.name(), day.workday(), null, ""))
                .toList();
        return read(year, all, LocalDate.of(year - 1, 12, 20), "violation.calendar.otherYear", 0).stream()
                .map(SourcedDay::day)
                .sorted(Comparator.comparing(CalendarDay::date))
                .toList();
    }

    /** The place's own days. */
    static List<SourcedDay> local(int year, List<LocalDayInput> days) {
        return read(year, days, LocalDate.of(year, 1, 1), "violation.calendar.notInYear", MAX_TEXT);
    }

    /**
     * Days as they may stand in a year: 400 with all that is wrong, of each day the first.
     *
     * @param outside what a day before the earliest or after the year is told
     * @param longestSource 0 where the days have no source of their own
     */
    private static List<SourcedDay> read(
            int year, List<LocalDayInput> days, LocalDate earliest, String outside, int longestSource) {
        var violations = new Violations();
        var read = new ArrayList<SourcedDay>();
        var seen = new HashSet<LocalDate>();
        for (int i = 0; i < days.size(); i++) {
            LocalDayInput day = days.get(i);
            String field = "days[" + i + "]";
            if (day == null || day.date() == null || day.workday() == null) {
                violations.add(field, "violation.calendar.day");
            } else if (day.date().isBefore(earliest) || day.date().getYear() > year) {
                violations.add(field + ".date", outside, String.valueOf(year));
            } else if (!seen.add(day.date())) {
                violations.add(field + ".date", "violation.calendar.twice");
            } else if (isBlankOrLonger(day.name(), MAX_NAME)) {
                violations.add(field + ".name", "violation.Size", 1, MAX_NAME);
            } else if (longestSource > 0 && isBlankOrLonger(day.source(), longestSource)) {
                violations.add(field + ".source", "violation.Size", 1, longestSource);
            } else if (day.off() != null && !day.workday()) {
                violations.add(field + ".off", "violation.calendar.halfOfDayOff");
            } else {
                read.add(new SourcedDay(
                        new CalendarDay(day.date(), day.name().strip(), day.workday(), day.off()),
                        day.source().strip()));
            }
        }
        Problem.throwIfAny(violations);
        return read;
    }

    private static boolean isBlankOrLonger(String text, int longest) {
        return text == null || text.isBlank() || text.length() > longest;
    }
}
