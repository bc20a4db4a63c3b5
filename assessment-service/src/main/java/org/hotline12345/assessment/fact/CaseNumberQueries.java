package org.hotline12345.assessment.fact;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;

/** Finds cases by the numbers people know them by. */
public final class CaseNumberQueries {
    private static final String FIND = """
            select
              case_number,
              case_id
            from case_fact
            where case_number = any($1::text[])
            """;

    private CaseNumberQueries() {}

    /**
     * The cases of these ids and these numbers.
     *
     * @param sight what the caller sees: a hidden case does not exist, by its id 404
     * @param ids May be null.
     * @param numbers May be null; 400 names the first that no case has.
     * @param field In which field of the question the numbers stand.
     */
    public static Uni<Set<UUID>> cases(
            Mutiny.Session session, CaseSight sight, Collection<UUID> ids, Collection<String> numbers, String field) {
        Set<UUID> cases = ids == null ? new LinkedHashSet<>() : new LinkedHashSet<>(ids);
        return sight.require(session, cases).chain(() -> numbered(session, sight, cases, numbers, field));
    }

    private static Uni<Set<UUID>> numbered(
            Mutiny.Session session, CaseSight sight, Set<UUID> cases, Collection<String> numbers, String field) {
        if (numbers == null || numbers.isEmpty()) {
            return Uni.createFrom().item(cases);
        }
        Set<String> wanted = numbers.stream().map(String::strip).collect(Collectors.toCollection(LinkedHashSet::new));
        return Sql.on(session)
                .select(FIND, (Object) wanted.toArray(String[]::new))
                .chain(rows -> sight.hidden(
                                session,
                                rows.stream().map(row -> row.getUUID("case_id")).toList())
                        .map(hidden -> rows.stream()
                                .filter(row -> !hidden.contains(row.getUUID("case_id")))
                                .collect(Collectors.toMap(
                                        row -> row.getString("case_number"),
                                        row -> row.getUUID("case_id"),
                                        (a, b) -> a))))
                .map((Map<String, UUID> known) -> {
                    for (String number : wanted) {
                        if (!known.containsKey(number)) {
                            throw Problem.invalid(field, "violation.case-number", number);
                        }
                        cases.add(known.get(number));
                    }
                    return cases;
                });
    }
}
