package org.hotline12345.intake.similarity.model;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.hotline12345.chassis.vocabulary.model.Phrases;

/**
 * By what cases alike are found, however many there are: a case is kept under a few hashes, and a new one looks only at those
 * kept under the same.
 *
 * <ul>
 *   <li>Titles: four min-hashes of the pairs of characters, within the district. Two titles of Jaccard similarity s share at
 *       least one with probability 1 − (1 − s)^4: 0.94 at one half.
 *   <li>Texts: six bands of two min-hashes of the runs of four characters, within the district: 1 − (1 − s²)^6, that is 0.95
 *       at s = 0.63 and 0.02 at s = 0.06.
 *   <li>The same text wherever it comes from: one hash of the whole.
 * </ul>
 *
 * <p>How alike two texts are is then estimated from their sketches: the share of 128 min-hashes that agree in their lowest
 * bit is (1 + s) / 2; the standard error is 0.08 at s = 0.5 and 0.05 at s = 0.8. Phrases that everybody writes count for
 * nothing.
 *
 * @param hashes What the case is kept under and looks for.
 * @param sketch 128 characters 0 and 1; null for a text without letters.
 */
public record CaseSimilarity(long[] hashes, String sketch) {
    /** Number of hashes of a title. */
    public static final int TITLE_HASHES = 4;
    /** Number of bands of a text. */
    public static final int TEXT_BANDS = 6;

    private static final int ROWS = 2;
    private static final int SKETCH_BITS = 128;
    private static final int RUN = 4;
    private static final int SHORTEST_TEXT = 12;
    private static final int LONGEST_TEXT = 1_000;
    private static final int DISTRICT = 6;
    private static final int[] TITLE_SEEDS = {0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F};
    private static final int[] FACTORS = new int[SKETCH_BITS];
    private static final int[] TERMS = new int[SKETCH_BITS];

    static {
        // the same numbers in every release: stored sketches are compared with new ones
        var random = new SplittableRandom(12_345);
        for (int h = 0; h < SKETCH_BITS; h++) {
            FACTORS[h] = random.nextInt() | 1;
            TERMS[h] = random.nextInt();
        }
    }

    /**
     * The similarity of a case; area may be null.
     *
     * @param everybody phrases that everybody writes
     */
    public static CaseSimilarity of(Phrases everybody, String area, String title, String text) {
        int[] titleLetters = letters(title);
        String plain = everybody.replace(fold(text), "");
        int[] textLetters = letters(plain);
        if (textLetters.length < SHORTEST_TEXT) {
            // "as told before": such a text says something only together with its title
            textLetters = letters(fold(title) + plain);
        }
        long place = place(area);
        int hashesOfTitle = titleLetters.length == 0 ? 0 : TITLE_HASHES;
        int hashesOfText = textLetters.length == 0 ? 0 : TEXT_BANDS + 1;
        var hashes = new long[hashesOfTitle + hashesOfText];
        if (hashesOfTitle > 0) {
            title(titleLetters, place, hashes);
        }
        if (hashesOfText == 0) {
            return new CaseSimilarity(hashes, null);
        }
        int[] least = minima(textLetters);
        for (int band = 0; band < TEXT_BANDS; band++) {
            long value = band + 1;
            for (int row = 0; row < ROWS; row++) {
                value = mix(value * 0x9E3779B97F4A7C15L + least[band * ROWS + row]);
            }
            hashes[hashesOfTitle + band] = mix(value ^ place);
        }
        hashes[hashes.length - 1] = whole(textLetters);
        return new CaseSimilarity(hashes, sketch(least));
    }

    /** The similarity of two sketches, from 0 to 1; 0 when one is missing. */
    public static double similarity(String sketch, String other) {
        if (sketch == null || other == null) {
            return 0;
        }
        int different = 0;
        for (int i = 0; i < SKETCH_BITS; i++) {
            different += sketch.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return Math.max(0, 1 - different / (SKETCH_BITS / 2.0));
    }

    /** A street lies in its district: both are the same place here. */
    private static long place(String area) {
        if (area == null) {
            return 0;
        }
        return (long) area.substring(0, Math.min(DISTRICT, area.length())).hashCode() << 32;
    }

    private static void title(int[] letters, long place, long[] hashes) {
        var least = new int[TITLE_HASHES];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (int i = 0; i < Math.max(1, letters.length - 1); i++) {
            int pair = letters[i] * 31 + (i + 1 < letters.length ? letters[i + 1] : 0);
            for (int h = 0; h < TITLE_HASHES; h++) {
                least[h] = Math.min(least[h], mix(pair ^ TITLE_SEEDS[h]));
            }
        }
        for (int h = 0; h < TITLE_HASHES; h++) {
            // the number of the hash keeps equal values of different hashes apart
            hashes[h] = place ^ Integer.toUnsignedLong(mix(least[h] + h));
        }
    }

    private static int[] minima(int[] letters) {
        var least = new int[SKETCH_BITS];
        Arrays.fill(least, Integer.MAX_VALUE);
        int runs = Math.max(1, Math.min(letters.length, LONGEST_TEXT) - RUN + 1);
        for (int i = 0; i < runs; i++) {
            int run = 0;
            for (int j = i; j < Math.min(i + RUN, letters.length); j++) {
                run = run * 0x01000193 + letters[j];
            }
            int value = mix(run);
            // a plain loop over arrays: the compiler makes eight of them at once
            for (int h = 0; h < SKETCH_BITS; h++) {
                least[h] = Math.min(least[h], value * FACTORS[h] + TERMS[h]);
            }
        }
        return least;
    }

    private static String sketch(int[] least) {
        var bits = new char[SKETCH_BITS];
        for (int h = 0; h < SKETCH_BITS; h++) {
            bits[h] = (mix(least[h]) & 1) == 0 ? '0' : '1';
        }
        return new String(bits);
    }

    private static long whole(int[] letters) {
        long value = letters.length;
        for (int letter : letters) {
            value = mix(value * 31 + letter);
        }
        return value;
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static int[] letters(String text) {
        return fold(text).codePoints().filter(Character::isLetterOrDigit).toArray();
    }

    private static int mix(int value) {
        int x = value;
        x = (x ^ x >>> 16) * 0x7FEB352D;
        x = (x ^ x >>> 15) * 0x846CA68B;
        return x ^ x >>> 16;
    }

    private static long mix(long value) {
        long x = value;
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
