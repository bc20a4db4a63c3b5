package org.hotline12345.followup.calendar.model;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.hotline12345.followup.calendar.model.OfficeHours.Period;

/** Arithmetic of the time in which the office is open: its hours on the working days of the calendar. Times are Asia/Shanghai. */
public final class OfficeTime {
    private final WorkingCalendar calendar;
    private final OfficeHours hours;

    public OfficeTime(WorkingCalendar calendar, OfficeHours hours) {
        this.calendar = calendar;
        this.hours = hours;
    }

    /** When the office opens on the day; on a day off, when it would. */
    public LocalTime opening(LocalDate day) {
        return periods(day).get(0).from();
    }

    /** When the office closes on the day; on a day off, when it would. */
    public LocalTime closing(LocalDate day) {
        List<Period> periods = periods(day);
        return periods.get(periods.size() - 1).to();
    }

    /** So much office time later. With nothing to add: the moment itself if the office is open, else when it opens next. */
    public LocalDateTime plus(LocalDateTime from, Duration length) {
        Duration left = length;
        LocalDate day = from.toLocalDate();
        LocalTime earliest = from.toLocalTime();
        if (!calendar.isWorkingDay(day)) {
            day = calendar.nextWorkingDay(day);
            earliest = LocalTime.MIN;
        }
        while (true) {
            for (Period period : periods(day)) {
                LocalTime start = later(period.from(), earliest);
                if (start.isBefore(period.to())) {
                    Duration open = Duration.between(start, period.to());
                    if (left.compareTo(open) <= 0) {
                        return day.atTime(start).plus(left);
                    }
                    left = left.minus(open);
                }
            }
            day = calendar.nextWorkingDay(day);
            earliest = LocalTime.MIN;
        }
    }

    /** So much office time earlier. With nothing to take: the moment itself if the office is open, else when it closed last. */
    public LocalDateTime minus(LocalDateTime from, Duration length) {
        Duration left = length;
        LocalDate day = from.toLocalDate();
        LocalTime latest = from.toLocalTime();
        if (!calendar.isWorkingDay(day)) {
            day = calendar.previousWorkingDay(day);
            latest = LocalTime.MAX;
        }
        while (true) {
            List<Period> periods = periods(day);
            for (int i = periods.size() - 1; i >= 0; i--) {
                Period period = periods.get(i);
                LocalTime end = period.to().isBefore(latest) ? period.to() : latest;
                if (end.isAfter(period.from())) {
                    Duration open = Duration.between(period.from(), end);
                    if (left.compareTo(open) <= 0) {
                        return day.atTime(end).minus(left);
                    }
                    left = left.minus(open);
                }
            }
            day = calendar.previousWorkingDay(day);
            latest = LocalTime.MAX;
        }
    }

    /** The office time from one moment to a later one. */
    public Duration between(LocalDateTime from, LocalDateTime to) {
        Duration sum = Duration.ZERO;
        for (LocalDate day = from.toLocalDate(); !day.isAfter(to.toLocalDate()); day = day.plusDays(1)) {
            if (calendar.isWorkingDay(day)) {
                for (Period period : periods(day)) {
                    LocalDateTime start = later(day.atTime(period.from()), from);
                    LocalDateTime end = day.atTime(period.to()).isBefore(to) ? day.atTime(period.to()) : to;
                    if (end.isAfter(start)) {
                        sum = sum.plus(Duration.between(start, end));
                    }
                }
            }
        }
        return sum;
    }

    private List<Period> periods(LocalDate day) {
        return calendar.offHalf(day).map(hours::periodsWithout).orElseGet(hours::periods);
    }

    private static <T extends Comparable<? super T>> T later(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
