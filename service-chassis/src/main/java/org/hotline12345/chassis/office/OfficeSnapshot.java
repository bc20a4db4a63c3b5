package org.hotline12345.chassis.office;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.hotline12345.chassis.office.model.UnitNames;
import org.hotline12345.events.AreaChanged;
import org.hotline12345.events.CalendarChanged;
import org.hotline12345.events.CategoryChanged;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.PolicyActivated;
import org.hotline12345.events.UnitChanged;

/** Office data as of one instant, made of the dated events known. */
record OfficeSnapshot(
        Map<String, UnitInfo> units,
        Map<String, List<String>> subordinates,
        Map<String, CategoryInfo> categories,
        Map<String, AreaInfo> areas,
        WorkCalendarData calendar,
        PolicyInfo policy,
        long storedRevision,
        long sequence,
        Instant until,
        List<OfficeEvent> events) {
    private static final AtomicLong SEQUENCE = new AtomicLong();

    static final OfficeSnapshot EMPTY = new OfficeSnapshot(
            Map.of(), Map.of(), Map.of(), Map.of(), WorkCalendarData.NONE, null, -1, 0, Instant.MAX, List.of());

    /**
     * The state at {@code now}.
     *
     * @param events sorted by the date from which they count
     */
    static OfficeSnapshot of(List<OfficeEvent> events, Instant now, long storedRevision) {
        var units = new LinkedHashMap<String, UnitInfo>();
        var categories = new LinkedHashMap<String, CategoryInfo>();
        var areas = new LinkedHashMap<String, AreaInfo>();
        var years = new HashMap<Integer, WorkCalendarData.Year>();
        long calendarRevision = 0;
        PolicyInfo policy = null;
        Instant until = Instant.MAX;
        for (OfficeEvent event : events) {
            Instant from = validFrom(event);
            if (from.isAfter(now)) {
                until = from.isBefore(until) ? from : until;
            } else if (event instanceof UnitChanged u) {
                units.put(
                        u.code(),
                        new UnitInfo(
                                u.code(),
                                u.name(),
                                u.level(),
                                u.parent(),
                                u.group(),
                                u.areas(),
                                u.reviewSteps(),
                                u.signOffLevel(),
                                u.centreReview(),
                                u.active(),
                                u.validFrom()));
            } else if (event instanceof CategoryChanged c) {
                categories.put(
                        c.code(),
                        new CategoryInfo(c.code(), c.name(), c.parent(), c.level(), c.active(), c.validFrom()));
            } else if (event instanceof AreaChanged a) {
                areas.put(
                        a.code(),
                        new AreaInfo(
                                a.code(), a.name(), a.parents(), a.zone(), a.aliases(), a.active(), a.validFrom()));
            } else if (event instanceof CalendarChanged c) {
                years.put(c.year(), new WorkCalendarData.Year(c.year(), c.source(), c.provisional(), c.days()));
                calendarRevision = Math.max(calendarRevision, c.revision());
            } else if (event instanceof PolicyActivated p) {
                policy = new PolicyInfo(p.policyId(), p.version(), p.from(), p.document());
            }
        }
        var subordinates = new HashMap<String, List<String>>();
        units.values().forEach(unit -> {
            if (unit.parent() != null) {
                subordinates
                        .computeIfAbsent(unit.parent(), ignored -> new ArrayList<>())
                        .add(unit.code());
            }
        });
        return new OfficeSnapshot(
                units,
                subordinates,
                categories,
                areas,
                new WorkCalendarData(years, calendarRevision),
                policy,
                storedRevision,
                SEQUENCE.incrementAndGet(),
                until,
                events);
    }

    OfficeSnapshot at(Instant now) {
        return of(events, now, storedRevision);
    }

    boolean isOutdated(Instant now) {
        return !now.isBefore(until);
    }

    boolean unitIsWithin(String unit, String ancestor) {
        return withThoseAbove(unit).contains(ancestor);
    }

    Set<String> withThoseAbove(String unit) {
        var found = new LinkedHashSet<String>();
        for (String code = unit; code != null && found.add(code); ) {
            UnitInfo info = units.get(code);
            code = info == null ? null : info.parent();
        }
        return found;
    }

    Set<String> withSubordinates(String unit) {
        var found = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>();
        open.add(unit);
        while (!open.isEmpty()) {
            String code = open.poll();
            if (found.add(code)) {
                open.addAll(subordinates.getOrDefault(code, List.of()));
            }
        }
        return found;
    }

    UnitNames unitNames() {
        return new UnitNames(
                units.values().stream().collect(Collectors.toMap(UnitInfo::code, UnitInfo::name)),
                areas.values().stream()
                        .map(AreaInfo::name)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    List<String> categoryAncestors(String code) {
        var ancestors = new LinkedHashSet<String>();
        CategoryInfo info = categories.get(code);
        while (info != null && info.parent() != null && ancestors.add(info.parent())) {
            info = categories.get(info.parent());
        }
        return List.copyOf(ancestors);
    }

    boolean areaIsWithin(String area, String container) {
        var seen = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>();
        if (area != null) {
            open.add(area);
        }
        while (!open.isEmpty()) {
            String code = open.poll();
            if (code.equals(container)) {
                return true;
            }
            AreaInfo info = areas.get(code);
            if (seen.add(code) && info != null) {
                open.addAll(info.parents());
            }
        }
        return false;
    }

    /** From when on an event counts; a calendar year always is what was told last. */
    static Instant validFrom(OfficeEvent event) {
        if (event instanceof UnitChanged unit) {
            return unit.validFrom();
        }
        if (event instanceof CategoryChanged category) {
            return category.validFrom();
        }
        if (event instanceof AreaChanged area) {
            return area.validFrom();
        }
        if (event instanceof PolicyActivated policy) {
            return policy.from();
        }
        return Instant.EPOCH;
    }
}
