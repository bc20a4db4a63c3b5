package org.hotline12345.intake.lookup.model;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How texts are found by words. A text is folded (compatibility forms, lower case) and indexed by its pairs of neighbouring
 * characters: most Chinese words have two characters, too few for the trigrams of pg_trgm.
 */
public final class SearchText {
    /** Fewest characters of a word that is searched for. */
    public static final int SHORTEST = 2;

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private SearchText() {}

    /** The form in which texts and words are compared. */
    public static String fold(String... texts) {
        var out = new StringBuilder();
        for (String text : texts) {
            if (text != null) {
                out.append(out.isEmpty() ? "" : "\n")
                        .append(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
            }
        }
        return out.toString();
    }

    /** The same with a space for what is no letter and no digit: pairs are of letters alone then. */
    public static String letters(String... texts) {
        return NO_LETTERS.matcher(fold(texts)).replaceAll(" ");
    }

    /** The words of a query, folded. */
    public static List<String> words(String query) {
        return Stream.of(fold(query).split("[\\s\u3000]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Pairs of neighbouring characters as numbers, each once; pairs with white space are left out. */
    public static int[] grams(String folded) {
        int[] letters = folded.codePoints().toArray();
        var pairs = new int[Math.max(0, letters.length - 1)];
        int count = 0;
        for (int i = 0; i + 1 < letters.length; i++) {
            if (!Character.isWhitespace(letters[i]) && !Character.isWhitespace(letters[i + 1])) {
                pairs[count++] = letters[i] * 0x9E3779B1 ^ letters[i + 1];
            }
        }
        return Arrays.stream(pairs, 0, count).distinct().toArray();
    }

    /** The pattern of {@code like} that finds the word anywhere. */
    public static String pattern(String word) {
        return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
