package org.hotline12345.followup.calendar.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.HalfDay;

/**
 * The working days of the office: Monday to Friday, corrected by the yearly notices of the State Council. A year without its
 * notice counts Monday to Friday and is provisional. Days are days of Asia/Shanghai. Immutable.
 */
public final class WorkingCalendar {
    /** A plain search for working days ends after so many days off in a row: then the calendar is wrong. */
    private static final int LONGEST_BREAK = 366;

    private final long revision;
    private final Map<Integer, CalendarYear> years;
    private final Map<LocalDate, SourcedDay> exceptions;

    private WorkingCalendar(long revision, Map<Integer, CalendarYear> years) {
        this.revision = revision;
        this.years = Map.copyOf(years);
        var byDate = new HashMap<LocalDate, SourcedDay>();
        // A notice may name days of the year before; the notice of a day's own year has the last word.
        for (CalendarYear year : years.values()) {
            for (CalendarDay day : year.days()) {
                if (day.date().getYear() == year.year()) {
                    byDate.put(day.date(), new SourcedDay(day, year.source()));
                } else {
                    byDate.putIfAbsent(day.date(), new SourcedDay(day, year.source()));
                }
            }
        }
        // the place's own days prevail over any notice
        for (CalendarYear year : years.values()) {
            year.localDays().forEach(local -> byDate.put(local.day().date(), local));
        }
        this.exceptions = Map.copyOf(byDate);
    }

    /** The calendar that these notices make. */
    public static WorkingCalendar of(long revision, Collection<CalendarYear> years) {
        var byYear = new HashMap<Integer, CalendarYear>();
        years.forEach(year -> byYear.put(year.year(), year));
        return new WorkingCalendar(revision, byYear);
    }

    /** Grows with every change of any year. */
    public long revision() {
        return revision;
    }

    /** What is known about a year. */
    public Optional<CalendarYear> year(int year) {
        return Optional.ofNullable(years.get(year));
    }

    /** The same; of a year without an entry nothing. */
    public CalendarYear known(int year) {
        return year(year).orElseGet(() -> CalendarYear.unknown(year));
    }

    /** The same with another notice for one year. */
    public WorkingCalendar with(CalendarYear year, long newRevision) {
        var changed = new HashMap<>(years);
        changed.put(year.year(), year);
        return new WorkingCalendar(newRevision, changed);
    }

    /** What the day is to the office. */
    public DayKind kind(LocalDate date) {
        SourcedDay entry = exceptions.get(date);
        if (entry != null) {
            if (!entry.day().workday()) {
                return DayKind.HOLIDAY;
            }
            return weekend(date) ? DayKind.MAKE_UP_WORKDAY : DayKind.WORKDAY;
        }
        return weekend(date) ? DayKind.WEEKEND : DayKind.WORKDAY;
    }

    /** Whether the office works on the day. */
    public boolean isWorkingDay(LocalDate date) {
        return kind(date).working();
    }

    /** Why the day does not count; empty for a working day. */
    public Optional<SkippedDay> whySkipped(LocalDate date) {
        return switch (kind(date)) {
            case WORKDAY, MAKE_UP_WORKDAY -> Optional.empty();
            case WEEKEND -> Optional.of(new SkippedDay(date, DayKind.WEEKEND, null, null));
            case HOLIDAY -> {
                SourcedDay entry = exceptions.get(date);
                yield Optional.of(
                        new SkippedDay(date, DayKind.HOLIDAY, entry.day().name(), entry.source()));
            }
        };
    }

    /** The half of a working day on which the office is closed, if it has one. */
    public Optional<HalfDay> offHalf(LocalDate date) {
        return Optional.ofNullable(exceptions.get(date))
                .map(entry -> entry.day().off());
    }

    /** What the notice or the place itself says about the day, with its source; empty for a day of which nothing is said. */
    public Optional<SourcedDay> exception(LocalDate date) {
        return Optional.ofNullable(exceptions.get(date));
    }

    /** Name of the holiday for which the day is worked, if it is a make-up working day. */
    public Optional<String> madeUpFor(LocalDate date) {
        return kind(date) == DayKind.MAKE_UP_WORKDAY
                ? Optional.of(exceptions.get(date).day().name())
                : Optional.empty();
    }

    /** The n-th working day after the day; with n = 0 the day itself if it is a working day, else the next one. */
    public LocalDate addWorkingDays(LocalDate day, int n) {
        return move(day, n, 1);
    }

    /** The n-th working day before the day; with n = 0 the day itself if it is a working day, else the one before. */
    public LocalDate subtractWorkingDays(LocalDate day, int n) {
        return move(day, n, -1);
    }

    private LocalDate move(LocalDate day, int n, int step) {
        if (n < 0) {
            throw new IllegalArgumentException("working days must not be negative: " + n);
        }
        LocalDate current = n == 0 && isWorkingDay(day) ? day : search(day, step);
        for (int i = 1; i < n; i++) {
            current = search(current, step);
        }
        return current;
    }

    /** The first working day after the day. */
    public LocalDate nextWorkingDay(LocalDate day) {
        return search(day, 1);
    }

    /** The last working day before the day. */
    public LocalDate previousWorkingDay(LocalDate day) {
        return search(day, -1);
    }

    /**
     * The working days after the first day up to and including the last day; the handling time in working days of a case
     * received on the first and answered on the last. Zero if last is not after first.
     */
    public int countWorkingDays(LocalDate first, LocalDate last) {
        int count = 0;
        for (LocalDate day = first.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return count;
    }

    /** Whether a year touched by the span has no notice. */
    public boolean isProvisional(LocalDate first, LocalDate last) {
        for (int year = first.getYear(); year <= last.getYear(); year++) {
            CalendarYear known = years.get(year);
            if (known == null || known.provisional()) {
                return true;
            }
        }
        return false;
    }

    private LocalDate search(LocalDate day, int step) {
        Objects.requireNonNull(day, "day");
        LocalDate current = day;
        for (int i = 0; i < LONGEST_BREAK; i++) {
            current = current.plusDays(step);
            if (isWorkingDay(current)) {
                return current;
            }
        }
        throw new IllegalStateException("no working day within a year of " + day);
    }

    private static boolean weekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
