package org.hotline12345.chassis.vocabulary.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Whether an expression takes too long on some text, as one does that can be divided in many ways. It is tried on what it speaks of, said
 * again and again, and every look at a character is counted: the count does not depend on the machine.
 */
public final class Backtracking {
    private static final int LENGTH = 1_500;
    private static final int MOST_TEXTS = 60;
    /** Looks for each character of the text; what is shipped stays below a quarter of it. */
    private static final int MOST_LOOKS = 1_200;

    private static final Pattern SAID = Pattern.compile("[\\u4e00-\\u9fff]+|[A-Za-z0-9]+|[《“（(〔\\[]");

    private Backtracking() {}

    /** Whether a phrase runs away when texts are searched for it. */
    public static boolean ofPhrase(String expression) {
        var phrases = Phrases.of(expression);
        return runsAway(expression, phrases::find);
    }

    /** Whether an expression runs away when it is looked for in a text. */
    public static boolean ofExpression(String expression) {
        var pattern = Pattern.compile(expression);
        return runsAway(expression, text -> {
            var matcher = pattern.matcher(text);
            while (matcher.find()) {
                // all that there are
            }
        });
    }

    private static boolean runsAway(String expression, Consumer<CharSequence> search) {
        for (String text : texts(expression)) {
            try {
                search.accept(new Counted(text));
            } catch (TooManyLooks | StackOverflowError e) {
                return true;
            }
        }
        return false;
    }

    /** What the expression speaks of: each word and letter by itself, all of them in a row, and two neighbours, until the text is long. */
    private static List<String> texts(String expression) {
        var words = new ArrayList<String>();
        SAID.matcher(expression.replaceAll("\\{\\d+,?\\d*\\}", ""))
                .results()
                .forEach(found -> words.add(found.group()));
        Set<String> said = new LinkedHashSet<>();
        said.add("1");
        said.add(" ");
        said.add("某");
        said.add(String.join("", words));
        for (int i = 0; i < words.size(); i++) {
            said.add(words.get(i));
            said.add(words.get(i).substring(0, 1));
            if (i > 0) {
                said.add(words.get(i - 1) + words.get(i));
                said.add(words.get(0) + words.get(i));
            }
        }
        said.remove("");
        String first = words.isEmpty() ? "" : words.get(0);
        return said.stream()
                .limit(MOST_TEXTS)
                .map(word -> first + word.repeat(LENGTH / word.length()) + "！")
                .toList();
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLooks() {
            super(null, null, false, false);
        }
    }

    /** A text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long left;

        Counted(String text) {
            this.text = text;
            left = (long) text.length() * MOST_LOOKS;
        }

        @Override
        public char charAt(int index) {
            if (left-- <= 0) {
                throw new TooManyLooks();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
