package org.hotline12345.intake.knowledge.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.hotline12345.intake.lookup.model.SearchText;

/**
 * How well articles answer what is asked, by pairs of neighbouring characters. An article counts if one of its keywords is said, if half of
 * its title is said, or if half of what is said stands in its title and keywords.
 */
public final class Relevance {
    /** An article does not answer. */
    public static final double NONE = 0;

    /** No more of what is asked is read, in characters. */
    private static final int LONGEST_QUESTION = 2_000;

    /** No more of an article is compared, in characters. */
    private static final int LONGEST_TEXT = 2_000;

    private static final int LONGEST_PASSAGE = 120;
    private static final double ENOUGH = 0.5;
    private static final double OF_KEYWORD = 1;
    private static final double OF_TITLE = 2;
    private static final double OF_TEXT = 1;
    private static final double SAME_CATEGORY = 1.5;
    private static final double OWN_AREA = 1.2;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。！？；!?;])|\\n+");

    private final String folded;
    private final int[] pairs;
    private final Set<Integer> asked;

    private Relevance(String folded) {
        this.folded = folded;
        pairs = SearchText.grams(folded);
        asked = set(pairs);
    }

    /** What is asked, such as title and text of a case; null texts do not matter. */
    public static Relevance to(String... texts) {
        return new Relevance(cut(SearchText.letters(texts), LONGEST_QUESTION));
    }

    /** The pairs of characters that articles are found by. */
    public int[] pairs() {
        return pairs;
    }

    /**
     * How well an article answers; {@link #NONE} if it is not worth showing.
     *
     * @param rarity what its pairs in title and keywords that are asked weigh: one that few articles have weighs more
     * @param sameCategory whether it is about the category of the case or one above
     * @param ownArea whether it was written for the area of the case
     */
    public double of(ArticleContent article, double rarity, boolean sameCategory, boolean ownArea) {
        long said = article.keywords().stream()
                .filter(keyword -> folded.contains(SearchText.letters(keyword).strip()))
                .count();
        double ofTitle = share(SearchText.grams(SearchText.letters(article.title())), asked);
        double ofQuestion = share(pairs, set(article.headPairs()));
        if (said == 0 && ofTitle < ENOUGH && ofQuestion < ENOUGH) {
            return NONE;
        }
        double ofText = share(pairs, set(SearchText.grams(SearchText.letters(cut(article.text(), LONGEST_TEXT)))));
        return (rarity + OF_KEYWORD * said + OF_TITLE * ofTitle + OF_TEXT * ofText)
                * (sameCategory ? SAME_CATEGORY : 1)
                * (ownArea ? OWN_AREA : 1);
    }

    /** The sentences of a text that say most of what is asked, some 120 characters. */
    public String passage(String text) {
        String[] sentences = SENTENCE_END.split(text);
        int best = 0;
        long most = -1;
        for (int i = 0; i < sentences.length; i++) {
            long shared = shared(SearchText.grams(SearchText.letters(sentences[i])), asked);
            if (shared > most) {
                most = shared;
                best = i;
            }
        }
        var passage = new StringBuilder(sentences[best].strip());
        int next = best + 1;
        while (next < sentences.length && passage.length() + sentences[next].length() <= LONGEST_PASSAGE) {
            passage.append(sentences[next++].strip());
        }
        boolean whole = passage.length() <= LONGEST_PASSAGE;
        return (best > 0 ? "…" : "")
                + (whole ? passage : cut(passage.toString(), LONGEST_PASSAGE))
                + (whole && next == sentences.length ? "" : "…");
    }

    private static double share(int[] of, Set<Integer> in) {
        return of.length == 0 ? 0 : (double) shared(of, in) / of.length;
    }

    private static long shared(int[] of, Set<Integer> in) {
        return Arrays.stream(of).filter(in::contains).count();
    }

    private static Set<Integer> set(int[] pairs) {
        var set = new HashSet<Integer>(pairs.length * 2);
        for (int pair : pairs) {
            set.add(pair);
        }
        return set;
    }

    /** The beginning of a text, without half a character at its end. */
    private static String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most - (Character.isHighSurrogate(text.charAt(most - 1)) ? 1 : 0));
    }
}
