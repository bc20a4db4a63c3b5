package org.hotline12345.assessment.hotissue.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A name for cases that are alike, of the words that their titles share. A word counts once for each citizen, and only what
 * several wrote is shown: so no citizen's own words, and no name that one of them gave, stand in it.
 *
 * @param name The strongest words in the order of the titles; empty if the titles share none.
 * @param words What the titles share, the strongest first.
 */
public record IssueName(String name, List<String> words) {
    private static final int LONGEST_WORD = 12;
    private static final int SHORTEST_WORD = 2;
    private static final int WORDS = 8;
    private static final int WORDS_OF_NAME = 3;
    private static final double SHARE = 0.3;

    /** A longer word takes the place of one in it when so many of its citizens wrote the longer one. */
    private static final double LONGER_STANDS_FOR = 0.7;

    /**
     * A title.
     *
     * @param citizen Who wrote it.
     */
    public record Title(UUID citizen, String text) {}

    private record Word(String text, int citizens, double place) {
        double strength() {
            return citizens * (text.codePointCount(0, text.length()) - 0.5);
        }
    }

    /** The name of cases with these titles. */
    public static IssueName of(List<Title> titles) {
        int all = (int) titles.stream().map(Title::citizen).distinct().count();
        int least = Math.max(all >= 3 ? 3 : 2, (int) Math.ceil(all * SHARE));
        Map<String, Set<UUID>> citizens = new HashMap<>();
        Map<String, double[]> places = new HashMap<>();
        Set<String> clauses = new HashSet<>();
        for (Title title : titles) {
            clauses.addAll(count(title, citizens, places));
        }
        Map<String, Word> shared = new LinkedHashMap<>();
        citizens.forEach((text, who) -> {
            if (who.size() >= least) {
                double[] place = places.get(text);
                shared.put(text, new Word(text, who.size(), place[0] / place[1]));
            }
        });
        List<Word> whole = shared.values().stream()
                .filter(word -> shared.values().stream().noneMatch(longer -> standsFor(longer, word)))
                .sorted(Comparator.comparingDouble(Word::strength).reversed().thenComparing(Word::text))
                .toList();
        var chosen = new ArrayList<Word>();
        for (Word word : whole) {
            if (chosen.size() < WORDS
                    && chosen.stream().noneMatch(other -> overlap(word.text(), other.text(), clauses))) {
                chosen.add(word);
            }
        }
        String name = chosen.stream()
                .limit(WORDS_OF_NAME)
                .sorted(Comparator.comparingDouble(Word::place))
                .map(Word::text)
                .collect(Collectors.joining(" "));
        return new IssueName(name, chosen.stream().map(Word::text).toList());
    }

    private static boolean standsFor(Word longer, Word word) {
        return longer.text().length() > word.text().length()
                && longer.text().contains(word.text())
                && longer.citizens() >= LONGER_STANDS_FOR * word.citizens();
    }

    /** Whether one holds the other, or most of it, or begins in a title with the last character of the other. */
    private static boolean overlap(String one, String other, Set<String> clauses) {
        if (linked(one, other, clauses) || linked(other, one, clauses)) {
            return true;
        }
        Set<String> pairs = pairs(one);
        Set<String> common = new HashSet<>(pairs(other));
        int smaller = Math.min(pairs.size(), common.size());
        common.retainAll(pairs);
        return common.size() * 2 >= smaller;
    }

    private static boolean linked(String first, String second, Set<String> clauses) {
        return first.charAt(first.length() - 1) == second.charAt(0)
                && clauses.stream().anyMatch(clause -> clause.contains(first + second.substring(1)));
    }

    private static Set<String> pairs(String word) {
        var pairs = new HashSet<String>();
        for (int i = 0; i + 1 < word.length(); i++) {
            pairs.add(word.substring(i, i + 2));
        }
        return pairs;
    }

    /** Counts the words of a title; answers its clauses. */
    private static List<String> count(Title title, Map<String, Set<UUID>> citizens, Map<String, double[]> places) {
        var whole = new ArrayList<String>();
        int before = 0;
        for (List<String> clause : Terms.clauses(title.text())) {
            for (int from = 0; from < clause.size(); from++) {
                String text = "";
                for (int to = from; to < Math.min(clause.size(), from + LONGEST_WORD); to++) {
                    text = joined(text, clause.get(to));
                    if (text.length() >= SHORTEST_WORD) {
                        citizens.computeIfAbsent(text, w -> new HashSet<>()).add(title.citizen());
                        double[] place = places.computeIfAbsent(text, w -> new double[2]);
                        place[0] += before + from;
                        place[1]++;
                    }
                }
            }
            before += clause.size();
            whole.add(clause.stream().reduce("", IssueName::joined));
        }
        return whole;
    }

    private static String joined(String text, String unit) {
        boolean bothLatin = !text.isEmpty() && text.charAt(text.length() - 1) < 0x2E80 && unit.charAt(0) < 0x2E80;
        return text + (bothLatin ? " " : "") + unit;
    }
}
