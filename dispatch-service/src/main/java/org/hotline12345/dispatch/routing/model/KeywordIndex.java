package org.hotline12345.dispatch.routing.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which categories the words of a message speak for. A word weighs by its length (longer words are more certain), four
 * times as much in the title, and up to three times for being repeated in the text.
 */
public final class KeywordIndex {
    private static final int TITLE_WEIGHT = 4;
    private static final int MOST_REPEATS = 3;
    private static final int LONGEST_COUNTED = 5;

    /** Words by their first two characters. */
    private final Map<Integer, List<String>> byStart = new HashMap<>();

    private final BitSet firsts = new BitSet();

    private final Map<String, Set<String>> categories = new HashMap<>();

    /** An index of words by category. */
    public KeywordIndex(Map<String, ? extends Collection<String>> wordsOfCategories) {
        wordsOfCategories.forEach((category, words) -> {
            for (String word : words) {
                String lower = word.toLowerCase(Locale.ROOT);
                if (lower.length() >= 2
                        && categories
                                .computeIfAbsent(lower, w -> new LinkedHashSet<>())
                                .add(category)) {
                    var same = byStart.computeIfAbsent(start(lower, 0), k -> new ArrayList<>());
                    firsts.set(lower.charAt(0));
                    if (!same.contains(lower)) {
                        same.add(lower);
                    }
                }
            }
        });
    }

    /** The categories that words of the title or text speak for, the strongest first. */
    public List<Hit> match(String title, String text) {
        Map<String, Integer> inTitle = count(title);
        Map<String, Integer> inText = count(text);
        Set<String> found = new LinkedHashSet<>(inTitle.keySet());
        found.addAll(inText.keySet());
        Map<String, Integer> scores = new LinkedHashMap<>();
        Map<String, List<String>> words = new HashMap<>();
        for (String word : found) {
            int places = (inTitle.containsKey(word) ? TITLE_WEIGHT : 0)
                    + Math.min(inText.getOrDefault(word, 0), MOST_REPEATS);
            int weight = (Math.min(word.length(), LONGEST_COUNTED) - 1) * places;
            for (String category : categories.get(word)) {
                scores.merge(category, weight, Integer::sum);
                words.computeIfAbsent(category, c -> new ArrayList<>()).add(word);
            }
        }
        return scores.entrySet().stream()
                .map(e -> new Hit(e.getKey(), e.getValue(), List.copyOf(words.get(e.getKey()))))
                .sorted(Comparator.comparingInt(Hit::score).reversed().thenComparing(Hit::category))
                .toList();
    }

    private Map<String, Integer> count(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = starts(lower, 0); i >= 0; i = starts(lower, i + 1)) {
            for (String word : byStart.getOrDefault(start(lower, i), List.of())) {
                if (lower.startsWith(word, i)) {
                    counts.merge(word, 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    /** The next place where a word may begin, or -1. */
    private int starts(String text, int from) {
        for (int i = from; i + 1 < text.length(); i++) {
            if (firsts.get(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static int start(String text, int at) {
        return text.charAt(at) << 16 | text.charAt(at + 1);
    }

    /**
     * A category and what speaks for it.
     *
     * @param score Weight of the words found.
     */
    public record Hit(String category, int score, List<String> words) {}
}
