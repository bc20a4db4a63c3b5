package org.hotline12345.dispatch.reply.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Words of every letter and every answer, and characters that join words: they say nothing of the matter. */
final class CommonWords {
    private final Map<Character, List<String>> byStart = new HashMap<>();
    private final BitSet starts = new BitSet();
    private final BitSet joining = new BitSet();

    CommonWords(List<String> words, String joining) {
        for (String word : new LinkedHashSet<>(words)) {
            byStart.computeIfAbsent(word.charAt(0), key -> new ArrayList<>()).add(word);
            starts.set(word.charAt(0));
        }
        byStart.values().forEach(list -> list.sort(Comparator.comparingInt(word -> -word.length())));
        joining.chars().forEach(this.joining::set);
    }

    boolean joins(char c) {
        return joining.get(c);
    }

    /** The length of the longest common word that starts here; 0 for none. */
    int lengthAt(String text, int at) {
        if (starts.get(text.charAt(at))) {
            for (String word : byStart.get(text.charAt(at))) {
                if (text.startsWith(word, at)) {
                    return word.length();
                }
            }
        }
        return 0;
    }
}
