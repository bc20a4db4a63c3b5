package org.hotline12345.localstack.history.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * Which days are working days: Monday to Friday, apart from the exceptions of the State Council's notices.
 *
 * @param exceptions True: a make-up working day; false: a day off.
 * @param noticed Years with a notice; in others Monday to Friday is assumed.
 */
public record WorkCalendar(Map<LocalDate, Boolean> exceptions, Set<Integer> noticed) {
    /** The hotline's zone. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public WorkCalendar {
        exceptions = Map.copyOf(exceptions);
        noticed = Set.copyOf(noticed);
    }

    /** Whether people work on the day. */
    public boolean isWorkingDay(LocalDate day) {
        Boolean exception = exceptions.get(day);
        if (exception != null) {
            return exception;
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /**
     * Handling time: the working days after the day of receipt up to and including the day of the reply, days in
     * Asia/Shanghai. The same day is 0.
     */
    public int handlingDays(Instant received, Instant replied) {
        LocalDate from = received.atZone(ZONE).toLocalDate();
        LocalDate to = replied.atZone(ZONE).toLocalDate();
        int days = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                days++;
            }
        }
        return days;
    }
}
