package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;

/**
 * From where on something stands out. No city publishes such numbers; these are the office's own, to be set by it: the settings of
 * bulletins say what each is.
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
