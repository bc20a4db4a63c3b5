package org.hotline12345.assessment.scoring.model;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.assessment.fact.model.CaseMove;

/**
 * Cases that the office left out of the scores of a period by a decision of its own (剔除): force majeure, a failure of the system.
 * They count for no unit, whoever answered for them, and whatever appeals moved; that they were left out, why and by whom, stands on
 * the sheet of every unit concerned.
 *
 * @param standing The decisions that stand.
 * @param units The units that had to do with each case.
 */
public record Exclusions(List<Exclusion> standing, Map<UUID, Set<String>> units) {
    public static final Exclusions NONE = new Exclusions(List.of(), Map.of());

    /**
     * A decision.
     *
     * @param item From which item the cases are left out; null: from all.
     * @param reason Why.
     * @param by Who decided.
     */
    public record Exclusion(UUID id, String item, List<UUID> cases, String reason, String by, OffsetDateTime at) {
        /** The decision without these of its cases. */
        public Exclusion without(Collection<UUID> hidden) {
            return new Exclusion(
                    id,
                    item,
                    cases.stream().filter(one -> !hidden.contains(one)).toList(),
                    reason,
                    by,
                    at);
        }

        boolean concerns(String ofItem) {
            return item == null || item.equals(ofItem);
        }
    }

    /**
     * What counts for nobody or for another unit, by item: what appeals moved, and of the cases left out nothing for anybody.
     *
     * @param appealed What appeals moved, by item.
     */
    public Map<String, List<CaseMove>> moves(Collection<RuleSet.Item> items, Map<String, List<CaseMove>> appealed) {
        if (standing.isEmpty()) {
            return appealed;
        }
        var all = new LinkedHashMap<String, List<CaseMove>>();
        for (RuleSet.Item item : items) {
            Set<UUID> out = out(item.item());
            var moves = new ArrayList<CaseMove>();
            out.forEach(
                    id -> units.getOrDefault(id, Set.of()).forEach(unit -> moves.add(new CaseMove(id, unit, null))));
            appealed.getOrDefault(item.item(), List.of()).stream()
                    .filter(move -> !out.contains(move.caseId()))
                    .forEach(moves::add);
            if (!moves.isEmpty()) {
                all.put(item.item(), List.copyOf(moves));
            }
        }
        return all;
    }

    private Set<UUID> out(String item) {
        var out = new LinkedHashSet<UUID>();
        standing.stream().filter(one -> one.concerns(item)).forEach(one -> out.addAll(one.cases()));
        return out;
    }

    /** What stands on the sheets of units. */
    public Map<String, List<UnitSheet.Excluded>> byUnit() {
        var byUnit = new LinkedHashMap<String, List<UnitSheet.Excluded>>();
        for (Exclusion one : standing) {
            var cases = new LinkedHashMap<String, Integer>();
            new HashSet<>(one.cases())
                    .forEach(
                            id -> units.getOrDefault(id, Set.of()).forEach(unit -> cases.merge(unit, 1, Integer::sum)));
            cases.forEach((unit, number) -> byUnit.computeIfAbsent(unit, missing -> new ArrayList<>())
                    .add(new UnitSheet.Excluded(
                            one.id(),
                            one.item(),
                            number,
                            one.reason(),
                            one.by(),
                            one.at().toInstant())));
        }
        return byUnit;
    }
}
