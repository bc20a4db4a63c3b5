package org.hotline12345.dispatch.routing.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hotline12345.dispatch.masterdata.areas.model.Area;

/**
 * Finds the area that a text names: full names, the listed short names, and 办事处 for a street. What is named within another
 * name (the longer one) does not count, nor a short name that is part of another thing's name (净月大街, 绿园小区, 高新技术);
 * if a district and a street of it are named the street is meant; a street name that several districts have counts only
 * beside the name of its district. Where that leaves several, all of them are told: a person must choose.
 */
public final class AreaFinder {
    /** A name with one of these endings is an area wherever it stands. */
    private static final Pattern PLAIN = Pattern.compile(".*(区|市|县|旗|镇|乡|街道|办事处)");

    /** What makes another thing of a short name before it. */
    private static final Pattern OTHER_THING = Pattern.compile(
            "大街|大路|路|街(?!道)|大桥|桥|胡同|巷|医院|中学|小学|学校|公园|广场|站|宾馆|酒店|饭店|商场|商厦|超市|小区|花园|家园|新村" + "|公司|集团|技术|企业|产业");

    /** The city of 榆树 is called as elms are. */
    private static final Pattern ELM = Pattern.compile("[棵株颗排老大的]榆树|榆树[树枝叶皮木钱苗倒被太很上下]");

    private static final Comparator<Name> LONGEST_FIRST =
            Comparator.comparingInt((Name name) -> -name.text().length()).thenComparingInt(Name::order);

    private final Map<String, Area> areas = new HashMap<>();
    private final Map<String, Set<String>> codesOfName = new LinkedHashMap<>();
    private final Map<String, List<Name>> namesByStart = new HashMap<>();
    private final BitSet starts = new BitSet();

    /** A finder of these areas. */
    public AreaFinder(Collection<Area> all) {
        all.stream().filter(Area::active).forEach(area -> {
            areas.put(area.code(), area);
            name(area.name(), area.code());
            area.aliases().forEach(alias -> name(alias, area.code()));
            if (area.name().endsWith("街道")) {
                name(area.name().substring(0, area.name().length() - 2) + "办事处", area.code());
            }
        });
        int order = 0;
        for (String name : codesOfName.keySet()) {
            starts.set(name.charAt(0));
            var same = namesByStart.computeIfAbsent(name.substring(0, 2), start -> new ArrayList<>());
            same.add(new Name(name, order++));
        }
    }

    private void name(String name, String code) {
        if (name.length() >= 2) {
            codesOfName.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(code);
        }
    }

    /** The code of the one area the text names. */
    public Optional<String> find(String text) {
        var all = look(text);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** The codes of the areas the text may mean: none, the one it names, or several of which one must be chosen. */
    public List<String> look(String text) {
        if (text == null || text.length() < 2) {
            return List.of();
        }
        var named = namesIn(text);
        var certain = new LinkedHashSet<String>();
        named.stream().map(codesOfName::get).filter(codes -> codes.size() == 1).forEach(certain::addAll);
        for (String name : named) {
            var codes = codesOfName.get(name);
            if (codes.size() > 1) {
                var beside = codes.stream()
                        .filter(code -> above(code).stream().anyMatch(certain::contains))
                        .toList();
                if (beside.size() != 1) {
                    return List.copyOf(beside.isEmpty() ? codes : beside);
                }
                certain.addAll(beside);
            }
        }
        return certain.stream()
                .filter(code -> certain.stream()
                        .noneMatch(other -> !other.equals(code) && above(other).contains(code)))
                .toList();
    }

    /** Names that occur outside longer names. */
    private List<String> namesIn(String text) {
        var names = namesAnywhereIn(text);
        if (names.isEmpty()) {
            return List.of();
        }
        var taken = new boolean[text.length()];
        var found = new ArrayList<String>();
        for (String name : names) {
            boolean free = false;
            for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
                if (!taken[at] && !otherThing(text, name, at)) {
                    free = true;
                    Arrays.fill(taken, at, at + name.length(), true);
                }
            }
            if (free) {
                found.add(name);
            }
        }
        return found;
    }

    /** Names that the text contains, the longest first, of equal length in their own order. */
    private List<String> namesAnywhereIn(String text) {
        var contained = new TreeSet<>(LONGEST_FIRST);
        for (int i = 0; i + 1 < text.length(); i++) {
            if (starts.get(text.charAt(i))) {
                for (var name : namesByStart.getOrDefault(text.substring(i, i + 2), List.of())) {
                    if (text.startsWith(name.text(), i)) {
                        contained.add(name);
                    }
                }
            }
        }
        return contained.stream().map(Name::text).toList();
    }

    private static boolean otherThing(String text, String name, int at) {
        if (PLAIN.matcher(name).matches()) {
            return false;
        }
        int end = at + name.length();
        return OTHER_THING.matcher(text).region(end, text.length()).lookingAt()
                || name.equals("榆树")
                        && ELM.matcher(text.substring(Math.max(0, at - 1), Math.min(end + 1, text.length())))
                                .find();
    }

    /** A name and its place in the order of names. */
    private record Name(String text, int order) {}

    private Set<String> above(String code) {
        var all = new LinkedHashSet<String>();
        var ring = areas.containsKey(code) ? areas.get(code).parents() : List.<String>of();
        while (!ring.isEmpty()) {
            var next = new ArrayList<String>();
            for (String step : ring) {
                if (areas.containsKey(step) && all.add(step)) {
                    next.addAll(areas.get(step).parents());
                }
            }
            ring = next;
        }
        return all;
    }
}
