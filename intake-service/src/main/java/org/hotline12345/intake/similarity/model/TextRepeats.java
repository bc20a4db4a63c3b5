package org.hotline12345.intake.similarity.model;

import java.util.Arrays;
import java.util.List;
import org.hotline12345.chassis.vocabulary.model.Phrases;

/** Which of some cases would be shown as possible duplicates of each other by their texts, as a registration looks for them. */
public final class TextRepeats {
    /** No other case is alike. */
    public static final int NONE = -1;

    private static final double ALIKE = 0.6;
    private static final double NEARLY_THE_SAME = 0.9;
    private static final int DISTRICT = 6;
    private static final int ROOT = 3;

    private TextRepeats() {}

    /** A case as it was told; area and category may be null. */
    public record ToldCase(String area, String category, String title, String text) {}

    /** For each case the place of the one most alike, or {@link #NONE}. */
    public static int[] of(Phrases everybody, List<ToldCase> cases) {
        String[] sketches = cases.stream()
                .map(told -> CaseSimilarity.of(everybody, told.area(), told.title(), told.text())
                        .sketch())
                .toArray(String[]::new);
        long[][] bits = Arrays.stream(sketches).map(TextRepeats::bits).toArray(long[][]::new);
        int[] nearest = new int[sketches.length];
        double[] best = new double[sketches.length];
        Arrays.fill(nearest, NONE);
        for (int i = 0; i < bits.length; i++) {
            for (int k = i + 1; k < bits.length; k++) {
                double similarity = similarity(bits[i], bits[k]);
                if (similarity >= ALIKE && counts(cases.get(i), cases.get(k), similarity)) {
                    keep(nearest, best, i, k, similarity);
                    keep(nearest, best, k, i, similarity);
                }
            }
        }
        return nearest;
    }

    private static void keep(int[] nearest, double[] best, int of, int other, double similarity) {
        if (similarity > best[of]) {
            best[of] = similarity;
            nearest[of] = other;
        }
    }

    private static boolean counts(ToldCase one, ToldCase other, double similarity) {
        return similarity >= NEARLY_THE_SAME
                || same(one.area(), other.area(), DISTRICT) && same(one.category(), other.category(), ROOT);
    }

    private static boolean same(String one, String other, int length) {
        return one == null
                || other == null
                || one.substring(0, Math.min(length, one.length()))
                        .equals(other.substring(0, Math.min(length, other.length())));
    }

    private static double similarity(long[] one, long[] other) {
        if (one.length == 0 || other.length == 0) {
            return 0;
        }
        int different = Long.bitCount(one[0] ^ other[0]) + Long.bitCount(one[1] ^ other[1]);
        return Math.max(0, 1 - different / 64.0);
    }

    private static long[] bits(String sketch) {
        return sketch == null
                ? new long[0]
                : new long[] {
                    Long.parseUnsignedLong(sketch.substring(0, 64), 2), Long.parseUnsignedLong(sketch.substring(64), 2)
                };
    }
}
