package org.hotline12345.assessment.hotissue.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hotline12345.assessment.hotissue.model.CaseGroup.Likeness;

/**
 * Places cases, one after another, among the groups there are: a case joins the group that is most alike, if it is alike
 * enough, of the same place and near in time, and is a group of its own otherwise. When a case is alike to two groups, and
 * they to each other, they become one: so the order in which cases come matters little.
 *
 * <p>A case looks only at the groups that share one of the features that say most. So the work for a case does not grow with
 * the history.
 */
public final class Grouping {
    /** By so many features, those that say most, a case looks for groups, and a group is found. */
    public static final int KEYS = 16;

    private final GroupingRules rules;
    private final Places places;
    private final Supplier<UUID> ids;
    private final Map<UUID, Known> groups = new LinkedHashMap<>();
    /** By key and, within it, by place: of the groups of a key most lie somewhere else. Without a place is a place here. */
    private final Map<Integer, Map<String, List<Known>>> byKey = new HashMap<>();

    private final Set<UUID> changed = new LinkedHashSet<>();
    private final Map<UUID, UUID> merged = new LinkedHashMap<>();
    private int looks;

    /** A group, where it is found, and the last look that came by it: a case meets a group by several of its keys. */
    private static final class Known {
        private final CaseGroup group;
        private int[] keys = {};
        private String place;
        private int look;

        Known(CaseGroup group) {
            this.group = group;
        }
    }

    /**
     * No groups yet.
     *
     * @param ids Where ids of new groups come from.
     */
    public Grouping(GroupingRules rules, Places places, Supplier<UUID> ids) {
        this.rules = rules;
        this.places = places;
        this.ids = ids;
    }

    /**
     * Where a case was placed.
     *
     * @param likeness How alike it was; 1 for the first case of a group.
     */
    public record Placed(UUID group, double likeness) {}

    /** Puts a group in that is known. */
    public void put(CaseGroup group) {
        var known = new Known(group);
        groups.put(group.id(), known);
        index(known);
    }

    /** Places a case; its group is a new one if none is alike. */
    public Placed place(CaseEntry entry) {
        var found = candidates(entry);
        if (found.isEmpty()) {
            CaseGroup group = CaseGroup.of(ids.get(), entry);
            put(group);
            changed.add(group.id());
            return new Placed(group.id(), 1);
        }
        Candidate best = found.get(0);
        CaseGroup group = best.group();
        group.add(entry);
        for (Candidate other : found.subList(1, found.size())) {
            group = mergeIfAlike(group, other.group());
        }
        index(groups.get(group.id()));
        changed.add(group.id());
        return new Placed(group.id(), Math.min(1, best.likeness()));
    }

    /** The group to which something said elsewhere belongs, which is not counted as a case; empty if there is none. */
    public Optional<Placed> match(CaseEntry entry) {
        return candidates(entry).stream()
                .findFirst()
                .map(best -> new Placed(best.group().id(), Math.min(1, best.likeness())));
    }

    private record Candidate(CaseGroup group, double likeness) {}

    private List<Candidate> candidates(CaseEntry entry) {
        looks++;
        var found = new ArrayList<Candidate>();
        for (int key : entry.features().keys(KEYS)) {
            byKey.getOrDefault(key, Map.of()).forEach((place, there) -> {
                if (CaseGroup.mayBeOne(place, entry.place(), places)) {
                    look(there, entry, found);
                }
            });
        }
        found.sort(Comparator.comparingDouble(Candidate::likeness)
                .reversed()
                .thenComparing(c -> c.group().firstAt())
                .thenComparing(c -> c.group().id()));
        return found;
    }

    private void look(List<Known> there, CaseEntry entry, List<Candidate> found) {
        for (Known known : there) {
            if (known.look != looks) {
                known.look = looks;
                candidate(known.group, entry).ifPresent(found::add);
            }
        }
    }

    private Optional<Candidate> candidate(CaseGroup group, CaseEntry entry) {
        Duration gap = group.gapTo(entry.at());
        if (gap.compareTo(rules.window()) > 0) {
            return Optional.empty();
        }
        Likeness likeness = group.likeness(entry);
        return rules.join(likeness, gap) ? Optional.of(new Candidate(group, likeness.all())) : Optional.empty();
    }

    /** Makes one of two groups that are alike; answers the one that holds the cases of the first. */
    private CaseGroup mergeIfAlike(CaseGroup one, CaseGroup other) {
        boolean possible = !(one.held() && other.held())
                && !one.dismissed()
                && !other.dismissed()
                && CaseGroup.mayBeOne(one.place(), other.place(), places)
                && one.gapTo(other).compareTo(rules.window()) <= 0
                && one.likeness(other) >= rules.merge();
        if (!possible) {
            return one;
        }
        boolean otherStays = other.held() || !one.held() && other.size() > one.size();
        CaseGroup stays = otherStays ? other : one;
        CaseGroup goes = otherStays ? one : other;
        stays.absorb(goes);
        forget(goes.id());
        merged.put(goes.id(), stays.id());
        index(groups.get(stays.id()));
        changed.add(stays.id());
        return stays;
    }

    private void index(Known known) {
        unindex(known);
        known.keys = known.group.keys(KEYS);
        known.place = known.group.place();
        for (int key : known.keys) {
            byKey.computeIfAbsent(key, missing -> new HashMap<>())
                    .computeIfAbsent(known.place, missing -> new ArrayList<>())
                    .add(known);
        }
    }

    private void unindex(Known known) {
        for (int key : known.keys) {
            byKey.get(key).get(known.place).remove(known);
        }
    }

    private void forget(UUID id) {
        unindex(groups.remove(id));
        changed.remove(id);
    }

    /** The groups that are new or different. */
    public List<CaseGroup> changed() {
        return changed.stream().map(id -> groups.get(id).group).toList();
    }

    /** Groups that went, each with the group that holds their cases now. */
    public Map<UUID, UUID> merged() {
        var ends = new LinkedHashMap<UUID, UUID>();
        merged.forEach((goes, stays) -> {
            UUID end = stays;
            while (merged.containsKey(end)) {
                end = merged.get(end);
            }
            ends.put(goes, end);
        });
        return ends;
    }
}
