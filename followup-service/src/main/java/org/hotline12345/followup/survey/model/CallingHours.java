package org.hotline12345.followup.survey.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Objects;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.calendar.model.WorkingCalendar;

/**
 * When citizens may be called or written to, Asia/Shanghai.
 *
 * @param to Until when, that moment not included.
 */
public record CallingHours(Days days, LocalTime from, LocalTime to) {

    private static final Period ONE_DAY = Period.ofDays(1);

    /** Days on which citizens are called. */
    public enum Days {
        /** Every day of the year. */
        ALL,
        /** Working days of the calendar. */
        WORKING
    }

    public CallingHours {
        Objects.requireNonNull(days, "days");
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("calling ends at " + to + ", not after it begins at " + from);
        }
    }

    /** Whether a citizen may be called at the moment. */
    public boolean includes(Instant moment, WorkingCalendar calendar) {
        return next(moment, calendar).equals(moment);
    }

    /** Since when somebody waits who could have been called or written to for that long; nights and holidays alone are no such time. */
    public Instant waitedFor(Duration time, Instant now, WorkingCalendar calendar) {
        Instant since = now.minus(time);
        while (next(since, calendar).plus(time).isAfter(now)) {
            since = since.minus(ONE_DAY);
        }
        return since;
    }

    /** The moment itself if a citizen may then be called, else the next beginning of the hours. */
    public Instant next(Instant moment, WorkingCalendar calendar) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, ShanghaiTime.ZONE);
        LocalDate day = local.toLocalDate();
        boolean late = !local.toLocalTime().isBefore(to);
        LocalDate first = late ? day.plusDays(1) : day;
        LocalDate called = days == Days.ALL ? first : calendar.addWorkingDays(first, 0);
        if (called.equals(day) && !local.toLocalTime().isBefore(from)) {
            return moment;
        }
        return called.atTime(from).atZone(ShanghaiTime.ZONE).toInstant();
    }
}
