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

    /** How many cases were counted. */
    long cases();

    /** In how many of them the feature stood. */
    int casesWith(int feature);

    /** How much the feature says: the logarithm of how rare it is. */
    default double weight(int feature) {
        return Math.log((cases() + HEAD_START) / (casesWith(feature) + 1.0));
    }
}
