package org.hotline12345.assessment.hotissue.model;

/**
 * In how many cases each feature stood: what stands in many says little about one. Counts grow old: when {@link #HALVE_AT}
 * cases are counted all are halved, so that it is the language of the recent past.
 */
public interface Vocabulary {
    /** So many cases are counted before all counts are halved. */
    long HALVE_AT = 200_000;

    /** A new installation knows no language yet: as if it had seen so many cases, with each feature in one of them. */
    int HEAD_START = 500;

    /** A feature that stands in one of so many cases, or in fewer, says which place, firm or thing is meant, and not only of what kind. */
    int TELLING = 250;

    /** And one that stands in so few, however few were counted. */
    int ALWAYS_TELLING = 10;

    /** After so many cases the language of the place is known: what is rare is a name, what is common a kind of matter. */
    int GROWN = 2_000;

    /** How many cases were counted. */
    long cases();

    /** In how many of them the feature stood. */
    int casesWith(int feature);

    /** How much the feature says: the logarithm of how rare it is. */
    default double weight(int feature) {
        return Math.log((cases() + HEAD_START) / (casesWith(feature) + 1.0));
    }

    /** Whether enough cases were counted to tell names from matters. */
    default boolean isGrown() {
        return cases() >= GROWN;
    }

    /**
     * Whether the feature tells one thing from others of its kind: it is rare but for the cases of a group.
     *
     * @param group Number of cases of the group, which may all hold it.
     */
    default boolean tells(int feature, int group) {
        long elsewhere = casesWith(feature) + 1L - group;
        return elsewhere <= Math.max(ALWAYS_TELLING, (cases() + HEAD_START) / TELLING);
    }
}
