package org.hotline12345.followup.calendar.model;

import java.util.Comparator;
import java.util.List;
import org.hotline12345.chassis.language.Text;

/**
 * What changed the calendar, the earliest first: a deadline that moves names the changes since the calendar it was found by that touch
 * its own days, and no others.
 *
 * @param changes The changes with the revision that each brought.
 */
public record CalendarHistory(List<Revised> changes) {
    /** A change and the revision of the calendar after it. */
    public record Revised(long revision, CalendarChange change) {}

    /** A change of which nothing is written down. */
    private static final CalendarChange UNKNOWN =
            new CalendarChange(new Text("放假安排更新", "the working days were changed"), ChangedDays.ALL);

    public CalendarHistory {
        changes =
                changes.stream().sorted(Comparator.comparing(Revised::revision)).toList();
    }

    /** One change, whatever the calendar was before. */
    public static CalendarHistory of(CalendarChange change) {
        return new CalendarHistory(List.of(new Revised(Long.MAX_VALUE, change)));
    }

    /** What changed since that revision, the earliest first; never empty. */
    public List<CalendarChange> since(long revision) {
        List<CalendarChange> since = changes.stream()
                .filter(one -> one.revision() > revision)
                .map(Revised::change)
                .toList();
        return since.isEmpty() ? List.of(UNKNOWN) : since;
    }
}
