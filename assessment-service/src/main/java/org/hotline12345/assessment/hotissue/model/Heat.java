package org.hotline12345.assessment.hotissue.model;

/**
 * How unusual a number of cases is: an issue of which as many came as always is none, however large. The measure is the
 * logarithm of how much more likely the number is at the rate seen than at the rate of the time before (Poisson), so ten cases
 * about what was never heard of weigh more than a hundred where ninety are usual.
 */
public final class Heat {
    /** With so many periods before the present one it is compared. */
    public static final int PERIODS_BEFORE = 8;

    /** What never came before is expected half a time: three cases out of nothing are no certainty. */
    private static final double LEAST_EXPECTED = 0.5;

    private Heat() {}

    /**
     * The heat of a period, to one decimal; 0 where no more came than usual.
     *
     * @param cases Cases in the period.
     * @param before Cases in the {@value #PERIODS_BEFORE} periods of the same length before it.
     * @param known Over how many of those anything is known at all: a service that began last week knows of one.
     */
    public static double of(long cases, long before, double known) {
        double expected = expected(before, known);
        if (cases <= expected) {
            return 0;
        }
        double heat = cases * Math.log(cases / expected) - (cases - expected);
        return Math.round(heat * 10) / 10.0;
    }

    /** The number to be expected in a period, to one decimal. */
    public static double expected(long before, double known) {
        double periods = Math.max(1, Math.min(PERIODS_BEFORE, known));
        return Math.round((before / periods + LEAST_EXPECTED) * 10) / 10.0;
    }
}
