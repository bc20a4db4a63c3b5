package org.hotline12345.dispatch.reply.model;

import java.util.Arrays;
import java.util.List;
import org.hotline12345.chassis.vocabulary.model.Phrases;

/**
 * A reply's text with the courtesies blanked out: salutation, receipt, lead-in, thanks, closing words, the date of the letter.
 * Blanks keep every other character at its place, so that words found here are found in the text.
 */
final class Body {
    static final char BLANK = '\u3000';

    private final String text;
    private final String said;

    private Body(Wording wording, String text) {
        this.text = text;
        char[] left = text.toCharArray();
        var salutation = wording.salutation.matcher(text);
        if (salutation.find()) {
            Arrays.fill(left, salutation.start(), salutation.end(), BLANK);
        }
        said = without(without(new String(left), wording.letterDate), wording.courtesy);
    }

    static Body of(Wording wording, String text) {
        return new Body(wording, text);
    }

    /** As it was written. */
    String text() {
        return text;
    }

    /** Without courtesies. */
    String said() {
        return said;
    }

    /** The text with the phrases blanked out. */
    static String without(String text, Phrases phrases) {
        return without(text, phrases.find(text));
    }

    static String without(String text, List<int[]> spans) {
        if (spans.isEmpty()) {
            return text;
        }
        char[] left = text.toCharArray();
        for (int[] span : spans) {
            Arrays.fill(left, span[0], span[1], BLANK);
        }
        return new String(left);
    }

    /** How many Chinese characters and digits it has. */
    static int letters(CharSequence text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                letters++;
            }
        }
        return letters;
    }
}
