package org.hotline12345.dispatch.reply.model;

import java.util.Arrays;

/**
 * What a reply's wording looks like, for finding replies that are nearly the same without reading them all.
 *
 * <p>The text without courtesies is cut into overlapping passages of five letters. Of the set of passages 24 minima under
 * different hash functions are taken (MinHash, Broder 1997), three of them to a band. Two replies that share the part s of
 * their passages share a given band with probability s³, and one of the eight with 1 − (1 − s³)⁸: 99 % at 0.75. Bands are
 * looked up by an index; {@link #similarity} then says how alike the few found are.
 */
public final class Fingerprint {
    /** From this share of common passages on a reply counts as nearly the same. */
    public static final double ALIKE = 0.75;

    private static final int PASSAGE = 5;
    private static final int BANDS = 8;
    private static final int ROWS = 3;
    /** Shorter replies are alike by chance; {@link ReplyFlag#TOO_SHORT} speaks of them. */
    private static final int FEWEST_PASSAGES = 16;

    private final long[] passages;

    private Fingerprint(long[] passages) {
        this.passages = passages;
    }

    /** The fingerprint of a reply's text. */
    public static Fingerprint of(Wording wording, String text) {
        return ofSaid(Body.of(wording, text).said());
    }

    static Fingerprint ofSaid(String said) {
        int[] letters = new int[said.length()];
        int count = 0;
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                letters[count++] = Character.toLowerCase(c);
            }
        }
        if (count < PASSAGE) {
            return new Fingerprint(new long[0]);
        }
        long[] hashes = new long[count - PASSAGE + 1];
        for (int i = 0; i < hashes.length; i++) {
            long hash = 0;
            for (int k = 0; k < PASSAGE; k++) {
                hash = hash * 0x100000001B3L + letters[i + k];
            }
            hashes[i] = mix(hash);
        }
        Arrays.sort(hashes);
        int distinct = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[distinct++] = hashes[i];
            }
        }
        return new Fingerprint(Arrays.copyOf(hashes, distinct));
    }

    /** Eight keys to be looked up by; none for a reply too short to be compared. */
    public long[] bands() {
        if (passages.length < FEWEST_PASSAGES) {
            return new long[0];
        }
        long[] bands = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long key = band + 1L;
            for (int row = 0; row < ROWS; row++) {
                long seed = mix(band * ROWS + row + 1L);
                long least = Long.MAX_VALUE;
                for (long passage : passages) {
                    long hash = (passage ^ seed) * 0x9E3779B97F4A7C15L;
                    least = Math.min(least, hash ^ (hash >>> 29));
                }
                key = mix(key * 31 + least);
            }
            bands[band] = key;
        }
        return bands;
    }

    /** Share of the passages that the two have in common (Jaccard), 0 to 1. */
    public double similarity(Fingerprint other) {
        int common = 0;
        int i = 0;
        int k = 0;
        while (i < passages.length && k < other.passages.length) {
            int order = Long.compare(passages[i], other.passages[k]);
            if (order == 0) {
                common++;
            }
            if (order <= 0) {
                i++;
            }
            if (order >= 0) {
                k++;
            }
        }
        int all = passages.length + other.passages.length - common;
        return all == 0 ? 0 : (double) common / all;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
