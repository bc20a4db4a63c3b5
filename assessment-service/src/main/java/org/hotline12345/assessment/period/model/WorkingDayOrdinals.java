package org.hotline12345.assessment.period.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Numbers the days so that working days can be counted by subtraction: the working days after day a up to and including day b
 * are {@code ordinal(b) - ordinal(a)}. A year without its notice counts Monday to Friday.
 */
public final class WorkingDayOrdinals {
    private WorkingDayOrdinals() {}

    /**
     * For each day of the years, how many working days there were from the first day up to and including it.
     *
     * @param exceptions Days that differ from Monday-to-Friday: true for a make-up working day, false for a day off.
     */
    public static SortedMap<LocalDate, Integer> of(int firstYear, int lastYear, Map<LocalDate, Boolean> exceptions) {
        var known = new LinkedHashMap<>(exceptions);
        var ordinals = new TreeMap<LocalDate, Integer>();
        int count = 0;
        var end = LocalDate.of(lastYear + 1, 1, 1);
        for (var day = LocalDate.of(firstYear, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
            boolean weekday = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
            if (known.getOrDefault(day, weekday)) {
                count++;
            }
            ordinals.put(day, count);
        }
        return ordinals;
    }

    /** The days that turned into working days or ceased to be some; all that were not known. */
    public static SortedSet<LocalDate> turned(Map<LocalDate, Integer> known, SortedMap<LocalDate, Integer> ordinals) {
        var turned = new TreeSet<LocalDate>();
        int shift = 0;
        for (var entry : ordinals.entrySet()) {
            Integer before = known.get(entry.getKey());
            if (before == null || entry.getValue() - before != shift) {
                turned.add(entry.getKey());
                shift = before == null ? shift : entry.getValue() - before;
            }
        }
        return turned;
    }
}
