package org.hotline12345.dispatch.reply.model;

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
final class Phrases {
    private final BitSet starts = new BitSet();
    private final Map<Character, Pattern[]> patterns = new HashMap<>();

    private Phrases(Map<Character, List<Pattern>> byStart) {
        byStart.forEach((start, list) -> {
            starts.set(start);
            patterns.put(start, list.toArray(Pattern[]::new));
        });
    }

    static Phrases of(String... expressions) {
        Map<Character, List<Pattern>> byStart = new HashMap<>();
        for (String expression : expressions) {
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
                starts.add(choice.charAt(choice.startsWith("\\") ? 1 : 0));
            }
        } else {
            end = 1;
            starts.add(rest.charAt(0));
        }
        char after = end < rest.length() ? rest.charAt(end) : ' ';
        boolean known = starts.stream().allMatch(c -> Character.isLetterOrDigit(c) || "《“〔﹝[【（".indexOf(c) >= 0);
        if (!known || after == '?' || after == '*') {
            throw new IllegalArgumentException("a phrase starts with a known character: " + expression);
        }
        return starts;
    }

    /** Where the phrases stand, the longest where several start at once, none overlapping. */
    List<int[]> find(String text) {
        return find(text, Integer.MAX_VALUE);
    }

    /** The first phrase, or null. */
    int[] first(String text) {
        var found = find(text, 1);
        return found.isEmpty() ? null : found.get(0);
    }

    private List<int[]> find(String text, int most) {
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
