package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;

/**
 * From where on something stands out. No city publishes such numbers; these are the office's own, to be set by it.
 *
 * @param change Change of a total, in per cent.
 * @param points Change of a rate, in percentage points.
 * @param surge Growth of a category or area, in per cent.
 * @param surgeCases Cases it must have at least.
 * @param rounds Rounds due or citizens asked that a unit must have before its rate is spoken of.
 * @param onTimeTarget On-time rate below which a unit is named, in per cent.
 * @param satisfactionTarget Satisfaction below which a unit is named, in per cent.
 * @param overdueShare Share of all overdue rounds from which a unit is named, in per cent.
 * @param named How many units, categories or areas one rule names at most.
 */
public record Thresholds(
        BigDecimal change,
        BigDecimal points,
        BigDecimal surge,
        int surgeCases,
        int rounds,
        BigDecimal onTimeTarget,
        BigDecimal satisfactionTarget,
        BigDecimal overdueShare,
        int named) {}
