package org.hotline12345.assessment.period.model;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** How a trend is cut into periods. */
public enum TrendStep {
    /** By calendar month. */
    MONTH {
        @Override
        public Period periodOf(LocalDate day) {
            return Period.month(YearMonth.from(day));
        }
    },
    /** By ISO week. */
    WEEK {
        @Override
        public Period periodOf(LocalDate day) {
            return Period.weekOf(day);
        }
    };

    /** The most periods of a trend. */
    public static final int MOST = 260;

    /** The period a day lies in. */
    public abstract Period periodOf(LocalDate day);

    /** The periods from that of the first day to that of the last. */
    public List<Period> between(LocalDate first, LocalDate last) {
        var periods = new ArrayList<Period>();
        for (var period = periodOf(first);
                !period.first().isAfter(last) && periods.size() <= MOST;
                period = periodOf(period.last().plusDays(1))) {
            periods.add(period);
        }
        return periods;
    }

    /** The last periods up to that of the day. */
    public List<Period> lastUntil(LocalDate day, int number) {
        var period = periodOf(day);
        for (int i = 1; i < number; i++) {
            period = period.previous();
        }
        return between(period.first(), day);
    }
}
