package org.hotline12345.chassis.vocabulary.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of phrases, each a regular expression that starts with a known character, {@code [a set]} or
 * {@code (?:a choice|of words)}, or {@code \d}.
 * Only the phrases that can start at a character are tried there, so a text is read in one pass whatever the length of the
 * list.
 */
public final class Phrases {
    private static final String CLAUSE = "[^。！!？?；;，,：:\\n\u3000]";

    private final BitSet starts = new BitSet();
    private final Map<Character, Pattern[]> patterns = new HashMap<>();

    private Phrases(Map<Character, List<Pattern>> byStart) {
        byStart.forEach((start, list) -> {
            starts.set(start);
            patterns.put(start, list.toArray(Pattern[]::new));
        });
    }

    /**
     * The phrases of these expressions, in which {@code {clause}} stands for a character of one clause.
     *
     * @throws IllegalArgumentException if one cannot be read or its start is not known
     */
    public static Phrases of(String... expressions) {
        Map<Character, List<Pattern>> byStart = new HashMap<>();
        for (String written : expressions) {
            String expression = written.replace("{clause}", CLAUSE);
            var pattern = Pattern.compile(expression);
            for (char start : startsOf(expression)) {
                byStart.computeIfAbsent(start, key -> new ArrayList<>()).add(pattern);
            }
        }
        return new Phrases(byStart);
    }

    private static Set<Character> startsOf(String expression) {
        String rest = expression.startsWith("(?<") ? expression.substring(expression.indexOf(')') + 1) : expression;
        Set<Character> starts = new HashSet<>();
        if (rest.isEmpty()) {
            throw unknownStart(expression);
        }
        int end;
        if (rest.startsWith("\\d")) {
            "0123456789".chars().forEach(digit -> starts.add((char) digit));
            end = 2;
        } else if (rest.startsWith("[")) {
            end = rest.indexOf(']') + 1;
            rest.substring(1, end - 1).chars().forEach(c -> starts.add((char) c));
        } else if (rest.startsWith("(?:")) {
            end = rest.indexOf(')') + 1;
            for (String choice : rest.substring(3, end - 1).split("\\|")) {
                if (choice.isEmpty() || choice.equals("\\")) {
                    throw unknownStart(expression);
                }
                starts.add(choice.charAt(choice.startsWith("\\") ? 1 : 0));
            }
        } else {
            end = 1;
            starts.add(rest.charAt(0));
        }
        char after = end < rest.length() ? rest.charAt(end) : ' ';
        boolean known = starts.stream().allMatch(c -> Character.isLetterOrDigit(c) || "《“〔﹝[【（".indexOf(c) >= 0);
        if (starts.isEmpty()
                || !known
                || after == '?'
                || after == '*'
                || rest.startsWith("{0", end)
                || isChoice(rest)) {
            throw unknownStart(expression);
        }
        return starts;
    }

    /** Whether it is a choice outside all brackets: its second half would start somewhere else. */
    private static boolean isChoice(String expression) {
        int depth = 0;
        boolean set = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
            } else if (set) {
                set = c != ']';
            } else if (c == '[') {
                set = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == '|' && depth == 0) {
                return true;
            }
        }
        return false;
    }

    private static IllegalArgumentException unknownStart(String expression) {
        return new IllegalArgumentException("a phrase starts with a known character: " + expression);
    }

    /** Where the phrases stand, the longest where several start at once, none overlapping. */
    public List<int[]> find(CharSequence text) {
        return find(text, Integer.MAX_VALUE);
    }

    /** The first phrase, or null. */
    public int[] first(CharSequence text) {
        var found = find(text, 1);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The text with something in the place of each phrase. */
    public String replace(String text, String by) {
        var found = find(text);
        if (found.isEmpty()) {
            return text;
        }
        var left = new StringBuilder(text.length());
        int next = 0;
        for (int[] span : found) {
            left.append(text, next, span[0]).append(by);
            next = span[1];
        }
        return left.append(text, next, text.length()).toString();
    }

    private List<int[]> find(CharSequence text, int most) {
        List<int[]> found = new ArrayList<>();
        Map<Pattern, Matcher> matchers = new IdentityHashMap<>();
        int length = text.length();
        for (int at = 0; at < length && found.size() < most; at++) {
            if (!starts.get(text.charAt(at))) {
                continue;
            }
            int end = at;
            for (Pattern pattern : patterns.get(text.charAt(at))) {
                Matcher matcher = matchers.get(pattern);
                if (matcher == null) {
                    matcher = pattern.matcher(text).useTransparentBounds(true);
                    matchers.put(pattern, matcher);
                }
                matcher.region(at, length);
                if (matcher.lookingAt() && matcher.end() > end) {
                    end = matcher.end();
                }
            }
            if (end > at) {
                found.add(new int[] {at, end});
                at = end - 1;
            }
        }
        return found;
    }
}
