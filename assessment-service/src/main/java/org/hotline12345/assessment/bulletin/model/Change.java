package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How figures changed: counts in per cent, rates in percentage points; two decimals, half up. */
public final class Change {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Change() {}

    /** The change of a count in per cent; null where there was nothing before. */
    public static BigDecimal percent(BigDecimal now, BigDecimal before) {
        if (now == null || before == null || before.signum() == 0) {
            return null;
        }
        return now.subtract(before).multiply(HUNDRED).divide(before, 2, RoundingMode.HALF_UP);
    }

    /** The change of a count in per cent; null where there was nothing before. */
    public static BigDecimal percent(long now, long before) {
        return percent(BigDecimal.valueOf(now), BigDecimal.valueOf(before));
    }

    /** The change of a rate in percentage points; null where there was no rate. */
    public static BigDecimal points(BigDecimal now, BigDecimal before) {
        return now == null || before == null ? null : now.subtract(before);
    }

    /** A share in per cent; null of nothing. */
    public static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return part == null || whole == null || whole.signum() == 0
                ? null
                : part.multiply(HUNDRED).divide(whole, 2, RoundingMode.HALF_UP);
    }
}
