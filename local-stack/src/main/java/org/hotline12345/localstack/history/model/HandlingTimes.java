package org.hotline12345.localstack.history.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Handling times in working days. A percentile p is the smallest time within which at least p % of the cases were
 * answered (nearest rank); shares are rounded to two decimals, half up.
 *
 * @param answered How many cases.
 * @param within Share in per cent answered within 1, 3, 5, 10, 15 and 30 working days; null where nothing was answered.
 * @param median Median; null where nothing was answered.
 * @param p75 75th percentile.
 * @param p90 90th percentile.
 */
public record HandlingTimes(
        int answered, Map<Integer, BigDecimal> within, Integer median, Integer p75, Integer p90, Integer longest) {
    /** The limits that the report names, working days. */
    public static final List<Integer> LIMITS = List.of(1, 3, 5, 10, 15, 30);

    /** Counts the times. */
    public static HandlingTimes of(int[] workingDays) {
        int[] sorted = workingDays.clone();
        Arrays.sort(sorted);
        Map<Integer, BigDecimal> within = new LinkedHashMap<>();
        for (int limit : LIMITS) {
            long count = Arrays.stream(sorted).filter(days -> days <= limit).count();
            within.put(limit, percent(count, sorted.length));
        }
        return new HandlingTimes(
                sorted.length,
                within,
                percentile(sorted, 50),
                percentile(sorted, 75),
                percentile(sorted, 90),
                sorted.length == 0 ? null : sorted[sorted.length - 1]);
    }

    private static Integer percentile(int[] sorted, int percent) {
        if (sorted.length == 0) {
            return null;
        }
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.max(1, rank) - 1];
    }

    /** A share in per cent, two decimals, half up; null without a denominator. */
    public static BigDecimal percent(long numerator, long denominator) {
        if (denominator == 0) {
            return null;
        }
        return BigDecimal.valueOf(numerator * 100).divide(BigDecimal.valueOf(denominator), 2, RoundingMode.HALF_UP);
    }
}
