package org.hotline12345.chassis.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** The time zone of the office and of everything the suite shows. */
public final class ShanghaiTime {
    /** Asia/Shanghai, +08:00 without summer time since 1992. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** 24:00 as a moment that still belongs to its day, month and year: the last one that a database tells apart from the next day. */
    public static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59, 999_999_000);

    private static final LocalTime LAST_SECOND = END_OF_DAY.truncatedTo(ChronoUnit.SECONDS);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private static final int LAST_YEAR = 9999;

    private ShanghaiTime() {}

    /** The time of day as people write it, to the minute; the end of the day is 24:00. */
    public static String clock(LocalTime time) {
        return time.isBefore(LAST_SECOND) ? CLOCK.format(time) : "24:00";
    }

    /** The instant as people see it; null stays null. */
    public static OffsetDateTime of(Instant instant) {
        return instant == null ? null : instant.atZone(ZONE).toOffsetDateTime();
    }

    /** The day of the instant; null stays null. */
    public static LocalDate day(Instant instant) {
        return instant == null ? null : LocalDate.ofInstant(instant, ZONE);
    }

    /**
     * Whether a day or a moment lies in a year of four digits. What lies outside nobody means, and neither the days after it nor what a
     * database keeps of it can be reckoned with.
     */
    public static boolean isReckoned(TemporalAccessor time) {
        int year = time.get(ChronoField.YEAR);
        return year >= 1 && year <= LAST_YEAR;
    }

    /** The first moment of the day. */
    public static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
