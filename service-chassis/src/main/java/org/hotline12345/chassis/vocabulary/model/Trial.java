package org.hotline12345.chassis.vocabulary.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What another version would have made of recent texts, compared with the one in force.
 *
 * @param read How many texts were read.
 * @param flaggedBefore How many of them have a flag by the version in force.
 * @param flaggedAfter How many would have one.
 * @param flags Each flag that either version raises.
 * @param more Texts that get a flag more; the newest first, a few of them.
 * @param less Texts that lose one.
 */
public record Trial(
        int read,
        int flaggedBefore,
        int flaggedAfter,
        List<FlagCount> flags,
        int moreTexts,
        int lessTexts,
        List<ChangedText> more,
        List<ChangedText> less) {
    private static final int MOST_EXAMPLES = 20;

    public Trial {
        flags = List.copyOf(flags);
        more = List.copyOf(more);
        less = List.copyOf(less);
    }

    /** How often a flag is raised by either version. */
    public record FlagCount(String flag, int before, int after) {}

    /**
     * A text that one version flags and the other does not.
     *
     * @param flags Those it gets, or loses, with the words they rest on.
     */
    public record ChangedText(UUID caseId, String caseNumber, String title, Instant at, List<RaisedFlag> flags) {}

    /** A flag, and the words it rests on or the case it points to. */
    public record RaisedFlag(String flag, List<String> words) {
        public RaisedFlag {
            words = List.copyOf(words);
        }
    }

    /** A text that is tried. */
    public record Source(UUID caseId, String caseNumber, String title, Instant at) {}

    /** Without the examples: what is kept of it. */
    public Trial figures() {
        return new Trial(read, flaggedBefore, flaggedAfter, flags, moreTexts, lessTexts, List.of(), List.of());
    }

    /** Gathers what became of the texts, one after another. */
    public static final class Tally {
        private final Map<String, int[]> flags = new LinkedHashMap<>();
        private final List<ChangedText> more = new ArrayList<>();
        private final List<ChangedText> less = new ArrayList<>();
        private int read;
        private int before;
        private int after;
        private int moreTexts;
        private int lessTexts;

        /** A text and its flags by the two versions. */
        public void add(Source text, List<RaisedFlag> byInForce, List<RaisedFlag> byTried) {
            read++;
            before += byInForce.isEmpty() ? 0 : 1;
            after += byTried.isEmpty() ? 0 : 1;
            byInForce.forEach(raised -> count(raised.flag())[0]++);
            byTried.forEach(raised -> count(raised.flag())[1]++);
            moreTexts += example(text, without(byTried, byInForce), more);
            lessTexts += example(text, without(byInForce, byTried), less);
        }

        public Trial trial() {
            return new Trial(
                    read,
                    before,
                    after,
                    flags.entrySet().stream()
                            .map(each -> new FlagCount(each.getKey(), each.getValue()[0], each.getValue()[1]))
                            .toList(),
                    moreTexts,
                    lessTexts,
                    more,
                    less);
        }

        private int[] count(String flag) {
            return flags.computeIfAbsent(flag, key -> new int[2]);
        }

        private static List<RaisedFlag> without(List<RaisedFlag> all, List<RaisedFlag> others) {
            return all.stream()
                    .filter(raised ->
                            others.stream().noneMatch(other -> other.flag().equals(raised.flag())))
                    .toList();
        }

        private static int example(Source text, List<RaisedFlag> flags, List<ChangedText> examples) {
            if (flags.isEmpty()) {
                return 0;
            }
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(new ChangedText(text.caseId(), text.caseNumber(), text.title(), text.at(), flags));
            }
            return 1;
        }
    }
}
