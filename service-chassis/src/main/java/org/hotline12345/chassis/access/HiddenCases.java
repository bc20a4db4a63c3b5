package org.hotline12345.chassis.access;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CorrectedFact;

/**
 * From whom cases are hidden, for {@link Sight} and for lists: the relation {@code case_hidden_from} of case and unit. What dispatch
 * tells of it is kept here for the other services.
 */
public final class HiddenCases {
    /** What was said before anybody heard that another unit is accused, or none, says nothing any more. */
    private static final String ACCUSE = """
            insert into accused_unit (case_id, unit)
            select said.case_id, said.unit
            from unnest($1::uuid[], $2::text[], $3::integer[]) as said (case_id, unit, corrections)
            where not exists (
              select
              from respondent_correction c
              where c.case_id = said.case_id
                and c.number > said.corrections)
            on conflict do nothing
            """;
    /** Which correction of a case said last whom it accuses: $1 the cases, $2 the numbers. */
    public static final String CORRECT = """
            insert into respondent_correction as old (case_id, number)
            select *
            from unnest($1::uuid[], $2::integer[])
            on conflict (case_id) do update
            set number = excluded.number
            where old.number < excluded.number
            """;
    /** Whom a corrected case no longer accuses; an earlier correction that comes once more changes nothing. */
    private static final String ACQUIT = """
            delete from accused_unit a
            using unnest($1::uuid[], $2::integer[]) as corrected (case_id, number)
            join respondent_correction last using (case_id, number)
            where a.case_id = corrected.case_id
            """;

    private static final String MERGE = """
            insert into merged_case as old (case_id, lead_case_id)
            select *
            from unnest($1::uuid[], $2::uuid[])
            on conflict (case_id) do update
            set lead_case_id = excluded.lead_case_id
            """;
    private static final String UNMERGE = """
            delete from merged_case
            where case_id = any ($1::uuid[])
            """;
    private static final String ALL_HIDDEN = """
            select distinct case_id
            from case_hidden_from
            where unit = any ($1::text[])
            """;
    private static final String HIDDEN = """
            select distinct case_id
            from case_hidden_from
            where case_id = any ($1::uuid[])
              and unit = any ($2::text[])
            """;

    /** The relation with names of its own: a column that the asking statement names without its table stays that statement's. */
    private static final String RELATION = "case_hidden_from hidden (hidden_case, from_unit)";

    private HiddenCases() {}

    /**
     * The condition that a case is not hidden.
     *
     * @param caseId the column of its id
     * @param units the parameter with the unit of who looks and those above it; with none nothing is hidden
     */
    public static String seen(String caseId, String units) {
        return """
                (cardinality(%2$s::text[]) = 0 or not exists (
                  select
                  from %3$s
                  where hidden_case = %1$s and from_unit = any (%2$s::text[])))""".formatted(caseId, units, RELATION);
    }

    /**
     * The same for who has a unit, for single cases and pages: looked up case by case. As {@code not exists} it would be joined with
     * all cases that are hidden from the units, whatever the page.
     */
    public static String notHidden(String caseId, String units) {
        return "not (" + accused(caseId) + " && " + units + "::text[])";
    }

    /** A column: the units from which the case is hidden. */
    public static String accused(String caseId) {
        return "array(select from_unit from %s where hidden_case = %s)".formatted(RELATION, caseId);
    }

    /** Which of the cases are hidden from one of these units. */
    public static Uni<List<UUID>> among(Sql sql, Collection<UUID> caseIds, List<String> units) {
        return caseIds.isEmpty() || units.isEmpty()
                ? Uni.createFrom().item(List.of())
                : sql.select(HIDDEN, caseIds.toArray(UUID[]::new), units)
                        .map(rows ->
                                rows.stream().map(row -> row.getUUID("case_id")).toList());
    }

    /** All cases that are hidden from one of these units. */
    public static Uni<Set<UUID>> from(Sql sql, List<String> units) {
        return units.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : sql.select(ALL_HIDDEN, units)
                        .map(rows ->
                                rows.stream().map(row -> row.getUUID("case_id")).collect(Collectors.toSet()));
    }

    /** Keeps what the events say of it; whom a case accuses by name only is every unit that the name may mean. */
    public static Uni<Void> follow(Mutiny.Session session, Collection<? extends CaseEvent> events, OfficeCopy office) {
        var accused = new LinkedHashSet<Accused>();
        Map<UUID, Integer> corrected = new LinkedHashMap<>();
        Map<UUID, UUID> leads = new LinkedHashMap<>();
        for (CaseEvent event : events) {
            if (event instanceof CaseRegistered e) {
                accused.addAll(Accused.of(e.caseId(), office.accused(e.respondent()), 0));
            } else if (event instanceof CaseCorrected e && e.corrects(CorrectedFact.RESPONDENT)) {
                corrected.put(e.caseId(), e.number());
                accused.addAll(Accused.of(e.caseId(), office.accused(e.respondent()), e.number()));
            } else if (event instanceof CaseDispatched e) {
                accused.addAll(Accused.of(e.caseId(), e.accused(), e.corrections()));
            } else if (event instanceof CaseMerged e) {
                leads.put(e.caseId(), e.leadCaseId());
            } else if (event instanceof CaseUnmerged e) {
                leads.put(e.caseId(), null);
            }
        }
        var sql = Sql.on(session);
        Uni<Void> done = Uni.createFrom().voidItem();
        if (!corrected.isEmpty()) {
            var cases = corrected.keySet().toArray(UUID[]::new);
            var numbers = corrected.values().toArray(Integer[]::new);
            done = sql.update(CORRECT, cases, numbers)
                    .chain(() -> sql.update(ACQUIT, cases, numbers))
                    .replaceWithVoid();
        }
        if (!accused.isEmpty()) {
            done = done.chain(() -> sql.update(
                            ACCUSE,
                            accused.stream().map(Accused::caseId).toArray(UUID[]::new),
                            accused.stream().map(Accused::unit).toArray(String[]::new),
                            accused.stream().map(Accused::corrections).toArray(Integer[]::new))
                    .replaceWithVoid());
        }
        var merged = leads.entrySet().stream()
                .filter(each -> each.getValue() != null)
                .toList();
        if (!merged.isEmpty()) {
            done = done.chain(() -> sql.update(
                            MERGE,
                            merged.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                            merged.stream().map(Map.Entry::getValue).toArray(UUID[]::new))
                    .replaceWithVoid());
        }
        if (merged.size() < leads.size()) {
            var alone = leads.keySet().stream()
                    .filter(caseId -> leads.get(caseId) == null)
                    .toArray(UUID[]::new);
            done = done.chain(() -> sql.update(UNMERGE, (Object) alone).replaceWithVoid());
        }
        return done;
    }

    /** Said by who had heard of that many corrections of the case. */
    private record Accused(UUID caseId, String unit, int corrections) {
        static List<Accused> of(UUID caseId, Collection<String> units, int corrections) {
            return units.stream()
                    .map(unit -> new Accused(caseId, unit, corrections))
                    .toList();
        }
    }
}
