package org.hotline12345.dispatch.routing.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words that speak of self-harm, violence, danger or a gathering crowd (风险提示). The longest word at a place counts, so
 * that 跳楼价 is not 跳楼: a harmless word hides the risky one in it.
 */
public final class RiskWords {
    private static final String HARMLESS = "harmless";

    private final Map<Character, List<Word>> byStart = new HashMap<>();
    private final BitSet starts = new BitSet();
    private final int version;

    /**
     * The words of a file: of each kind, and the harmless ones.
     *
     * @throws IllegalArgumentException if a section is missing
     */
    public RiskWords(Map<String, List<String>> sections) {
        this(sections, 0);
    }

    /** The same of a version of the office's own; 0 is the shipped one. */
    public RiskWords(Map<String, List<String>> sections, int version) {
        this.version = version;
        for (RiskFlag.Kind kind : RiskFlag.Kind.values()) {
            add(sections, kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), kind);
        }
        add(sections, HARMLESS, null);
    }

    /** The version of the words. */
    public int version() {
        return version;
    }

    /** The risks of a message; empty for most. */
    public List<RiskFlag> find(String title, String text) {
        String all = (title + "\n" + text).toLowerCase(Locale.ROOT);
        Map<RiskFlag.Kind, Set<String>> found = new EnumMap<>(RiskFlag.Kind.class);
        for (int i = 0; i < all.length(); ) {
            if (!starts.get(all.charAt(i))) {
                i++;
                continue;
            }
            Word longest = null;
            for (Word word : byStart.get(all.charAt(i))) {
                if ((longest == null || word.text().length() > longest.text().length())
                        && all.startsWith(word.text(), i)) {
                    longest = word;
                }
            }
            if (longest == null) {
                i++;
                continue;
            }
            if (longest.kind() != null) {
                found.computeIfAbsent(longest.kind(), kind -> new LinkedHashSet<>())
                        .add(longest.text());
            }
            i += longest.text().length();
        }
        return found.entrySet().stream()
                .map(entry -> new RiskFlag(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private void add(Map<String, List<String>> sections, String name, RiskFlag.Kind kind) {
        var lines = sections.get(name);
        if (lines == null) {
            throw new IllegalArgumentException("there is no [" + name + "]");
        }
        for (String text : String.join(" ", lines).split("\\s+")) {
            String word = text.replace('·', ' ').toLowerCase(Locale.ROOT);
            starts.set(word.charAt(0));
            byStart.computeIfAbsent(word.charAt(0), c -> new ArrayList<>()).add(new Word(word, kind));
        }
    }

    /** A word; without a kind it is harmless. */
    private record Word(String text, RiskFlag.Kind kind) {}
}
