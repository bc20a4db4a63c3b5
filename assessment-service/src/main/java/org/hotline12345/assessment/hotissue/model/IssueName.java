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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name for cases that are alike, of the words that their titles share, first where and then what; of the beginnings of their texts where the
 * titles share none. A word counts once for each citizen, and only what several wrote is shown: so no citizen's own words, and no name that one
 * of them gave, stand in it.
 *
 * @param name The strongest words in the order in which citizens write them; empty if they share none.
 * @param words What they share, the strongest first.
 */
public record IssueName(String name, List<String> words) {
    private static final int LONGEST_WORD = 12;
    private static final int SHORTEST_WORD = 2;
    private static final int WORDS = 8;
    private static final int WORDS_OF_NAME = 3;
    private static final double SHARE = 0.3;

    /** A longer word takes the place of one in it when so many of its citizens wrote the longer one. */
    private static final double LONGER_STANDS_FOR = 0.7;

    /** What is wrong, and where, is said first. */
    private static final int BEGINNING = 60;

    /** A neighbour that goes with so many other words more often is no part of the word: 业 is none in 业社保. */
    private static final int STRAY = 8;

    private static final String PLACES = "小区|社区|街道|大道|广场|市场|公园|医院|学院|大学|中学|小学|幼儿园|花园|家园|新城|大厦|公寓";

    /** A word ends with the place it names; what follows is what is wrong there. */
    private static final Pattern PLACE_WITHIN = Pattern.compile("(?:" + PLACES + ")(?!" + PLACES + "|[路街桥站门口])(?=.)");

    /**
     * What a citizen wrote.
     *
     * @param citizen Who wrote it.
     */
    public record Title(UUID citizen, String title, String text) {}

    private record Word(String text, int citizens, double place) {
        double strength() {
            return citizens * (text.codePointCount(0, text.length()) - 0.5);
        }
    }

    /**
     * The name of cases with these titles and texts.
     *
     * @param known How common pairs of characters are: it shows where a word begins and ends.
     */
    public static IssueName of(List<Title> titles, Vocabulary known) {
        IssueName name = shared(titles, Title::title, known);
        return name.words().isEmpty() ? shared(titles, IssueName::beginning, known) : name;
    }

    private static String beginning(Title title) {
        String text = title.text().strip();
        return text.substring(0, Math.min(BEGINNING, text.length()));
    }

    private static IssueName shared(List<Title> titles, Function<Title, String> part, Vocabulary known) {
        int all = (int) titles.stream().map(Title::citizen).distinct().count();
        int least = Math.max(all >= 3 ? 3 : 2, (int) Math.ceil(all * SHARE));
        Map<String, Set<UUID>> citizens = new HashMap<>();
        Map<String, double[]> places = new HashMap<>();
        Set<String> clauses = new HashSet<>();
        for (Title title : titles) {
            clauses.addAll(count(title.citizen(), part.apply(title), citizens, places, known));
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

    /** Counts the words of a text; answers its clauses. */
    private static List<String> count(
            UUID citizen,
            String text,
            Map<String, Set<UUID>> citizens,
            Map<String, double[]> places,
            Vocabulary known) {
        var whole = new ArrayList<String>();
        int before = 0;
        for (List<String> clause : Terms.clauses(text)) {
            for (int from = 0; from < clause.size(); from++) {
                String word = "";
                for (int to = from; to < Math.min(clause.size(), from + LONGEST_WORD); to++) {
                    word = joined(word, clause.get(to));
                    if (word.length() >= SHORTEST_WORD && isWhole(word, clause, from, to, known)) {
                        citizens.computeIfAbsent(word, w -> new HashSet<>()).add(citizen);
                        double[] place = places.computeIfAbsent(word, w -> new double[2]);
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

    /** Whether it neither begins nor ends with a character that belongs to another word, nor goes on behind a place. */
    private static boolean isWhole(String word, List<String> clause, int from, int to, Vocabulary known) {
        if (to == from) {
            return true;
        }
        int first = pair(clause, from);
        int last = pair(clause, to - 1);
        boolean longer = to - from >= 2;
        boolean begins = (from == 0 || !isStray(first, pair(clause, from - 1), known))
                && !(longer && isStray(first, pair(clause, from + 1), known));
        boolean ends = (to + 1 == clause.size() || !isStray(last, pair(clause, to), known))
                && !(longer && isStray(last, pair(clause, to - 2), known));
        return begins && ends && !PLACE_WITHIN.matcher(word).find();
    }

    private static boolean isStray(int edge, int neighbour, Vocabulary known) {
        return (known.casesWith(edge) + 1) * STRAY <= known.casesWith(neighbour);
    }

    private static int pair(List<String> units, int at) {
        return Terms.pair(units.get(at), units.get(at + 1));
    }

    private static String joined(String text, String unit) {
        boolean bothLatin = !text.isEmpty() && text.charAt(text.length() - 1) < 0x2E80 && unit.charAt(0) < 0x2E80;
        return text + (bothLatin ? " " : "") + unit;
    }
}
