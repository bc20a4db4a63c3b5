package org.hotline12345.dispatch.reply.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a text is about: its Chinese words without those that stand in any hotline text, as pairs of neighbouring characters.
 * Two texts about one matter share pairs: the measure is the cosine of the two sets (Ochiai), 0 to 1.
 */
final class Matter {
    private final String text;
    private final List<int[]> runs;
    private final int[] pairs;

    private Matter(String text, List<int[]> runs) {
        this.text = text;
        this.runs = runs;
        int count = 0;
        for (int[] run : runs) {
            count += Math.max(0, run[1] - run[0] - 1);
        }
        int[] all = new int[count];
        int next = 0;
        for (int[] run : runs) {
            for (int i = run[0]; i < run[1] - 1; i++) {
                all[next++] = text.charAt(i) << 16 | text.charAt(i + 1);
            }
        }
        Arrays.sort(all);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        pairs = Arrays.copyOf(all, distinct);
    }

    static Matter of(CommonWords common, String text) {
        List<int[]> runs = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            int skip = i == text.length() ? 1 : common.lengthAt(text, i);
            boolean joined = skip > 0 || !isHan(text.charAt(i)) || common.joins(text.charAt(i));
            if (joined && start >= 0) {
                if (i - start > 1) {
                    runs.add(new int[] {start, i});
                }
                start = -1;
            } else if (!joined && start < 0) {
                start = i;
            }
            if (skip > 1) {
                i += skip - 1;
            }
        }
        return new Matter(text, runs);
    }

    /** How many different pairs of characters it has. */
    int size() {
        return pairs.length;
    }

    /** How much the two have in common, 0 to 1. */
    double shared(Matter other) {
        if (pairs.length == 0 || other.pairs.length == 0) {
            return 0;
        }
        int common = 0;
        for (int i = 0, k = 0; i < pairs.length && k < other.pairs.length; ) {
            int order = Integer.compare(pairs[i], other.pairs[k]);
            if (order == 0) {
                common++;
            }
            if (order <= 0) {
                i++;
            }
            if (order >= 0) {
                k++;
            }
        }
        return common / Math.sqrt((double) pairs.length * other.pairs.length);
    }

    /** The longest of the words that the other text has not, in the order of this text. */
    List<Words> missingFrom(Matter other, Words.Where where, int most) {
        Set<String> seen = new HashSet<>();
        return runs.stream()
                .filter(run -> run[1] - run[0] <= 12 && !other.text.contains(text.substring(run[0], run[1])))
                .filter(run -> seen.add(text.substring(run[0], run[1])))
                .sorted(Comparator.comparingInt(run -> run[0] - run[1]))
                .limit(most)
                .sorted(Comparator.comparingInt(run -> run[0]))
                .map(run -> Words.of(where, text, run[0], run[1]))
                .toList();
    }

    static boolean isHan(char c) {
        return c >= '\u4e00' && c <= '\u9fff';
    }
}
