package org.hotline12345.assessment.hotissue.model;

import java.util.HashMap;
import java.util.Map;

/** A vocabulary in memory. */
public final class CountedWords implements Vocabulary {
    private final Map<Integer, Integer> counts = new HashMap<>();
    private long cases;

    /** Counts a text. */
    public void count(Terms terms) {
        cases++;
        terms.counts().keySet().forEach(feature -> counts.merge(feature, 1, Integer::sum));
    }

    @Override
    public long cases() {
        return cases;
    }

    @Override
    public int casesWith(int feature) {
        return counts.getOrDefault(feature, 0);
    }
}
