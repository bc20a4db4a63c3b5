package org.hotline12345.followup.calendar.model;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.events.CalendarDay;

/**
 * What is known about a year: the State Council's notice with the exceptions to Monday-to-Friday, and the place's own days.
 *
 * @param source Where the notice stands; empty while there is none.
 * @param days The exceptions by the notice, by date. A notice may name the last days of the year before.
 * @param localDays The place's own days, by date; they prevail.
 */
public record CalendarYear(int year, String source, List<CalendarDay> days, List<SourcedDay> localDays) {
    public CalendarYear {
        Objects.requireNonNull(source, "source");
        days = days.stream().sorted(Comparator.comparing(CalendarDay::date)).toList();
        localDays = localDays.stream()
                .sorted(Comparator.comparing(local -> local.day().date()))
                .toList();
    }

    /** A year of which nothing is known yet. */
    public static CalendarYear unknown(int year) {
        return new CalendarYear(year, "", List.of(), List.of());
    }

    /** The same year by another notice. */
    public CalendarYear byNotice(String newSource, List<CalendarDay> newDays) {
        return new CalendarYear(year, newSource, newDays, localDays);
    }

    /** The same year with other days of the place. */
    public CalendarYear withLocalDays(List<SourcedDay> newLocalDays) {
        return new CalendarYear(year, source, days, newLocalDays);
    }

    /** Whether both have the same notice. */
    public boolean isByNoticeOf(CalendarYear other) {
        return source.equals(other.source) && days.equals(other.days);
    }

    /** True while there is no notice: the year then counts Monday to Friday. */
    public boolean provisional() {
        return days.isEmpty();
    }

    /** All exceptions that hold, by date: the notice's, and the place's own in their stead. */
    public List<CalendarDay> exceptions() {
        var byDate = new TreeMap<>(days.stream().collect(Collectors.toMap(CalendarDay::date, Function.identity())));
        localDays.forEach(local -> byDate.put(local.day().date(), local.day()));
        return List.copyOf(byDate.values());
    }
}
