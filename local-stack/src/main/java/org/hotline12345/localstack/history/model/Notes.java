package org.hotline12345.localstack.history.model;

import java.util.Map;
import java.util.TreeMap;

/** Counts what was changed on the way in, such as a text cut to length. Not for use by several threads at once. */
public final class Notes {
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Text> texts = new TreeMap<>();

    /** Notes one change. */
    public void add(String code, Text text) {
        counts.merge(code, 1, Integer::sum);
        texts.putIfAbsent(code, text);
    }

    /** Takes over the notes of a row that became a case. */
    public void addAll(Notes other) {
        other.counts.forEach((code, count) -> counts.merge(code, count, Integer::sum));
        other.texts.forEach(texts::putIfAbsent);
    }

    /** How often each change was made. */
    public Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** What a code means. */
    public Text text(String code) {
        return texts.get(code);
    }
}
