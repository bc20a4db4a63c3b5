package org.hotline12345.followup.calendar.model;

import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.hotline12345.events.HalfDay;

/**
 * The hours of the office on a working day, Asia/Shanghai.
 *
 * @param close When the office closes; after {@code open} on the same day.
 * @param noon The break at noon. Null: none.
 */
public record OfficeHours(LocalTime open, LocalTime close, Period noon) {
    /**
     * A part of a day.
     *
     * @param from Its start.
     * @param to Its end, after {@code from}.
     */
    public record Period(LocalTime from, LocalTime to) {
        public Period {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            if (!to.isAfter(from)) {
                throw new IllegalArgumentException(to + " is not after " + from);
            }
        }
    }

    public OfficeHours {
        Objects.requireNonNull(open, "open");
        Objects.requireNonNull(close, "close");
        if (!close.isAfter(open)) {
            throw new IllegalArgumentException("the office closes at " + close + ", not after it opens at " + open);
        }
        if (noon != null && (!noon.from().isAfter(open) || !noon.to().isBefore(close))) {
            throw new IllegalArgumentException("the break at noon lies outside the hours of the office");
        }
    }

    /** When the office is open on a working day. */
    public List<Period> periods() {
        return noon == null
                ? List.of(new Period(open, close))
                : List.of(new Period(open, noon.from()), new Period(noon.to(), close));
    }

    /** When the office is open on a working day that has this half off. */
    public List<Period> periodsWithout(HalfDay off) {
        return switch (off) {
            case MORNING -> List.of(new Period(noon == null ? midday() : noon.to(), close));
            case AFTERNOON -> List.of(new Period(open, noon == null ? midday() : noon.from()));
        };
    }

    /** Twelve o'clock, or the middle of hours that do not hold it. */
    private LocalTime midday() {
        if (LocalTime.NOON.isAfter(open) && LocalTime.NOON.isBefore(close)) {
            return LocalTime.NOON;
        }
        return LocalTime.ofSecondOfDay((open.toSecondOfDay() + close.toSecondOfDay()) / 2);
    }
}
