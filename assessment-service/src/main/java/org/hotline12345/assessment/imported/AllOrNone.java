package org.hotline12345.assessment.imported;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;

/** Rows that are taken together or not at all: what is wrong with each is told at once, of so many rows. */
final class AllOrNone {
    private static final int MOST_VIOLATIONS = 50;

    private AllOrNone() {}

    /**
     * What the rows say.
     *
     * @param entry What one says; a problem where it cannot be understood.
     * @param key By what two rows are about the same; its first part is told where they are.
     * @param field The field in which that stands.
     * @param where A violation of the row of this number, from 0, as it is told.
     */
    static <R, E> List<E> read(
            List<R> rows,
            Function<R, E> entry,
            Function<E, List<Object>> key,
            String field,
            BiFunction<Violation, Integer, Violation> where) {
        var entries = new ArrayList<E>();
        var violations = new ArrayList<Violation>();
        var seen = new HashSet<List<Object>>();
        for (int i = 0; i < rows.size() && violations.size() < MOST_VIOLATIONS; i++) {
            int number = i;
            try {
                E read = entry.apply(rows.get(i));
                List<Object> about = key.apply(read);
                if (!seen.add(about)) {
                    throw Problem.invalid(field, "violation.csv.twice", about.get(0));
                }
                entries.add(read);
            } catch (Problem problem) {
                problem.violations().forEach(violation -> violations.add(where.apply(violation, number)));
            }
        }
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
        return entries;
    }
}
