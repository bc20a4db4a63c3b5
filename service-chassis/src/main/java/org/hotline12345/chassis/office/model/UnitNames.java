package org.hotline12345.chassis.office.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which units a citizen may mean by a name: 长春市水务局 is one unit, 水务局 may be that of the city or of any district, and 水务局王科长
 * speaks of somebody there.
 */
public final class UnitNames {
    private static final int SHORTEST = 3;

    private final Map<String, Set<String>> unitsByName = new HashMap<>();

    /**
     * Names of units.
     *
     * @param names by code of the unit
     * @param places names of areas, which citizens leave out
     */
    public UnitNames(Map<String, String> names, Collection<String> places) {
        names.forEach((code, name) -> {
            String left = letters(name);
            add(left, code);
            for (var place = placeBefore(left, places); place.isPresent(); place = placeBefore(left, places)) {
                left = left.substring(place.get().length());
                add(left, code);
            }
        });
    }

    private static Optional<String> placeBefore(String name, Collection<String> places) {
        return places.stream().filter(name::startsWith).max(Comparator.comparingInt(String::length));
    }

    /**
     * The units called so; else those whose name, with or without its place, stands in it, the longest name counting; else
     * those whose name ends with it.
     */
    public Set<String> meant(String said) {
        String name = said == null ? "" : letters(said);
        if (name.length() < SHORTEST) {
            return Set.of();
        }
        var called = unitsByName.get(name);
        if (called != null) {
            return called;
        }
        String longest = "";
        var ending = new HashSet<String>();
        for (var known : unitsByName.entrySet()) {
            if (known.getKey().length() > longest.length() && name.contains(known.getKey())) {
                longest = known.getKey();
            }
            if (known.getKey().endsWith(name)) {
                ending.addAll(known.getValue());
            }
        }
        return longest.isEmpty() ? Set.copyOf(ending) : unitsByName.get(longest);
    }

    /** The unit meant, if it can be only one. */
    public Optional<String> only(String said) {
        var meant = meant(said);
        return meant.size() == 1 ? Optional.of(meant.iterator().next()) : Optional.empty();
    }

    private void add(String name, String code) {
        if (name.length() >= SHORTEST) {
            unitsByName.computeIfAbsent(name, none -> new HashSet<>()).add(code);
        }
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
