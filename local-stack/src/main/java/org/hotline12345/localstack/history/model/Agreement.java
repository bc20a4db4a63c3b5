package org.hotline12345.localstack.history.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The source's own flag against the suite's, case by case.
 *
 * @param bothInTime Source in time, suite in time.
 * @param bothLate Source late, suite late.
 * @param sourceInTimeOnly Source in time, suite late.
 * @param sourceLateOnly Source late, suite in time.
 * @param unknown The suite has no flag.
 * @param examples Some cases that differ, by external number.
 */
public record Agreement(
        int bothInTime, int bothLate, int sourceInTimeOnly, int sourceLateOnly, int unknown, List<String> examples) {
    private static final int EXAMPLES = 20;

    public Agreement {
        examples = List.copyOf(examples);
    }

    /** How many cases were compared. */
    public int compared() {
        return bothInTime + bothLate + sourceInTimeOnly + sourceLateOnly + unknown;
    }

    /** Whether every one agrees. */
    public boolean complete() {
        return compared() > 0 && bothInTime + bothLate == compared();
    }

    public static final class Counter {
        private final int[][] table = new int[2][3];
        private final List<String> examples = new ArrayList<>();

        /**
         * Adds a case.
         *
         * @param sourceInTime The source's flag.
         * @param suiteInTime The suite's; null when it has none.
         */
        public void add(String externalId, boolean sourceInTime, Boolean suiteInTime) {
            table[sourceInTime ? 0 : 1][suiteInTime == null ? 2 : suiteInTime ? 0 : 1]++;
            if ((suiteInTime == null || suiteInTime != sourceInTime) && examples.size() < EXAMPLES) {
                examples.add(externalId);
            }
        }

        public Agreement table() {
            return new Agreement(
                    table[0][0], table[1][1], table[0][1], table[1][0], table[0][2] + table[1][2], examples);
        }
    }
}
