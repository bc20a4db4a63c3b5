package org.hotline12345.assessment.fact;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
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
     * @param ids May be null.
     * @param numbers May be null; 400 names the first that no case has.
     * @param field In which field of the question the numbers stand.
     */
    public static Uni<Set<UUID>> cases(
            Mutiny.Session session, Collection<UUID> ids, Collection<String> numbers, String field) {
        Set<UUID> cases = ids == null ? new LinkedHashSet<>() : new LinkedHashSet<>(ids);
        if (numbers == null || numbers.isEmpty()) {
            return Uni.createFrom().item(cases);
        }
        Set<String> wanted = numbers.stream().map(String::strip).collect(Collectors.toCollection(LinkedHashSet::new));
        return Sql.on(session)
                .select(FIND, (Object) wanted.toArray(String[]::new))
                .map(rows -> {
                    Map<String, UUID> known = rows.stream()
                            .collect(Collectors.toMap(
                                    row -> row.getString("case_number"), row -> row.getUUID("case_id"), (a, b) -> a));
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
