package org.hotline12345.assessment.period.model;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hotline12345.chassis.language.Text;

/**
 * The reporting periods of a city that does not report by calendar weeks and months: some report Friday to Thursday, or the 26th
 * to the 25th. They follow one another without a gap, so each has one before it.
 *
 * @param id Id of the calendar; a trend can go by it.
 * @param periods Its periods from the first to the last.
 */
public record ReportingCalendar(String id, Text name, List<Named> periods) {
    /** How far apart two periods may begin, less a year, and still be the same period of two years. */
    private static final long SAME_SEASON_DAYS = 15;

    /**
     * A period.
     *
     * @param name Its name, by which it is asked for.
     * @param first First day.
     * @param last Last day, included.
     */
    public record Named(String name, LocalDate first, LocalDate last) {}

    public ReportingCalendar {
        periods = List.copyOf(periods);
    }

    /** Number, from 0, of the first period that ends before it begins or does not follow the one before it; -1 for none. */
    public int firstOutOfPlace() {
        return IntStream.range(0, periods.size())
                .filter(i -> periods.get(i).last().isBefore(periods.get(i).first())
                        || i > 0
                                && !periods.get(i)
                                        .first()
                                        .equals(periods.get(i - 1).last().plusDays(1)))
                .findFirst()
                .orElse(-1);
    }

    public Optional<Period> named(String wanted) {
        return periods.stream().filter(p -> p.name().equals(wanted)).findFirst().map(this::period);
    }

    /** The period before another one of this calendar; before the first the same number of days. */
    Period before(Period period) {
        return periods.stream()
                .filter(p -> p.last().equals(period.first().minusDays(1)))
                .findFirst()
                .map(this::period)
                .orElseGet(() -> Period.range(
                        period.first().minusDays(period.days()), period.first().minusDays(1)));
    }

    /** The period of the year before that begins nearest to the same day; without one the same days of that year. */
    Period yearBefore(Period period) {
        LocalDate day = period.first().minusYears(1);
        return periods.stream()
                .filter(p -> apart(p, day) <= SAME_SEASON_DAYS)
                .min((a, b) -> Long.compare(apart(a, day), apart(b, day)))
                .map(this::period)
                .orElseGet(() -> Period.range(day, day.plusDays(period.days() - 1)));
    }

    /** The periods that have days between two days. */
    public List<Period> between(LocalDate first, LocalDate last) {
        return periods.stream()
                .filter(p -> !p.last().isBefore(first) && !p.first().isAfter(last))
                .map(this::period)
                .toList();
    }

    /** The last periods up to that of the day. */
    public List<Period> lastUntil(LocalDate day, int number) {
        var begun = periods.stream().filter(p -> !p.first().isAfter(day)).toList();
        return begun.stream()
                .skip(Math.max(0, begun.size() - number))
                .map(this::period)
                .toList();
    }

    private static long apart(Named period, LocalDate day) {
        return Math.abs(ChronoUnit.DAYS.between(period.first(), day));
    }

    private Period period(Named named) {
        return new Period(named.name(), Period.Form.NAMED, named.first(), named.last(), this);
    }
}
