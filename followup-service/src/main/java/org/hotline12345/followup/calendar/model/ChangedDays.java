package org.hotline12345.followup.calendar.model;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The days of which a change of the calendar says something else than before, as spans: what lies between two changed days of a year
 * is taken to have changed too.
 *
 * @param spans The spans; empty: nothing changed.
 */
public record ChangedDays(List<Span> spans) {
    /** All days: to be used where it is not known which ones changed. */
    public static final ChangedDays ALL = new ChangedDays(List.of(new Span(LocalDate.MIN, LocalDate.MAX)));

    /**
     * A span of days.
     *
     * @param first Its first day.
     * @param last Its last day.
     */
    public record Span(LocalDate first, LocalDate last) {
        public Span {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(last, "last");
        }
    }

    public ChangedDays {
        spans = List.copyOf(spans);
    }

    /** What changed from one state of a year to another; a year that gains or loses its notice changes as a whole. */
    public static ChangedDays between(CalendarYear before, CalendarYear after) {
        Map<LocalDate, SourcedDay> old = exceptions(before);
        Map<LocalDate, SourcedDay> fresh = exceptions(after);
        Stream<LocalDate> days = Stream.concat(old.keySet().stream(), fresh.keySet().stream())
                .filter(day -> !Objects.equals(old.get(day), fresh.get(day)));
        if (before.provisional() != after.provisional()) {
            days = Stream.concat(days, Stream.of(LocalDate.of(after.year(), 1, 1), LocalDate.of(after.year(), 12, 31)));
        }
        List<LocalDate> changed = days.sorted(Comparator.naturalOrder()).toList();
        return changed.isEmpty()
                ? new ChangedDays(List.of())
                : new ChangedDays(List.of(new Span(changed.get(0), changed.get(changed.size() - 1))));
    }

    private static Map<LocalDate, SourcedDay> exceptions(CalendarYear year) {
        var days = new HashMap<LocalDate, SourcedDay>();
        year.days().forEach(day -> days.put(day.date(), new SourcedDay(day, year.source())));
        year.localDays().forEach(local -> days.put(local.day().date(), local));
        return days;
    }

    /** These and more. */
    public ChangedDays and(ChangedDays more) {
        return new ChangedDays(
                Stream.concat(spans.stream(), more.spans.stream()).toList());
    }

    /** Whether a day from the first to the last has changed. */
    public boolean touch(LocalDate first, LocalDate last) {
        return spans.stream()
                .anyMatch(span -> !span.first().isAfter(last) && !span.last().isBefore(first));
    }
}
