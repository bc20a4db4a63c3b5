package org.hotline12345.assessment.period.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * A reporting period: whole days of Asia/Shanghai. Written {@code 2026}, {@code 2026-Q4}, {@code 2026-11}, {@code 2026-W47}
 * (ISO week), {@code 2026-11-24} or {@code 2026-10-30..2026-11-05} (both days included), or by the name that a
 * {@link ReportingCalendar} of the city gives it.
 *
 * @param text As it is written.
 * @param form Which of these forms.
 * @param first First day.
 * @param last Last day, included.
 * @param calendar The calendar it is named in; null for the other forms.
 */
public record Period(String text, Form form, LocalDate first, LocalDate last, ReportingCalendar calendar) {
    private static final Pattern SYNTAX = Pattern.compile(
            "(?<year>\\d{4})" + "(?:-Q(?<quarter>[1-4])|-W(?<week>\\d{2})|-(?<month>\\d{2})(?:-(?<day>\\d{2}))?)?");
    private static final String RANGE = "..";

    /** The forms a period is written in. */
    public enum Form {
        /** {@code 2026}. */
        YEAR,
        /** {@code 2026-Q4}. */
        QUARTER,
        /** {@code 2026-11}. */
        MONTH,
        /** {@code 2026-W47}. */
        WEEK,
        /** {@code 2026-11-24}. */
        DAY,
        /** {@code 2026-10-30..2026-11-05}. */
        RANGE,
        /** The name of a reporting period of the city's own. */
        NAMED
    }

    /** A period of the calendar that everybody knows. */
    private Period(String text, Form form, LocalDate first, LocalDate last) {
        this(text, form, first, last, null);
    }

    /**
     * Reads a period that is written in one of these forms, which a name is not.
     *
     * @throws IllegalArgumentException if it is none of the forms, or names a day, week or month that does not exist.
     */
    public static Period parse(String text) {
        String written = text == null ? "" : text.strip();
        try {
            int dots = written.indexOf(RANGE);
            if (dots >= 0) {
                return range(
                        LocalDate.parse(written.substring(0, dots)),
                        LocalDate.parse(written.substring(dots + RANGE.length())));
            }
            Matcher m = SYNTAX.matcher(written);
            if (!m.matches()) {
                throw new IllegalArgumentException("not a period: " + written);
            }
            int year = Integer.parseInt(m.group("year"));
            if (m.group("quarter") != null) {
                return quarter(year, Integer.parseInt(m.group("quarter")));
            }
            if (m.group("week") != null) {
                return week(year, Integer.parseInt(m.group("week")));
            }
            if (m.group("day") != null) {
                return day(LocalDate.parse(written));
            }
            if (m.group("month") != null) {
                return month(YearMonth.parse(written));
            }
            return year(year);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a period: " + written, e);
        }
    }

    /** A calendar year. */
    public static Period year(int year) {
        return new Period("%04d".formatted(year), Form.YEAR, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    public static Period quarter(int year, int quarter) {
        var first = LocalDate.of(year, 3 * quarter - 2, 1);
        return new Period(
                "%04d-Q%d".formatted(year, quarter),
                Form.QUARTER,
                first,
                first.plusMonths(3).minusDays(1));
    }

    public static Period month(YearMonth month) {
        return new Period(month.toString(), Form.MONTH, month.atDay(1), month.atEndOfMonth());
    }

    /** An ISO week, Monday to Sunday. */
    public static Period week(int weekBasedYear, int week) {
        if (week < 1 || week > weeksOf(weekBasedYear)) {
            throw new IllegalArgumentException("year " + weekBasedYear + " has no week " + week);
        }
        var first = LocalDate.of(weekBasedYear, 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                .with(WeekFields.ISO.dayOfWeek(), 1);
        return new Period("%04d-W%02d".formatted(weekBasedYear, week), Form.WEEK, first, first.plusDays(6));
    }

    /** The ISO week a day lies in. */
    public static Period weekOf(LocalDate day) {
        return week(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    public static Period day(LocalDate day) {
        return new Period(day.toString(), Form.DAY, day, day);
    }

    /** Any run of days, both included. */
    public static Period range(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the period ends before it begins: " + first + RANGE + last);
        }
        return new Period(first + RANGE + last, Form.RANGE, first, last);
    }

    /** The first moment of the period. */
    public Instant from() {
        return ShanghaiTime.start(first);
    }

    /** The first moment after the period. */
    public Instant to() {
        return ShanghaiTime.start(last.plusDays(1));
    }

    /** How many days it has. */
    public long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    /** The period of the same kind before this one (环比). */
    public Period previous() {
        return switch (form) {
            case YEAR -> year(first.getYear() - 1);
            case QUARTER -> {
                var before = first.minusMonths(3);
                yield quarter(before.getYear(), before.get(IsoFields.QUARTER_OF_YEAR));
            }
            case MONTH -> month(YearMonth.from(first).minusMonths(1));
            case WEEK -> weekOf(first.minusWeeks(1));
            case DAY -> day(first.minusDays(1));
            case RANGE -> range(first.minusDays(days()), first.minusDays(1));
            case NAMED -> calendar.before(this);
        };
    }

    /** The same period of the year before (同比); a 53rd week that did not exist becomes the last week. */
    public Period yearBefore() {
        return switch (form) {
            case YEAR -> previous();
            case QUARTER -> quarter(first.getYear() - 1, first.get(IsoFields.QUARTER_OF_YEAR));
            case MONTH -> month(YearMonth.from(first).minusYears(1));
            case WEEK -> {
                int year = first.get(IsoFields.WEEK_BASED_YEAR) - 1;
                yield week(year, Math.min(first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), weeksOf(year)));
            }
            case DAY -> day(first.minusYears(1));
            case RANGE -> range(first.minusYears(1), last.minusYears(1));
            case NAMED -> calendar.yearBefore(this);
        };
    }

    /** The period in Chinese, as it stands in a report. */
    public String chinese() {
        var day = DateTimeFormatter.ofPattern("yyyy年M月d日");
        return switch (form) {
            case YEAR -> first.getYear() + "年";
            case QUARTER -> first.getYear() + "年第" + "一二三四".charAt(first.get(IsoFields.QUARTER_OF_YEAR) - 1) + "季度";
            case MONTH -> first.getYear() + "年" + first.getMonthValue() + "月";
            case WEEK ->
                first.get(IsoFields.WEEK_BASED_YEAR)
                        + "年第"
                        + first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
                        + "周（"
                        + first.format(DateTimeFormatter.ofPattern("M月d日"))
                        + "至"
                        + last.format(DateTimeFormatter.ofPattern("M月d日"))
                        + "）";
            case DAY -> day.format(first);
            case RANGE -> day.format(first) + "至" + day.format(last);
            case NAMED -> text + "（" + day.format(first) + "至" + day.format(last) + "）";
        };
    }

    private static int weeksOf(int weekBasedYear) {
        return (int) IsoFields.WEEK_OF_WEEK_BASED_YEAR
                .rangeRefinedBy(LocalDate.of(weekBasedYear, 7, 1))
                .getMaximum();
    }

    /** Whether the year is one that a period may lie in; keeps arithmetic and the database within bounds. */
    public boolean plausible() {
        return first.getYear() >= 1990 && last.getYear() <= Year.MAX_VALUE && last.getYear() <= 2200;
    }
}
