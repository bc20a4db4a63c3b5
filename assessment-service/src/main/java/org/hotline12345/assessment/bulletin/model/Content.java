package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of a bulletin, taken at one time. Rates are kept beside the counts they were made of, so that a bulletin says for ever
 * what it said.
 *
 * @param onTime Units that finished everything in time.
 * @param feedback Units whose citizens were not all informed.
 * @param satisfaction Units below the target of satisfaction.
 * @param hotIssues Hot issues; null: nobody tells.
 * @param rectifications Orders to put something right; null: nobody tells.
 */
public record Content(
        Totals totals,
        Listing types,
        Listing channels,
        Listing categories,
        Listing areas,
        Listing onTime,
        Listing overdue,
        Listing feedback,
        Listing satisfaction,
        Listing supervised,
        List<HotIssueLine> hotIssues,
        List<Finding> findings,
        CaseListing cases,
        CaseListing supervisedCases,
        List<RectificationLine> rectifications) {
    /**
     * Figures in all, by their names in answers; a rate without a denominator is absent.
     *
     * @param now Of the period.
     * @param previous Of the period before (环比).
     * @param yearBefore Of the same period of the year before (同比).
     */
    public record Totals(
            Map<String, BigDecimal> now, Map<String, BigDecimal> previous, Map<String, BigDecimal> yearBefore) {
        public Totals {
            now = Collections.unmodifiableMap(new LinkedHashMap<>(now));
            previous = Collections.unmodifiableMap(new LinkedHashMap<>(previous));
            yearBefore = Collections.unmodifiableMap(new LinkedHashMap<>(yearBefore));
        }
    }
}
