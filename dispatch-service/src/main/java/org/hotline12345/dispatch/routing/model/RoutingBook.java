package org.hotline12345.dispatch.routing.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.chassis.office.model.UnitNames;
import org.hotline12345.dispatch.masterdata.areas.model.Area;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.events.UnitLevel;

/** Units, areas, categories and catalogue at one moment, arranged for routing. Immutable. */
public final class RoutingBook {
    private final long revision;
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Map<String, Area> areas = new LinkedHashMap<>();
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final Map<String, List<CatalogueRule>> rules = new HashMap<>();
    private final Map<String, List<CatalogueRule>> decidingByWords = new HashMap<>();
    private final Map<String, List<Unit>> unitsOfArea = new HashMap<>();
    private final KeywordIndex keywords;
    private final AreaFinder areaFinder;
    private final UnitNames unitNames;

    /** A book of this revision. */
    public RoutingBook(
            long revision,
            Collection<Unit> units,
            Collection<Area> areas,
            Collection<Category> categories,
            Collection<CatalogueRule> rules) {
        this.revision = revision;
        units.forEach(unit -> this.units.put(unit.code(), unit));
        areas.forEach(area -> this.areas.put(area.code(), area));
        categories.forEach(category -> this.categories.put(category.code(), category));
        Map<String, Set<String>> words = new HashMap<>();
        for (var rule : rules) {
            this.rules
                    .computeIfAbsent(key(rule.category(), rule.area()), k -> new ArrayList<>())
                    .add(rule);
            words.computeIfAbsent(rule.category(), c -> new LinkedHashSet<>()).addAll(rule.keywords());
            if (rule.keywordsDecide()) {
                decidingByWords
                        .computeIfAbsent(rule.category(), c -> new ArrayList<>())
                        .add(rule);
            }
        }
        units.stream()
                .filter(Unit::active)
                .forEach(unit -> unit.areas()
                        .forEach(area -> unitsOfArea
                                .computeIfAbsent(area, a -> new ArrayList<>())
                                .add(unit)));
        this.keywords = new KeywordIndex(words);
        this.areaFinder = new AreaFinder(this.areas.values());
        this.unitNames = new UnitNames(
                units.stream().collect(Collectors.toMap(Unit::code, Unit::name, (one, other) -> other)),
                areas.stream().map(Area::name).filter(name -> !name.isEmpty()).toList());
    }

    /** Revision of the master data it was made of. */
    public long revision() {
        return revision;
    }

    public Optional<Unit> unit(String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(units.get(code));
    }

    public Optional<Area> area(String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(areas.get(code));
    }

    public Optional<Category> category(String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(categories.get(code));
    }

    /** The category's name, or its code where it is unknown. */
    public String categoryName(String code) {
        return category(code).map(Category::name).orElse(code);
    }

    /** The unit's name, or its code where it is unknown. */
    public String unitName(String code) {
        return unit(code).map(Unit::name).orElse(code);
    }

    /** The area's name, or its code where it is unknown. */
    public String areaName(String code) {
        return area(code).map(Area::name).orElse(code);
    }

    /** Words of the catalogue. */
    public KeywordIndex keywords() {
        return keywords;
    }

    /** Names of areas. */
    public AreaFinder areaFinder() {
        return areaFinder;
    }

    public UnitNames unitNames() {
        return unitNames;
    }

    /** Whether the unit is the other one or stands below it. */
    public boolean isWithin(String unit, String ancestor) {
        String step = unit;
        for (int i = 0; step != null && i < 20; i++) {
            if (step.equals(ancestor)) {
                return true;
            }
            Unit found = units.get(step);
            step = found == null ? null : found.parent();
        }
        return false;
    }

    /** The category and those above it, the nearest first. */
    public List<String> categoryLine(String code) {
        var line = new ArrayList<String>();
        String step = code;
        while (step != null && categories.containsKey(step) && !line.contains(step)) {
            line.add(step);
            step = categories.get(step).parent();
        }
        return line;
    }

    /** The area and those it lies in, the nearest first; of equally near ones the administering one first. */
    public List<String> areaLine(String code) {
        var line = new LinkedHashSet<String>();
        var ring = code == null ? List.<String>of() : List.of(code);
        while (!ring.isEmpty()) {
            var next = new LinkedHashSet<String>();
            for (String step : ring) {
                if (areas.containsKey(step) && line.add(step)) {
                    next.addAll(areas.get(step).parents());
                }
            }
            ring = List.copyOf(next);
        }
        return List.copyOf(line);
    }

    /** Entries for exactly this category and area (null: everywhere). */
    public List<CatalogueRule> rules(String category, String area) {
        return rules.getOrDefault(key(category, area), List.of());
    }

    /** Whether a word of the case stands in an entry of the category whose words may decide alone, as the office marked it. */
    boolean wordsDecide(String category, CaseToRoute wanted) {
        var deciding = decidingByWords.getOrDefault(category, List.of());
        if (deciding.isEmpty()) {
            return false;
        }
        String all = (wanted.title() + "\n" + wanted.text()).toLowerCase(Locale.ROOT);
        return deciding.stream()
                .filter(rule -> rule.validOn(wanted.day()))
                .flatMap(rule -> rule.keywords().stream())
                .anyMatch(word -> all.contains(word.toLowerCase(Locale.ROOT)));
    }

    /**
     * The unit of the level that is responsible for the area: that of the nearest area that has one. Where no street answers
     * for it, its district does.
     */
    public Optional<String> responsible(UnitLevel level, String area) {
        var line = areaLine(area);
        Optional<String> found = line.stream()
                .flatMap(step -> unitsOfArea.getOrDefault(step, List.of()).stream())
                .filter(unit -> unit.level() == level)
                .map(Unit::code)
                .findFirst();
        return found.isEmpty() && level == UnitLevel.STREET ? responsible(UnitLevel.DISTRICT, area) : found;
    }

    /** The unit an entry means for the area; empty where it means none that works. */
    public Optional<String> leadOf(CatalogueRule rule, String area) {
        Optional<String> unit = rule.lead() instanceof Lead.OfUnit lead
                ? Optional.of(lead.unit())
                : responsible(((Lead.OfArea) rule.lead()).level(), area);
        return unit.filter(code -> unit(code).filter(Unit::active).isPresent());
    }

    private static String key(String category, String area) {
        return area == null ? category : category + '\n' + area;
    }
}
